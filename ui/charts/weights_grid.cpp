#include "ui/charts/weights_grid.h"

#include "ui/charts/colour_map.h"
#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPaintEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <functional>

namespace {

constexpr int gridFrame = 1;

int gridGap()
{
    return scaled(6);
}

int biasHeight()
{
    return scaled(12);
}

int widestBias()
{
    return scaled(14);
}

} // namespace

WeightsGrid::WeightsGrid(const WeightPictures& pictures, QWidget* parent)
    : QWidget(parent)
    , m_pictures(pictures)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Weights of %1").arg(pictures.title));
}

void WeightsGrid::setWeights(std::span<const float> parameters, const Look& look)
{
    m_parameters = parameters;
    m_look = look;
    update();
}

void WeightsGrid::setPictureWidth(int pixels)
{
    if (pixels == m_pictureWidth)
        return;
    m_pictureWidth = pixels;
    updateGeometry();
    update();
}

void WeightsGrid::setSelected(std::optional<int> unit)
{
    m_selected = unit;
    update();
}

int WeightsGrid::pixelsPerCell() const
{
    const double cells = m_pictures.mosaic.size().width();
    const double width = scaled(double(m_pictureWidth)) * (isPair() ? cells : 1);
    return std::max(1, int(std::lround(width / cells)));
}

QSize WeightsGrid::pictureSize() const
{
    return m_pictures.mosaic.size() * pixelsPerCell();
}

int WeightsGrid::across(int width) const
{
    const int pitch = pictureSize().width() + gridGap();
    return std::clamp((width - 2 * gridFrame + gridGap()) / pitch, 1, std::max(1, m_pictures.count));
}

int WeightsGrid::heightForWidth(int width) const
{
    const int rows = (m_pictures.count + across(width) - 1) / across(width);
    const int strip = m_pictures.biasOffset ? biasHeight() + fontMetrics().height() + gridGap() : 0;
    return rows * (pictureSize().height() + gridGap()) + strip + 2 * gridFrame;
}

QSize WeightsGrid::sizeHint() const
{
    constexpr int usualWidth = 560;
    return {usualWidth, heightForWidth(usualWidth)};
}

QRect WeightsGrid::pictureRect(int unit) const
{
    const QSize size = pictureSize();
    const int columns = across(width());
    return {QPoint(gridFrame + unit % columns * (size.width() + gridGap()), gridFrame + unit / columns * (size.height() + gridGap())), size};
}

QRect WeightsGrid::biasRect(int unit) const
{
    const double cell = std::min(double(widestBias()), double(width() - 2 * gridFrame) / m_pictures.count);
    const int left = gridFrame + int(std::lround(unit * cell));
    const int right = gridFrame + int(std::lround((unit + 1) * cell));
    return {left, height() - gridFrame - biasHeight(), std::max(1, right - left), biasHeight()};
}

std::optional<int> WeightsGrid::unitAt(QPoint position) const
{
    const QSize size = pictureSize();
    const int column = (position.x() - gridFrame) / (size.width() + gridGap());
    const int row = (position.y() - gridFrame) / (size.height() + gridGap());
    const int unit = row * across(width()) + column;
    if (column < across(width()) && unit >= 0 && unit < m_pictures.count && pictureRect(unit).contains(position))
        return unit;
    for (int i = 0; m_pictures.biasOffset && i < m_pictures.count; ++i) {
        if (biasRect(i).contains(position))
            return i;
    }
    return {};
}

std::span<const float> WeightsGrid::shownWeights(int unit, std::vector<float>& memory) const
{
    const auto weights = m_pictures.unit(m_parameters, unit, memory);
    if (m_look.reference.empty())
        return weights;
    std::vector<float> ofReference;
    const auto reference = m_pictures.unit(m_look.reference, unit, ofReference);
    memory.resize(weights.size()); // where it holds the weights already, it stays as it is
    std::ranges::transform(weights, reference, memory.begin(), std::minus());
    return memory;
}

void WeightsGrid::paintEvent(QPaintEvent* event)
{
    if (m_parameters.empty())
        return;
    QPainter painter(this);
    const QRgb blank = theme().background.rgb();
    const Colouring shared(ColourMap::Signed, m_look.limit);
    std::vector<float> memory;
    const int columns = across(width());
    const int pitch = pictureSize().height() + gridGap();
    const int first = std::max(0, event->rect().top() / pitch) * columns;
    const int last = std::min(m_pictures.count, (event->rect().bottom() / pitch + 1) * columns);
    for (int unit = first; unit < last; ++unit) {
        const QRect target = pictureRect(unit);
        const auto weights = shownWeights(unit, memory);
        const Colouring colouring =
            m_look.ownScales ? Colouring(ColourMap::Signed, symmetricLimit(weights)) : shared;
        painter.drawImage(target, renderMosaic(weights, m_pictures.mosaic, colouring, blank));
        paintNumbers(painter, target, weights, colouring);
        const bool isSelected = unit == m_selected;
        painter.setPen(QPen(isSelected ? theme().accent : theme().border, scaled(isSelected ? 3 : 1)));
        painter.drawRect(target.adjusted(-1, -1, 0, 0));
    }
    paintBiases(painter);
}

/// One or two weights are no pattern: they are drawn larger, with their numbers.
bool WeightsGrid::isPair() const
{
    return m_pictures.mosaic.maps == 1 && m_pictures.mosaic.rows == 1 && m_pictures.mosaic.columns <= 2;
}

void WeightsGrid::paintNumbers(QPainter& painter, const QRect& picture, std::span<const float> weights,
                               const Colouring& colouring) const
{
    const int cell = pixelsPerCell();
    if (!isPair() || cell < fontMetrics().horizontalAdvance(QStringLiteral("−0.000")) + 2)
        return;
    for (int i = 0; i < int(weights.size()); ++i) {
        const float weight = weights[std::size_t(i)];
        const QPoint corner = picture.topLeft() + QPoint(i * cell, 0);
        painter.setPen(qGray(colouring(weight)) < 128 ? Qt::white : Qt::black);
        painter.drawText(QRect(corner, QSize(cell, cell)), Qt::AlignCenter, numberText(double(weight)));
    }
}

void WeightsGrid::paintBiases(QPainter& painter) const
{
    if (!m_pictures.biasOffset)
        return;
    const auto biases = m_pictures.biases(m_parameters);
    std::vector<float> shown(biases.begin(), biases.end());
    if (!m_look.reference.empty())
        std::ranges::transform(shown, m_pictures.biases(m_look.reference), shown.begin(), std::minus());

    const float limit = m_look.ownScales ? symmetricLimit(shown) : m_look.limit;
    const QRect strip = biasRect(0).united(biasRect(m_pictures.count - 1));
    painter.setPen(theme().mutedText);
    painter.drawText(QRect(0, strip.top() - fontMetrics().height() - 2, width(), fontMetrics().height()), Qt::AlignLeft,
                     tr("Biases"));
    painter.drawImage(strip, renderSigned(shown, 1, m_pictures.count, limit));
    painter.setPen(theme().border);
    painter.drawRect(strip.adjusted(-1, -1, 0, 0));
    if (m_selected) {
        painter.setPen(QPen(theme().accent, scaled(2)));
        painter.drawRect(biasRect(*m_selected).adjusted(-1, -1, 0, 0));
    }
}

void WeightsGrid::mouseReleaseEvent(QMouseEvent* event)
{
    const auto unit = unitAt(event->position().toPoint());
    if (unit && event->button() == Qt::LeftButton)
        emit unitClicked(*unit);
}

bool WeightsGrid::event(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        update();
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), tipAt(help->pos()), this);
    return true;
}

QString WeightsGrid::tipAt(QPoint position) const
{
    const auto unit = unitAt(position);
    if (!unit || m_parameters.empty())
        return {};
    std::vector<float> memory;
    const auto weights = shownWeights(*unit, memory);
    const auto [least, greatest] = std::ranges::minmax(weights);
    QStringList lines = {tr("%1, unit %2").arg(m_pictures.title).arg(*unit)};
    const QPoint inside = position - pictureRect(*unit).topLeft();
    const QPoint cell(inside.x() / pixelsPerCell(), inside.y() / pixelsPerCell()); // QPoint's own division rounds
    const auto index = m_pictures.mosaic.indexAt(cell);
    if (pictureRect(*unit).contains(position) && index && std::size_t(*index) < weights.size()) {
        const int perMap = m_pictures.mosaic.rows * m_pictures.mosaic.columns;
        const int row = *index % perMap / m_pictures.mosaic.columns;
        const int column = *index % m_pictures.mosaic.columns;
        const QString name = m_look.reference.empty() ? tr("weight") : tr("change");
        const QString place = !m_pictures.inputNames.isEmpty() ? tr("of %1").arg(m_pictures.inputNames[*index])
            : !m_pictures.pieces.isEmpty() ? tr("%1, of number %2").arg(m_pictures.pieces[*index / perMap]).arg(*index % perMap)
            : m_pictures.mosaic.maps > 1
            ? tr("map %1, row %2, column %3").arg(*index / perMap).arg(row).arg(column)
            : tr("row %1, column %2").arg(row).arg(column);
        lines << tr("%1 %2 (%3)").arg(name, numberText(double(weights[std::size_t(*index)])), place);
    }
    lines << tr("least %1, greatest %2").arg(numberText(double(least)), numberText(double(greatest)));
    if (m_pictures.biasOffset)
        lines << tr("bias %1").arg(numberText(double(m_pictures.biases(m_parameters)[std::size_t(*unit)])));
    return lines.join(QLatin1Char('\n'));
}
