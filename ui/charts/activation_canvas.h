#pragma once

#include "ui/charts/activation_layout.h"
#include "ui/charts/colour_map.h"
#include "ui/charts/locked_scale.h"

#include <QWidget>

#include <optional>
#include <span>
#include <utility>
#include <vector>

/// What the units of a column make of those of the column before.
struct UnitConnections
{
    std::vector<float> weights; ///< [units, units before]; empty: there are none
    std::vector<float> biases;
};

/// The picture within an ActivationView: the network's columns, painted from copies of the numbers.
class ActivationCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit ActivationCanvas(QWidget* parent = nullptr);

    void setLayers(const std::vector<LayerActivations>& layers);
    /// One span for each layer, as long as it; copied. None: shows that there is nothing.
    void setActivations(std::span<const std::span<const float>> values);
    /// One for each layer, of a network that canBeGraph(); else none.
    void setConnections(std::vector<UnitConnections> connections);
    void releaseScales();
    void setSelected(std::optional<std::pair<int, int>> layerAndUnit);
    /// Lays out for this height with cells of one zoom, from 1; the width follows.
    void arrange(int height, double zoom);
    /// Lays out as large as the room allows.
    void arrangeWithin(QSize room, double strongestZoom);

    const ActivationLayout& layout() const { return m_layout; }
    float limit(int layer) const;
    /// What stands above the blocks there: a layer's name and kind. See TermTips.
    Q_INVOKABLE QString headingAt(QPoint position) const;
    Q_INVOKABLE QString tipAt(QPoint position) const;

signals:
    void unitClicked(int layer, int unit);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Column
    {
        std::vector<float> values;
        LockedScale scale;
    };

    static ColourMap mapOf(const LayerActivations& layer);
    QFont boldFont() const;
    QStringList uprightHead(const LayerActivations& layer) const;
    ActivationRoom tightRoom(const ActivationRoom& room) const;
    void paintUprightHead(QPainter& painter, std::size_t index) const;
    void paintLines(QPainter& painter, std::size_t index) const;
    void paintNodes(QPainter& painter, std::size_t index) const;
    bool isOfNodes(std::size_t index) const;
    int leastNumbered() const;
    ActivationRoom roomFor(QSize size) const;
    void setLayout(const ActivationLayout& layout);
    void paintHead(QPainter& painter, std::size_t index) const;
    void paintBlock(QPainter& painter, std::size_t index) const;
    void paintNumbers(QPainter& painter, std::size_t index) const;
    void paintScale(QPainter& painter, std::size_t index) const;
    void paintSelection(QPainter& painter) const;
    std::optional<std::pair<int, int>> unitAt(QPoint position) const;
    QString scaleTipAt(QPoint position) const;

    std::vector<LayerActivations> m_layers;
    std::vector<Column> m_columns; ///< for each layer
    std::vector<UnitConnections> m_connections;
    ActivationLayout m_layout;
    bool m_hasValues = false;
    std::optional<std::pair<int, int>> m_selected;
};
