#pragma once

#include <QString>
#include <QWidget>

#include <vector>

/// How far one layer's weights have moved.
struct LayerChange
{
    QString layer; ///< "dense_1"
    double share = 0; ///< size of the change over that of the initial weights (root mean squares)
};

/// "hardly moved: 0.4 %"
QString inWords(const LayerChange& change);

/// A bar for each layer, all on one scale: which of them learn, and which stand still.
class LayerChanges : public QWidget
{
    Q_OBJECT

public:
    explicit LayerChanges(QWidget* parent = nullptr);

    void setChanges(std::vector<LayerChange> changes);
    const std::vector<LayerChange>& changes() const { return m_changes; }
    QRect barRect(int layer) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int rowHeight() const;
    int nameWidth() const;
    QRect trackRect(int layer) const;

    std::vector<LayerChange> m_changes;
};
