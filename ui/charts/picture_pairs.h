#pragma once

#include <QImage>
#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

/// A picture beside its reconstruction.
struct PicturePair
{
    QString name; ///< "drawing", "7"
    std::vector<float> picture; ///< [rows, columns], ink 1 and paper 0
    std::vector<float> reconstruction;

    /// Mean of the squared differences.
    double error() const;
};

/// Pictures in a row, under each its reconstruction, the difference and how large it is: smaller ones where all would not
/// have room, and as many as then have. Pictures are of one size.
class PicturePairs : public QWidget
{
    Q_OBJECT

public:
    explicit PicturePairs(QWidget* parent = nullptr);

    void setPairs(std::vector<PicturePair> pairs, int rows, int columns);

    const std::vector<PicturePair>& pairs() const { return m_pairs; }
    /// How many of them stand in the row.
    int shown() const;
    enum class Line { Picture, Reconstruction, Difference };
    QRect pictureRect(int pair, Line line) const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    int labelWidth() const;
    int across(int width) const;
    int sideWithin(int width) const;
    QString tipAt(const QPoint& position) const;

    std::vector<PicturePair> m_pairs;
    int m_rows = 28;
    int m_columns = 28;
};
