#pragma once

#include <QImage>
#include <QWidget>

#include <optional>
#include <utility>
#include <vector>

/// One layer's units over a square of the plane.
struct UnitMapRow
{
    QString name; ///< "dense_1"
    QString kind; ///< "Sigmoid": the function whose values are shown
    int units = 0;
    float middle = 0; ///< the number that is neutral
    float limit = 1; ///< how far from it the strongest colours are
};

/// Small pictures of what each unit gives over a square of the plane: a row a layer, the first on top. Layers and units
/// count from 0.
class UnitMaps : public QWidget
{
    Q_OBJECT

public:
    explicit UnitMaps(QWidget* parent = nullptr);

    /// Forgets the maps.
    void setRows(const std::vector<UnitMapRow>& rows);
    int rowCount() const { return int(m_rows.size()); }
    /// Units of the widest layer.
    int mostInARow() const;
    /// Units of a layer that there can be room for: those of a wide one are not all drawn.
    int mostShown(int layer) const;
    /// maps[layer][unit]: side × side numbers, row by row, for mostShown(layer) units.
    void setMaps(const std::vector<std::vector<std::vector<float>>>& maps, const std::vector<float>& limits);
    void setSelected(std::optional<std::pair<int, int>> layerAndUnit);

    /// Units of a layer that there is room for now.
    int shownUnits(int layer) const;
    QRect mapRect(int layer, int unit) const;
    const QImage& picture(int layer, int unit) const { return m_pictures[std::size_t(layer)][std::size_t(unit)]; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, 120}; }

signals:
    void unitClicked(int layer, int unit);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void arrange();
    int rowHeight() const;
    void renderPictures();
    void paintRow(QPainter& painter, int layer) const;
    std::optional<std::pair<int, int>> unitAt(QPoint position) const;

    std::vector<UnitMapRow> m_rows;
    std::vector<std::vector<std::vector<float>>> m_maps;
    std::vector<std::vector<QImage>> m_pictures; ///< [layer][unit]; empty before the first maps
    std::optional<std::pair<int, int>> m_selected;
    int m_labelWidth = 0;
    int m_room = 1; ///< for so many units side by side
    int m_side = 0; ///< of a picture
};
