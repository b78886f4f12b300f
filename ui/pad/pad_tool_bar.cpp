#include "ui/pad/pad_tool_bar.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QSlider>
#include <QToolButton>

#include <cmath>

namespace {

constexpr float widthStep = 0.2f;

int toSlider(float width)
{
    return int(std::lround(width / widthStep));
}

/// "Undo (Ctrl+Z)", and on a second line what it does where the name does not say it.
void explain(QAction* action, const QString& hint)
{
    QString tip = action->text();
    if (!action->shortcut().isEmpty())
        tip += QStringLiteral(" (%1)").arg(action->shortcut().toString(QKeySequence::NativeText));
    if (!hint.isEmpty())
        tip += QStringLiteral("\n") + hint;
    action->setToolTip(tip);
}

} // namespace

PadToolBar::PadToolBar(DigitPad* pad, QWidget* parent)
    : QWidget(parent)
    , m_pad(pad)
{
    buildActions();
    buildViews();
    buildLayout();
    showWriter({});
    followPad();
}

QAction* PadToolBar::addTool(Icon shape, const QString& text, const QList<QKeySequence>& keys, const QString& hint)
{
    auto* action = new QAction(icon(shape), text, this);
    action->setShortcuts(keys);
    explain(action, hint);
    return action;
}

void PadToolBar::buildActions()
{
    m_pen = addTool(Icon::Pen, tr("Pen"), {}, {});
    m_pen->setCheckable(true);
    m_eraser = addTool(Icon::Eraser, tr("Eraser"), {Qt::Key_E}, tr("The right mouse button erases at any time."));
    m_eraser->setCheckable(true);
    m_undo = addTool(Icon::Undo, tr("Undo"), {QKeySequence(Qt::CTRL | Qt::Key_Z)}, {});
    m_redo = addTool(Icon::Redo, tr("Redo"), {QKeySequence(Qt::CTRL | Qt::Key_Y), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)}, {});
    m_clear = addTool(Icon::Clear, tr("Clear"), {Qt::Key_Escape}, tr("Undo brings it back."));
    m_thinner = addTool(Icon::Remove, tr("Thinner pen"), {Qt::Key_BracketLeft}, {});
    m_thicker = addTool(Icon::Add, tr("Thicker pen"), {Qt::Key_BracketRight}, {});
    addActions({m_thinner, m_thicker}); // they have no button
    m_wide = new QAction(tr("Number of several digits"), this);
    m_wide->setIconText(tr("123"));
    m_wide->setShortcut(Qt::Key_N);
    m_wide->setCheckable(true);
    explain(m_wide, tr("A wide paper: what you write is grouped into digits, and each is read. Click one to look at it."));

    m_upright = addTool(Icon::Upright, tr("Straighten for my hand"), {}, {});
    m_upright->setCheckable(true);
    m_upright->setChecked(true);

    connect(m_pen, &QAction::triggered, m_pad, [this] { m_pad->setTool(DigitPad::Tool::Pen); followTool(); });
    connect(m_eraser, &QAction::triggered, m_pad,
        [this](bool isOn) { m_pad->setTool(isOn ? DigitPad::Tool::Eraser : DigitPad::Tool::Pen); });
    connect(m_undo, &QAction::triggered, m_pad, &DigitPad::undo);
    connect(m_redo, &QAction::triggered, m_pad, &DigitPad::redo);
    connect(m_clear, &QAction::triggered, m_pad, &DigitPad::clear);
    connect(m_wide, &QAction::toggled, m_pad, &DigitPad::setWide);
    connect(m_thinner, &QAction::triggered, m_pad, [this] { m_pad->setPenWidth(m_pad->penWidth() - widthStep); });
    connect(m_thicker, &QAction::triggered, m_pad, [this] { m_pad->setPenWidth(m_pad->penWidth() + widthStep); });
}

void PadToolBar::buildViews()
{
    using View = DigitPad::View;
    auto* group = new QActionGroup(this);
    const auto addView = [&](View view, Icon shape, const QString& text, const QString& hint) {
        QAction* action = addTool(shape, text, {}, hint);
        action->setCheckable(true);
        action->setChecked(view == m_pad->view());
        group->addAction(action);
        m_views << action;
        connect(action, &QAction::triggered, m_pad, [this, view] { m_pad->setView(view); });
        connect(m_pad, &DigitPad::viewChanged, action, [action, view](View now) { action->setChecked(now == view); });
    };
    addView(View::Ink, Icon::Ink, tr("Ink"), tr("The strokes as you draw them"));
    addView(View::Pixels, Icon::Pixels, tr("Pixels"), tr("28 × 28 cells, each as grey as its share of ink"));
    addView(View::Numbers, Icon::Numbers, tr("Numbers"), tr("The same as 784 values from 0 to 255"));
}

void PadToolBar::buildLayout()
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    const auto addButton = [&](QAction* action) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        row->addWidget(button);
    };
    for (QAction* action : {m_pen, m_eraser, m_undo, m_redo, m_clear})
        addButton(action);

    m_width = new QSlider(Qt::Horizontal, this);
    m_width->setRange(toSlider(DigitPad::thinnestPen), toSlider(DigitPad::thickestPen));
    m_width->setMinimumWidth(34);
    m_width->setMaximumWidth(120);
    m_width->setAccessibleName(tr("Pen width"));
    row->addSpacing(3);
    row->addWidget(m_width, 1);
    row->addSpacing(3);
    row->addStretch();
    addButton(m_wide);
    row->addSpacing(3);
    for (QAction* action : m_views)
        addButton(action);
}

void PadToolBar::showWriter(const QString& inWords)
{
    m_upright->setVisible(!inWords.isEmpty());
    explain(m_upright, tr("This network has learnt your hand: %1.\nWhat you draw is straightened before it is read. Turn it off when others draw.").arg(inWords));
}

void PadToolBar::followPad()
{
    const auto showHistory = [this](bool canUndo, bool canRedo) {
        m_undo->setEnabled(canUndo);
        m_redo->setEnabled(canRedo);
    };
    const auto showWidth = [this](float width) {
        m_width->setValue(toSlider(width));
        m_width->setToolTip(tr("Pen width: %1 cells  ([ and ])").arg(double(width), 0, 'f', 1));
        m_thinner->setEnabled(width > DigitPad::thinnestPen);
        m_thicker->setEnabled(width < DigitPad::thickestPen);
    };
    connect(m_pad, &DigitPad::wideChanged, this, [this](bool isWide) {
        m_wide->setChecked(isWide);
        for (QAction* action : m_views)
            action->setEnabled(!isWide);
    });
    connect(m_pad, &DigitPad::toolChanged, this, &PadToolBar::followTool);
    connect(m_pad, &DigitPad::historyChanged, this, showHistory);
    connect(m_pad, &DigitPad::penWidthChanged, this, showWidth);
    connect(m_pad, &DigitPad::strokesChanged, this, [this] { m_clear->setEnabled(!m_pad->isEmpty()); });
    connect(m_width, &QSlider::valueChanged, m_pad, [this](int value) { m_pad->setPenWidth(float(value) * widthStep); });
    followTool();
    showHistory(m_pad->canUndo(), m_pad->canRedo());
    showWidth(m_pad->penWidth());
    m_clear->setEnabled(!m_pad->isEmpty());
}

void PadToolBar::followTool()
{
    m_pen->setChecked(m_pad->tool() == DigitPad::Tool::Pen);
    m_eraser->setChecked(m_pad->tool() == DigitPad::Tool::Eraser);
}
