#pragma once

#include "ui/pad/drawing.h"
#include "ui/pad/digit_boxes.h"
#include "ui/pad/ink_layer.h"
#include "ui/pad/key_pen.h"
#include "ui/pad/pad_painting.h"

#include <QWidget>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// Paper of 28×28 cells to draw a digit on, or a wide one for a number, each with its own ink and history. The ink is kept as strokes in cells [0, 28]; what is drawn outside is not
/// kept, so that nothing invisible reaches a network.
class DigitPad : public QWidget
{
    Q_OBJECT

public:
    enum class Tool { Pen, Eraser };
    Q_ENUM(Tool)
    enum class View {
        Ink, ///< smooth strokes
        Pixels, ///< how much of each cell is ink, where it was drawn
        Numbers ///< the same as 784 values from 0 to 255
    };
    Q_ENUM(View)
    enum class Paper { Digit, Number };

    static constexpr int wideColumns = 84;
    static constexpr float thinnestPen = 0.8f; ///< in cells, like all widths
    static constexpr float thickestPen = 4.0f;

    explicit DigitPad(QWidget* parent = nullptr);

    /// The points as the pen gave them, in drawing order; while the pen is down, too.
    std::vector<engine::Stroke> strokes() const;
    /// Of the paper that is in use, or of the one that is put away.
    std::vector<engine::Stroke> strokesOn(Paper paper) const;
    /// In the present pen's width. One undo step.
    void setStrokes(const std::vector<engine::Stroke>& strokes);
    void setStrokesOn(Paper paper, const std::vector<engine::Stroke>& strokes);
    bool isEmpty() const { return m_ink.empty(); }
    /// What the Pixels and Numbers views show.
    PadPixels pixels() const { return m_layer.coverage(); }

    /// What an empty pad asks for; "Draw a digit here" at first.
    void setHint(const QString& hint);
    /// Instead of the ink, until hideSample() or until somebody draws: another picture that is looked at, and what it is.
    /// pixels: rows * columns of them, 255 is ink.
    void showSample(std::span<const std::uint8_t> pixels, int rows, int columns, const QString& text);
    void hideSample();
    bool showsSample() const { return !m_sample.isNull(); }
    bool isWide() const { return m_columns > padCells; }
    /// Round the digits of a number, on the wide paper: what is read in each.
    void setBoxes(const DigitBoxes& boxes);
    const DigitBoxes& boxes() const { return m_boxes; }

    Tool tool() const { return m_tool; }
    View view() const { return m_view; }
    float penWidth() const { return m_penWidth; }
    float eraserWidth() const;
    bool canUndo() const { return m_history.canUndo(); }
    bool canRedo() const { return m_history.canRedo(); }
    /// The cells, in the widget's coordinates.
    QRectF drawingArea() const { return m_geometry.area(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public slots:
    void undo();
    void redo();
    void clear();
    void setTool(DigitPad::Tool tool);
    /// The wide paper shows ink only: its cells are no picture that a network is given.
    void setView(DigitPad::View view);
    void setWide(bool isWide);
    /// Clamped to what the pen can do.
    void setPenWidth(float width);

signals:
    void strokesChanged(); ///< with every move of the pen that leaves or takes ink
    void historyChanged(bool canUndo, bool canRedo);
    void toolChanged(DigitPad::Tool tool);
    void viewChanged(DigitPad::View view);
    void wideChanged(bool isWide);
    void boxClicked(int index); ///< rather than a dot in it
    void penWidthChanged(float width);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void tabletEvent(QTabletEvent* event) override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void renderSample();
    void beginGesture(Tool tool, Qt::MouseButton button, const QPointF& position, float pressure);
    void continueGesture(const QPointF& position, float pressure);
    void endGesture();
    void drawTo(const engine::PenPoint& point, float pressure);
    void appendPoint(const engine::PenPoint& point, float pressure);
    void closeStroke();
    std::optional<int> takeClickOnBox();
    void eraseAlong(const engine::Stroke& path);

    bool isInUse(Paper paper) const { return isWide() == (paper == Paper::Number); }
    Drawing inkOf(const std::vector<engine::Stroke>& strokes) const;
    void showInk(const Drawing& ink);
    void commit();
    void renderAll();
    void fitToWidget();
    void updateCells(const QRectF& cells);
    void updateCursor();
    QPointF keyPenPosition() const;

    DrawingHistory m_history;
    DrawingHistory m_otherHistory; ///< of the paper that is put away
    int m_columns = padCells;
    DigitBoxes m_boxes;
    DigitBoxes m_boxesBefore; ///< as the present gesture began
    Drawing m_ink; ///< the history's current state and what the present gesture has done to it
    InkLayer m_layer;
    PadGeometry m_geometry;
    std::optional<engine::PenPoint> m_lastPoint; ///< of the present gesture, be it outside the pad
    Qt::MouseButton m_gestureButton = Qt::NoButton;
    Tool m_gestureTool = Tool::Pen;
    bool m_strokeIsOpen = false; ///< the last stroke of m_ink is still growing
    Tool m_tool = Tool::Pen;
    View m_view = View::Ink;
    float m_penWidth = 2.0f;
    QString m_hint;
    std::vector<std::uint8_t> m_samplePixels; ///< see showSample()
    int m_sampleColumns = 0;
    QImage m_sample; ///< of them, in the theme's colours
    QString m_sampleText;
    KeyPen m_keyPen;
};
