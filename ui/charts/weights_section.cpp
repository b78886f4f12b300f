#include "ui/charts/weights_section.h"

#include "ui/charts/colour_legend.h"
#include "ui/charts/weights_grid.h"

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
    , m_legend(new ColourLegend(ColourMap::Signed, this))
    , m_grid(new WeightsGrid(pictures, this))
{
    auto* title = new QLabel(pictures.title, this);
    title->setProperty("heading", true);
    auto* help = new QLabel(pictures.help, this);
    help->setProperty("muted", true);
    help->setWordWrap(true);

    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(title);
    words->addWidget(help);
    auto* head = new QHBoxLayout;
    head->addLayout(words, 1);
    head->addWidget(m_legend, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 10);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_grid);
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
    const float limit = scale.limit.value_or(m_scale.limit());
    const QString kind = reference.empty() ? tr("weight") : tr("change");
    m_legend->setMeaning(scale.isOfEachPicture ? tr("%1, each its own scale").arg(kind) : kind);
    m_legend->setLimit(scale.isOfEachPicture ? 0 : limit);
    m_grid->setWeights(parameters, {.limit = limit, .ownScales = scale.isOfEachPicture, .reference = reference});
}
