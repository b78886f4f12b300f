#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

/// A small upright bar for each class over its name, the tallest marked: many predictions beside one another.
class SmallBars : public QWidget
{
    Q_OBJECT

public:
    explicit SmallBars(QWidget* parent = nullptr);

    /// Without names: numbers. Those longer than a letter or two stand in the tooltip alone.
    void setClassNames(const QStringList& names);
    /// One a class, in [0, 1]; none: there is nothing to read.
    void setProbabilities(const std::vector<float>& probabilities);
    const std::vector<float>& probabilities() const { return m_probabilities; }
    /// Where the bar of a class is drawn at probability 1.
    QRectF barArea(std::size_t index) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    std::size_t classes() const;

    void showWords();
    QString nameOf(std::size_t index) const;

    QStringList m_classNames;
    std::vector<float> m_probabilities;
};
