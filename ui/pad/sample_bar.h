#pragma once

#include <QWidget>

#include <cstddef>
#include <optional>

class QAction;
class QLabel;
class QToolButton;

/// Says which sample the views show, the drawing, a picture or one of the test set, and leads from one to the next.
class SampleBar : public QWidget
{
    Q_OBJECT

public:
    explicit SampleBar(QWidget* parent = nullptr);

    void showDrawing();
    /// One from outside; name: of its file.
    void showPicture(const QString& name);
    /// index counts from 0; className: what the data set says it is.
    void showTestDigit(std::size_t index, const QString& className, bool isDigit = true);
    /// A sample that is no picture, by its own name: "(0, 1) → 1".
    void showPoint(std::size_t index, const QString& name);
    /// Without a data set there is nothing to step through.
    void setSampleCount(std::size_t count);
    /// A network that reads points has no use for the drawing.
    void setHasDrawing(bool hasDrawing);

    QAction* previousAction() const { return m_previous; }
    QAction* nextAction() const { return m_next; }
    QAction* drawingAction() const { return m_drawing; }

signals:
    void testDigitRequested(std::size_t index);
    void drawingRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void step(int by);
    void reserveRoom();
    /// Cut short where there is no room; the tooltip has all of it.
    void setText(const QString& text, const QString& tip);
    void fitText();
    void showBack(bool isPossible);

    std::size_t m_count = 0;
    std::optional<std::size_t> m_index;
    bool m_hasDrawing = true;
    QAction* m_previous;
    QAction* m_next;
    QAction* m_drawing;
    QLabel* m_label;
    QString m_text;
    QToolButton* m_back;
};
