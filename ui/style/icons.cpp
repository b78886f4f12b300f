#include "ui/style/icons.h"

#include "ui/style/icon_shapes.h"

#include <QIconEngine>
#include <QPainter>
#include <QPixmap>

#include <algorithm>

namespace {

constexpr double gridSide = 24;
constexpr double lineWidth = 1.7;

class ShapeIconEngine : public QIconEngine
{
public:
    ShapeIconEngine(Icon shape, QColor Theme::*colour)
        : m_shape(shape)
        , m_colour(colour)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const Theme& t = theme();
        const QColor colour = mode == QIcon::Disabled ? mixed(t.mutedText, t.panel, 0.45f) : t.*m_colour;
        const double scale = std::min(rect.width(), rect.height()) / gridSide;
        const IconShape shape = shapeOf(m_shape);

        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(QRectF(rect).center());
        painter->scale(scale, scale);
        painter->translate(-gridSide / 2, -gridSide / 2);
        painter->strokePath(shape.lines, QPen(colour, lineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->fillPath(shape.solids, colour);
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, picture.rect(), mode, state);
        return picture;
    }

    QIconEngine* clone() const override { return new ShapeIconEngine(*this); }

private:
    Icon m_shape;
    QColor Theme::*m_colour;
};

} // namespace

QIcon icon(Icon shape, QColor Theme::*colour)
{
    return QIcon(new ShapeIconEngine(shape, colour));
}
