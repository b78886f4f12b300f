#include "ui/charts/weights_section.h"

#include "ui/charts/colour_legend.h"
#include "ui/charts/weights_grid.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>
#include <vector>

namespace {

/// As symmetricLimit() of the differences, without forming them all: an even sample is enough there too.
float differenceLimit(std::span<const float> now, std::span<const float> before)
{
    const std::size_t stride = now.size() <= 8192 ? 1 : (now.size() / 4096) | 1;
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

void WeightsSection::setWeights(std::span<const float> parameters, std::span<const float> reference, bool ownScales)
{
    if (!parameters.empty()) {
        const auto weights = m_pictures.layer(parameters);
        m_scale.follow(reference.empty() ? symmetricLimit(weights)
                                         : differenceLimit(weights, m_pictures.layer(reference)));
    }
    const QString kind = reference.empty() ? tr("weight") : tr("change");
    m_legend->setMeaning(ownScales ? tr("%1, each its own scale").arg(kind) : kind);
    m_legend->setLimit(ownScales ? 0 : m_scale.limit());
    m_grid->setWeights(parameters, {.limit = m_scale.limit(), .ownScales = ownScales, .reference = reference});
}
