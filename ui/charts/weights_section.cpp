#include "ui/charts/weights_section.h"

#include "ui/charts/colour_legend.h"
#include "ui/charts/weights_grid.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <cmath>
#include <vector>

namespace {

/// Of the weights, evenly spread: enough to tell how large they are.
std::size_t strideOf(std::size_t count)
{
    return count <= 8192 ? 1 : (count / 4096) | 1;
}

/// As symmetricLimit() of the differences, without forming them all.
float differenceLimit(std::span<const float> now, std::span<const float> before)
{
    const std::size_t stride = strideOf(now.size());
    std::vector<float> sample;
    sample.reserve(now.size() / stride + 1);
    for (std::size_t i = 0; i < now.size(); i += stride)
        sample.push_back(now[i] - before[i]);
    return symmetricLimit(sample);
}

} // namespace

WeightsSection::WeightsSection(const WeightPictures& pictures, QWidget* parent)
    : QWidget(parent)
    , m_pictures(pictures)
    , m_help(new QLabel(this))
    , m_legend(new ColourLegend(ColourMap::Signed, this))
    , m_grid(new WeightsGrid(pictures, this))
{
    auto* title = new QLabel(pictures.title, this);
    title->setProperty("heading", true);
    m_help->setObjectName(QStringLiteral("pictureHelp"));
    m_help->setProperty("muted", true);
    m_help->setWordWrap(true);
    showHelp();

    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(title);
    words->addWidget(m_help);
    auto* head = new QHBoxLayout;
    head->addLayout(words, 1);
    head->addWidget(m_legend, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 10);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_grid);
}

/// What the colours mean, as they are called in the present theme.
void WeightsSection::showHelp()
{
    const QString text = m_showsChange
        ? tr("How far each weight has moved since this run began: %1 where it has grown, blue where it has shrunk.").arg(positiveColour())
        : QString(m_pictures.help).replace(QStringLiteral("%1"), positiveColour());
    if (m_help->text() != text)
        m_help->setText(text);
}

void WeightsSection::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showHelp();
}

float WeightsSection::strength(std::span<const float> parameters, std::span<const float> reference) const
{
    const auto weights = m_pictures.layer(parameters);
    return reference.empty() ? symmetricLimit(weights) : differenceLimit(weights, m_pictures.layer(reference));
}

LayerChange WeightsSection::change(std::span<const float> parameters, std::span<const float> reference) const
{
    const auto now = m_pictures.layer(parameters);
    const auto before = m_pictures.layer(reference);
    double moved = 0, initial = 0;
    for (std::size_t i = 0; i < now.size(); i += strideOf(now.size())) {
        moved += double(now[i] - before[i]) * double(now[i] - before[i]);
        initial += double(before[i]) * double(before[i]);
    }
    return {.layer = m_pictures.title.section(QStringLiteral(" · "), 0, 0), .share = moved > 0 ? std::sqrt(moved / initial) : 0};
}

void WeightsSection::setWeights(std::span<const float> parameters, std::span<const float> reference, const Scale& scale)
{
    if (!parameters.empty() && !scale.limit)
        m_scale.follow(strength(parameters, reference));
    m_showsChange = !reference.empty();
    showHelp();
    const float limit = scale.limit.value_or(m_scale.limit());
    const QString kind = reference.empty() ? tr("weight") : tr("change");
    m_legend->setMeaning(scale.isOfEachPicture ? tr("%1, each its own scale").arg(kind) : kind);
    m_legend->setLimit(scale.isOfEachPicture ? 0 : limit);
    m_grid->setWeights(parameters, {.limit = limit, .ownScales = scale.isOfEachPicture, .reference = reference});
}
