#pragma once

#include <QListWidget>

#include <optional>
#include <span>

/// One row of the layer list.
struct LayerRow
{
    QString words; ///< "Conv2D 32 · 3×3 · same"
    QString help;
    QString name; ///< "conv2d_1", as the other views call it; may be empty
    QString outputShape; ///< "32×28×28"; empty while it is not known
    std::optional<quint64> parameters;
    bool hasProblem = false;
};

/// The layers from input to output. It never reorders itself: buttons, Alt+Up/Down, Delete, Ctrl+D and
/// dragging become wishes, and setRows() shows what came of them.
class LayerList : public QListWidget
{
    Q_OBJECT

public:
    explicit LayerList(QWidget* parent = nullptr);

    /// The current row stays where it is.
    void setRows(std::span<const LayerRow> rows);

signals:
    void moveRequested(int from, int to);
    void removeRequested(int row);
    void duplicateRequested(int row);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitHeight();
};
