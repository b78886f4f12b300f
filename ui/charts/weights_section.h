#pragma once

#include "ui/charts/locked_scale.h"
#include "ui/charts/weight_pictures.h"

#include <QWidget>

#include <span>

class ColourLegend;
class WeightsGrid;

/// One layer in a WeightsPanel: title, what its pictures show, the scale, the pictures.
class WeightsSection : public QWidget
{
    Q_OBJECT

public:
    explicit WeightsSection(const WeightPictures& pictures, QWidget* parent = nullptr);

    /// Whole parameters, borrowed until the next call. reference not empty: differences from it are shown.
    void setWeights(std::span<const float> parameters, std::span<const float> reference, bool ownScales);
    /// The next setWeights() measures the shared scale anew.
    void releaseScale() { m_scale.release(); }
    WeightsGrid* grid() const { return m_grid; }

private:
    WeightPictures m_pictures;
    LockedScale m_scale;
    ColourLegend* m_legend = nullptr;
    WeightsGrid* m_grid = nullptr;
};
