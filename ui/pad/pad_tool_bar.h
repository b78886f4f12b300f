#pragma once

#include "ui/pad/digit_pad.h"
#include "ui/style/icons.h"

#include <QKeySequence>
#include <QList>
#include <QWidget>

class QAction;
class QSlider;

/// The tools beside a pad. Its actions carry the shortcuts: put these very actions into menus, so that no key is taken
/// twice.
class PadToolBar : public QWidget
{
    Q_OBJECT

public:
    /// Drives the pad, which must outlive it.
    explicit PadToolBar(DigitPad* pad, QWidget* parent = nullptr);

    QAction* penAction() const { return m_pen; }
    QAction* eraserAction() const { return m_eraser; } ///< on and off with E
    QAction* undoAction() const { return m_undo; }
    QAction* redoAction() const { return m_redo; }
    QAction* clearAction() const { return m_clear; }
    QAction* wideAction() const { return m_wide; } ///< a wide paper for a number, on and off
    /// Whether drawings are straightened, on and off; only visible once a writer is known. It has no button here.
    QAction* uprightAction() const { return m_upright; }
    void showWriter(const QString& inWords);
    QAction* thinnerAction() const { return m_thinner; }
    QAction* thickerAction() const { return m_thicker; }
    /// Ink, pixels, numbers; one of them is checked.
    QList<QAction*> viewActions() const { return m_views; }

private:
    void buildActions();
    void buildViews();
    void buildLayout();
    QAction* addTool(Icon shape, const QString& text, const QList<QKeySequence>& keys, const QString& hint);
    void followPad();
    void followTool();

    DigitPad* m_pad;
    QAction* m_pen = nullptr;
    QAction* m_eraser = nullptr;
    QAction* m_undo = nullptr;
    QAction* m_redo = nullptr;
    QAction* m_clear = nullptr;
    QAction* m_wide = nullptr;
    QAction* m_upright = nullptr;
    QAction* m_thinner = nullptr;
    QAction* m_thicker = nullptr;
    QSlider* m_width = nullptr;
    QList<QAction*> m_views;
};
