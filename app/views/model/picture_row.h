#pragma once

#include <QImage>
#include <QWidget>

#include <cstdint>
#include <vector>

class QToolButton;

/// A row of small grey pictures under a caption, with a button for others. Hidden while there are none.
class PictureRow : public QWidget
{
    Q_OBJECT

public:
    explicit PictureRow(QWidget* parent = nullptr);

    void setCaption(const QString& caption);
    /// Each rows * columns bytes: 0 is paper, 255 is ink.
    void setPictures(const std::vector<std::vector<std::uint8_t>>& pictures, int rows, int columns);
    int count() const { return int(m_images.size()); }
    QImage picture(int index) const { return m_images[std::size_t(index)]; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void othersRequested();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    int captionHeight() const;
    int side() const;
    void render();

    QString m_caption;
    std::vector<std::vector<std::uint8_t>> m_pictures;
    int m_rows = 28;
    int m_columns = 28;
    std::vector<QImage> m_images;
    QToolButton* m_others;
};
