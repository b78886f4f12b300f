#pragma once

#include <QStringList>
#include <QWidget>

#include <optional>
#include <span>
#include <vector>

/// How an LSTM reads row by row: the rows, the hidden state after every one, the selected unit's trace, and what the
/// network would predict if the sequence ended there. One line of the widget is one step, so that the eye finds the row
/// that a step has read. Steps, units and classes count from 0.
class StepsView : public QWidget
{
    Q_OBJECT

public:
    explicit StepsView(QWidget* parent = nullptr);

    struct Sizes
    {
        int steps = 0;
        int inputs = 0; ///< numbers that a step reads
        int units = 0;
        QStringList classes; ///< empty: the network says nothing before the end
    };
    struct Numbers
    {
        std::span<const float> inputs; ///< [steps, inputs]
        std::span<const float> hidden; ///< [steps, units], within [−1, 1]
        std::span<const float> probabilities; ///< [steps, classes]
    };

    /// Forgets the numbers.
    void setSizes(const Sizes& sizes);
    /// Copied.
    void setNumbers(const Numbers& numbers);
    void clear();
    void setSelectedUnit(std::optional<int> unit);

    std::optional<int> hoveredStep() const { return m_step; }
    /// The line of a step in one of the parts.
    enum class Part { Inputs, Hidden, Trace, Answers };
    QRect lineOf(Part part, int step) const;
    /// A step in words: "after row 12: hidden state of unit 5 is 0.42; it would predict 3 (87 %)".
    QString wordsOn(int step) const;

    QSize sizeHint() const override { return {640, 240}; }
    QSize minimumSizeHint() const override { return {320, 180}; }

signals:
    void unitClicked(int unit);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void limitHeight();
    int roomAround() const;
    int lineHeightFor(int width) const;
    int lineHeight() const;
    int classWidth() const;
    QRect areaOf(Part part) const;
    std::optional<int> stepAt(QPoint position) const;
    void paintHead(QPainter& painter, Part part, const QString& words, const QString& inShort = {}) const;
    void paintMaps(QPainter& painter) const;
    void paintTrace(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    void paintFoot(QPainter& painter) const;

    Sizes m_sizes;
    std::vector<float> m_inputs;
    std::vector<float> m_hidden;
    std::vector<float> m_probabilities;
    std::optional<int> m_unit;
    std::optional<int> m_step; ///< under the pointer
};
