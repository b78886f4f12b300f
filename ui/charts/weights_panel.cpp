#include "ui/charts/weights_panel.h"

#include "ui/charts/layer_changes.h"
#include "ui/charts/weights_grid.h"
#include "ui/charts/weights_section.h"
#include "ui/fields/setting_fields.h"
#include "ui/style/measured.h"
#include "ui/style/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

WeightsPanel::WeightsPanel(QWidget* parent)
    : QWidget(parent)
    , m_scroll(new QScrollArea(this))
    , m_emptyText(new QLabel(tr("Choose a network to see its weights"), this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(buildBar());
    layout->addWidget(m_emptyText, 1);
    layout->addWidget(m_scroll, 1);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setProperty("muted", true);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setLayers({});
}

QWidget* WeightsPanel::buildBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 2);
    layout->setSpacing(12);

    m_difference = new QCheckBox(tr("Change since start"), bar);
    m_difference->setObjectName(QStringLiteral("difference"));
    m_difference->setToolTip(tr("Show how far each weight has moved since this run began"));
    m_difference->setEnabled(false);
    // Another quantity, another scale.
    connect(m_difference, &QCheckBox::toggled, this, &WeightsPanel::rescale);
    layout->addWidget(m_difference);

    layout->addWidget(buildScaleChoice(bar));

    auto* rescaleButton = new QToolButton(bar);
    rescaleButton->setObjectName(QStringLiteral("rescale"));
    rescaleButton->setText(tr("Rescale"));
    rescaleButton->setToolTip(tr("Fit the colours to the weights as they are now. While training the scale is locked, "
                                 "so that nothing flickers, and widens only when the weights outgrow it by a quarter."));
    connect(rescaleButton, &QToolButton::clicked, this, &WeightsPanel::rescale);
    layout->addWidget(rescaleButton);
    layout->addStretch(1);

    auto* sizeLabel = new QLabel(tr("Size"), bar);
    sizeLabel->setProperty("muted", true);
    auto* size = new QSlider(Qt::Horizontal, bar);
    size->setObjectName(QStringLiteral("pictureSize"));
    size->setAccessibleName(tr("Size of the pictures"));
    size->setToolTip(tr("Size of the pictures"));
    size->setRange(28, 168);
    size->setSingleStep(28);
    size->setPageStep(28);
    size->setValue(m_pictureWidth);
    keepMeasured(size, [size] {
        size->setMinimumWidth(scaled(36)); // the whole bar must fit beside the pad on a small screen
        size->setMaximumWidth(scaled(90));
    });
    connect(size, &QSlider::valueChanged, this, [this](int width) {
        m_pictureWidth = width;
        for (const auto* section : m_sections)
            section->grid()->setPictureWidth(width);
    });
    layout->addWidget(sizeLabel);
    layout->addWidget(size);
    return bar;
}

QWidget* WeightsPanel::buildScaleChoice(QWidget* bar)
{
    m_scaleChoice = new ChoiceField(bar);
    m_scaleChoice->setObjectName(QStringLiteral("scale"));
    m_scaleChoice->setAccessibleName(tr("Scale of the colours"));
    m_scaleChoice->setToolTip(tr("How far the colours reach. One scale for all layers lets you compare them; a scale "
                                 "for each layer, or for each picture, also shows weak patterns."));
    for (const auto& [scale, words] : {std::pair(Scale::Network, tr("One scale")), std::pair(Scale::Layer, tr("One per layer")),
                                       std::pair(Scale::Picture, tr("One per picture"))})
        m_scaleChoice->addItem(words, int(scale));
    connect(m_scaleChoice, &QComboBox::currentIndexChanged, this, &WeightsPanel::refresh);
    return m_scaleChoice;
}

WeightsPanel::Scale WeightsPanel::scale() const
{
    return Scale(m_scaleChoice->currentData().toInt());
}

void WeightsPanel::setLayers(const std::vector<WeightPictures>& layers)
{
    m_weights = {};
    m_reference = {};
    m_difference->setChecked(false);
    m_difference->setEnabled(false);
    m_sections.clear();
    m_scale.release();

    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_changes = new LayerChanges(content);
    layout->addWidget(m_changes);
    for (const auto& pictures : layers) {
        const int index = int(m_sections.size());
        auto* section = new WeightsSection(pictures, content);
        section->grid()->setPictureWidth(m_pictureWidth);
        connect(section->grid(), &WeightsGrid::unitClicked, this,
                [this, index](int unit) { emit unitClicked(index, unit); });
        layout->addWidget(section);
        m_sections.push_back(section);
    }
    layout->addStretch(1);
    m_scroll->setWidget(content); // deletes the former content
    m_scroll->setVisible(!layers.empty());
    m_emptyText->setVisible(layers.empty());
}

void WeightsPanel::setWeights(std::shared_ptr<const void> keeper, std::span<const float> parameters)
{
    // The grids look at the former weights until they are shown the new ones.
    const Weights former = std::exchange(m_weights, {std::move(keeper), parameters});
    refresh();
}

void WeightsPanel::setReference(std::shared_ptr<const void> keeper, std::span<const float> parameters)
{
    const Weights former = std::exchange(m_reference, {std::move(keeper), parameters});
    m_difference->setEnabled(!parameters.empty());
    if (parameters.empty())
        m_difference->setChecked(false);
    refresh();
}

void WeightsPanel::refresh()
{
    const auto reference = m_difference->isChecked() ? m_reference.parameters : std::span<const float>();
    if (!isVisible()) {
        for (auto* section : m_sections)
            section->grid()->setWeights({}, {});
        return;
    }
    WeightsSection::Scale scale{.limit = {}, .isOfEachPicture = this->scale() == Scale::Picture};
    if (this->scale() == Scale::Network && !m_weights.parameters.empty()) {
        float strongest = 0;
        for (const auto* section : m_sections)
            strongest = std::max(strongest, section->strength(m_weights.parameters, reference));
        m_scale.follow(strongest);
        scale.limit = m_scale.limit();
    }
    for (auto* section : m_sections)
        section->setWeights(m_weights.parameters, reference, scale);
    showChanges();
}

void WeightsPanel::showChanges()
{
    const bool isKnown = m_difference->isChecked() && !m_weights.parameters.empty();
    m_changes->setVisible(isKnown);
    if (!isKnown)
        return;
    std::vector<LayerChange> changes;
    for (const auto* section : m_sections)
        changes.push_back(section->change(m_weights.parameters, m_reference.parameters));
    m_changes->setChanges(std::move(changes));
}

void WeightsPanel::rescale()
{
    m_scale.release();
    for (auto* section : m_sections)
        section->releaseScale();
    refresh();
}

void WeightsPanel::setSelectedUnit(std::optional<std::pair<int, int>> layerAndUnit)
{
    for (int layer = 0; layer < int(m_sections.size()); ++layer) {
        auto* grid = m_sections[std::size_t(layer)]->grid();
        const bool isHere = layerAndUnit && layerAndUnit->first == layer;
        grid->setSelected(isHere ? std::optional(layerAndUnit->second) : std::nullopt);
        if (!isHere)
            continue;
        const QRect picture = grid->pictureRect(layerAndUnit->second);
        const QPoint centre = grid->mapTo(m_scroll->widget(), picture.center());
        m_scroll->ensureVisible(centre.x(), centre.y(), picture.width() / 2, picture.height() / 2);
    }
}

WeightsGrid* WeightsPanel::grid(int layer) const
{
    return m_sections[std::size_t(layer)]->grid();
}

void WeightsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}
