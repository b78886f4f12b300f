#pragma once

#include "ui/charts/locked_scale.h"
#include "ui/charts/weight_pictures.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

class LayerChanges;
class QCheckBox;
class QComboBox;
class QLabel;
class QScrollArea;
class WeightsGrid;
class WeightsSection;

/// Every layer's weights as small pictures, following the newest weights while a network trains, or how far they have
/// moved. Layers are numbered as in setLayers(), units from 0.
class WeightsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit WeightsPanel(QWidget* parent = nullptr);

    /// Another network: forgets the weights and the reference.
    void setLayers(const std::vector<WeightPictures>& layers);
    /// parameters: the whole network's, not copied; keeper owns them and is held until the next call.
    /// Costs next to nothing while hidden.
    void setWeights(std::shared_ptr<const void> keeper, std::span<const float> parameters);
    /// The weights at the start of the run, for "difference from the start". As setWeights.
    void setReference(std::shared_ptr<const void> keeper, std::span<const float> parameters);
    /// Brings the picture into sight. Does not emit.
    void setSelectedUnit(std::optional<std::pair<int, int>> layerAndUnit);
    void rescale();

    /// To be asked where a unit's picture lies.
    WeightsGrid* grid(int layer) const;

signals:
    void unitClicked(int layer, int unit);

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Weights
    {
        std::shared_ptr<const void> keeper;
        std::span<const float> parameters;
    };

    enum class Scale { Network, Layer, Picture };

    QWidget* buildBar();
    QWidget* buildScaleChoice(QWidget* bar);
    Scale scale() const;
    void refresh();
    void showChanges();

    Weights m_weights;
    Weights m_reference;
    std::vector<WeightsSection*> m_sections;
    int m_pictureWidth = 56;
    LockedScale m_scale; ///< of all layers
    QComboBox* m_scaleChoice = nullptr;
    QCheckBox* m_difference = nullptr;
    LayerChanges* m_changes = nullptr; ///< above the pictures, in what scrolls
    QScrollArea* m_scroll = nullptr;
    QLabel* m_emptyText = nullptr;
};
