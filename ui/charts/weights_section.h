#pragma once

#include "ui/charts/layer_changes.h"
#include "ui/charts/locked_scale.h"
#include "ui/charts/weight_pictures.h"

#include <QWidget>

#include <optional>
#include <span>

class ColourLegend;
class QLabel;
class WeightsGrid;

/// One layer in a WeightsPanel: title, what its pictures show, the scale, the pictures.
class WeightsSection : public QWidget
{
    Q_OBJECT

public:
    explicit WeightsSection(const WeightPictures& pictures, QWidget* parent = nullptr);

    struct Scale
    {
        std::optional<float> limit; ///< shared with other layers; none: the layer's own
        bool isOfEachPicture = false;
    };

    /// Whole parameters, borrowed until the next call. reference not empty: differences from it are shown.
    void setWeights(std::span<const float> parameters, std::span<const float> reference, const Scale& scale);
    /// The 99th percentile of the layer's weights, or of their differences.
    float strength(std::span<const float> parameters, std::span<const float> reference) const;
    /// How far they lie apart, of whole parameters too.
    LayerChange change(std::span<const float> parameters, std::span<const float> reference) const;
    /// The next setWeights() measures the layer's own scale anew.
    void releaseScale() { m_scale.release(); }
    WeightsGrid* grid() const { return m_grid; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void showHelp();

    WeightPictures m_pictures;
    bool m_showsChange = false;
    QLabel* m_help = nullptr;
    LockedScale m_scale;
    ColourLegend* m_legend = nullptr;
    WeightsGrid* m_grid = nullptr;
};
