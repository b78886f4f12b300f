#pragma once

#include <QWidget>

#include <vector>

/// How far a file has come.
struct FileBar
{
    QString name; ///< "training pictures"
    double share = 0; ///< [0, 1]
    bool isDone = false;
};

/// A thin bar for each of several files, side by side, each beneath its name.
class FileBars : public QWidget
{
    Q_OBJECT

public:
    explicit FileBars(QWidget* parent = nullptr);

    void setBars(const std::vector<FileBar>& bars);
    /// Where a bar is drawn when all of it has come.
    QRectF barArea(std::size_t index) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<FileBar> m_bars;
};
