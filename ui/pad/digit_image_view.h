#pragma once

#include <QImage>
#include <QWidget>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// A grey picture as a network is given it, every pixel a crisp square. The pointer reads its values.
class DigitImageView : public QWidget
{
    Q_OBJECT

public:
    explicit DigitImageView(QWidget* parent = nullptr);

    /// 0 is paper, 255 is ink, in the theme's colours. pixels holds rows * columns numbers, row by row.
    static QImage render(std::span<const std::uint8_t> pixels, int rows, int columns);

    void setPicture(std::span<const std::uint8_t> pixels, int rows = 28, int columns = 28);
    void clearPicture();
    bool hasPicture() const { return !m_pixels.empty(); }
    /// One line above the picture.
    void setCaption(const QString& caption);
    const QString& caption() const { return m_caption; }
    /// What stands in the frame while there is no picture.
    void setEmptyText(const QString& text);

    /// Where the picture is drawn: whole device pixels to each of its own.
    QRectF pictureArea() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    int captionHeight() const;
    /// "row 14, column 9: 253"; nullopt beside the picture.
    std::optional<QString> valueAt(const QPointF& position) const;

    std::vector<std::uint8_t> m_pixels;
    int m_rows = 28;
    int m_columns = 28;
    QImage m_image;
    QString m_caption;
    QString m_emptyText;
};
