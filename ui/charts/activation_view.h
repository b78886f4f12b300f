#pragma once

#include "ui/charts/activation_layout.h"

#include <QWidget>

#include <optional>
#include <span>
#include <utility>
#include <vector>

class ActivationCanvas;
struct UnitConnections;
class ElidedLabel;
class QLabel;
class QScrollArea;
class QSlider;
class QToolButton;

/// The whole network from left to right, input to prediction, for the present drawing. Layers are numbered as in
/// setLayers(); a unit is a neuron or a feature map, from 0.
class ActivationView : public QWidget
{
    Q_OBJECT

public:
    explicit ActivationView(QWidget* parent = nullptr);

    /// The input first; forgets the activations.
    void setLayers(const std::vector<LayerActivations>& layers);
    /// One span for each layer, row-major, as long as its size(); copied.
    void setActivations(std::span<const std::span<const float>> values);
    /// Of a network so small that its units are nodes and its weights lines; else none.
    void setConnections(std::vector<UnitConnections> connections);
    /// Nothing is drawn on the pad.
    void clearActivations();
    /// Brings the unit into sight. Does not emit.
    void setSelectedUnit(std::optional<std::pair<int, int>> layerAndUnit);
    void rescale();
    void fitToWindow();

    const ActivationCanvas* canvas() const { return m_canvas; }

signals:
    void unitClicked(int layer, int unit);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildBar();
    void showWords(const std::vector<LayerActivations>& layers);
    void arrange();

    ElidedLabel* m_words = nullptr;
    ActivationCanvas* m_canvas = nullptr;
    QScrollArea* m_scroll = nullptr;
    QLabel* m_emptyText = nullptr;
    QSlider* m_zoom = nullptr;
    QToolButton* m_fit = nullptr;
};
