#include "ui/charts/picture_pairs.h"

#include "ui/charts/colour_map.h"
#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <functional>

namespace {

constexpr int leastPictureSide = 28;
constexpr int pairGap = 6;
constexpr int lines = 3;

/// Two pixels for each of MNIST's.
int largestPictureSide()
{
    return scaled(56);
}

std::vector<float> difference(const PicturePair& pair)
{
    std::vector<float> result(pair.picture.size());
    std::ranges::transform(pair.reconstruction, pair.picture, result.begin(), std::minus{});
    return result;
}

/// To so many significant digits, three at most.
QString roughly(double value, int digits)
{
    return numberText(QString::number(value, 'g', digits).toDouble());
}

} // namespace

double PicturePair::error() const
{
    double sum = 0;
    for (std::size_t i = 0; i < picture.size(); ++i)
        sum += double(reconstruction[i] - picture[i]) * double(reconstruction[i] - picture[i]);
    return sum / double(picture.size());
}

PicturePairs::PicturePairs(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Pictures and their reconstructions"));
}

void PicturePairs::setPairs(std::vector<PicturePair> pairs, int rows, int columns)
{
    const bool isOther = pairs.size() != m_pairs.size();
    m_pairs = std::move(pairs);
    m_rows = rows;
    m_columns = columns;
    if (isOther)
        updateGeometry();
    update();
}

int PicturePairs::labelWidth() const
{
    const QFontMetrics metrics = fontMetrics();
    return std::max({metrics.horizontalAdvance(tr("given")), metrics.horizontalAdvance(tr("reconstructed")),
                     metrics.horizontalAdvance(tr("difference")), metrics.horizontalAdvance(tr("error"))})
        + 2 * pairGap;
}

/// So that all of them have room, within limits.
int PicturePairs::sideWithin(int width) const
{
    const int room = (width - labelWidth() + pairGap) / std::max(1, int(m_pairs.size())) - pairGap;
    return std::clamp(room, leastPictureSide, largestPictureSide());
}

int PicturePairs::across(int width) const
{
    return std::max(1, (width - labelWidth() + pairGap) / (sideWithin(width) + pairGap));
}

int PicturePairs::shown() const
{
    return std::min(int(m_pairs.size()), across(width()));
}

QRect PicturePairs::pictureRect(int pair, Line line) const
{
    const int side = sideWithin(width());
    const int top = fontMetrics().height() + 2;
    return {labelWidth() + pair * (side + pairGap), top + int(line) * (side + pairGap), side, side};
}

int PicturePairs::heightForWidth(int width) const
{
    return 2 * fontMetrics().height() + 6 + lines * (sideWithin(width) + pairGap);
}

QSize PicturePairs::sizeHint() const
{
    const int width = labelWidth() + 8 * (largestPictureSide() + pairGap);
    return {width, heightForWidth(width)};
}

QSize PicturePairs::minimumSizeHint() const
{
    const int width = labelWidth() + 2 * (leastPictureSide + pairGap);
    return {width, heightForWidth(width)};
}

void PicturePairs::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    // A number has as many pixels as its neighbour, or its edge is soft.
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_columns > 0 && sideWithin(width()) % m_columns != 0);
    const int height = fontMetrics().height();
    painter.setPen(theme().mutedText);
    const auto label = [&](int top, const QString& text) {
        painter.drawText(QRect(0, top, labelWidth() - pairGap, height), Qt::AlignRight | Qt::AlignVCenter, text);
    };
    const auto middle = [&](Line line) { return pictureRect(0, line).center().y() - height / 2; };
    label(middle(Line::Picture), tr("given"));
    label(middle(Line::Reconstruction), tr("reconstructed"));
    label(middle(Line::Difference), tr("difference"));
    const int bottom = pictureRect(0, Line::Difference).bottom() + 4;
    label(bottom, tr("error"));

    const int cell = sideWithin(width()) + pairGap;
    const auto areTooLong = [&](int digits) {
        return std::ranges::any_of(m_pairs, [&](const PicturePair& pair) {
            return fontMetrics().horizontalAdvance(roughly(pair.error(), digits)) > cell - pairGap / 2;
        });
    };
    int digits = 3;
    while (digits > 1 && areTooLong(digits))
        --digits;
    const Colouring ink(ColourMap::Ink, 1);
    const Colouring signs(ColourMap::Signed, 1);
    for (int i = 0; i < shown(); ++i) {
        const PicturePair& pair = m_pairs[std::size_t(i)];
        const auto draw = [&](Line line, std::span<const float> values, const Colouring& colouring) {
            const QRect area = pictureRect(i, line);
            painter.drawImage(area, ::render(values, m_rows, m_columns, colouring));
            painter.setPen(theme().border);
            painter.drawRect(area.adjusted(-1, -1, 0, 0));
        };
        draw(Line::Picture, pair.picture, ink);
        draw(Line::Reconstruction, pair.reconstruction, ink);
        draw(Line::Difference, difference(pair), signs);
        const QRect column = pictureRect(i, Line::Picture);
        const int side = column.width();
        painter.setPen(theme().mutedText);
        if (i == 0 && fontMetrics().horizontalAdvance(pair.name) > side) // beside the first there is room
            painter.drawText(QRect(0, 0, column.right() + 1, height), Qt::AlignRight | Qt::AlignVCenter, pair.name);
        else
            painter.drawText(QRect(column.left(), 0, side, height), Qt::AlignCenter,
                             fontMetrics().elidedText(pair.name, Qt::ElideRight, side));
        painter.setPen(theme().text);
        painter.drawText(QRect(column.left() - pairGap / 2, bottom, cell, height), Qt::AlignCenter,
                         roughly(pair.error(), digits));
    }
}

bool PicturePairs::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), tipAt(help->pos()), this);
    return true;
}

QString PicturePairs::tipAt(const QPoint& position) const
{
    for (int i = 0; i < shown(); ++i)
        for (const Line line : {Line::Picture, Line::Reconstruction, Line::Difference}) {
            const QRect area = pictureRect(i, line);
            if (!area.contains(position))
                continue;
            const int row = (position.y() - area.top()) * m_rows / area.height();
            const int column = (position.x() - area.left()) * m_columns / area.width();
            const PicturePair& pair = m_pairs[std::size_t(i)];
            const auto place = std::size_t(row * m_columns + column);
            return tr("row %1, column %2: given %3, reconstructed %4")
                .arg(row)
                .arg(column)
                .arg(numberText(double(pair.picture[place])), numberText(double(pair.reconstruction[place])));
        }
    return tr("Error: the mean of the squared differences between the pixels, ink 1 and paper 0");
}
