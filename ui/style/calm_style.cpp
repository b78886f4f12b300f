#include "ui/style/calm_style.h"

#include "ui/style/theme.h"

#include <QListView>
#include <QPainter>
#include <QScrollArea>
#include <QStyleOption>
#include <QTabBar>

#include <algorithm>

namespace {

constexpr double radius = 6;
constexpr int fieldHeight = 28;
constexpr int listRowHeight = 24;
constexpr int dockTitleMargin = 6;

QColor faded(const QColor& colour)
{
    return mixed(colour, theme().panel, 0.45f);
}

/// Icons, marks, handles, gaps; frames stay a pixel.
bool growsWithType(QStyle::PixelMetric metric)
{
    switch (metric) {
    case QStyle::PM_SmallIconSize:
    case QStyle::PM_ButtonIconSize:
    case QStyle::PM_ToolBarIconSize:
    case QStyle::PM_LargeIconSize:
    case QStyle::PM_ListViewIconSize:
    case QStyle::PM_TabBarIconSize:
    case QStyle::PM_IndicatorWidth:
    case QStyle::PM_IndicatorHeight:
    case QStyle::PM_ExclusiveIndicatorWidth:
    case QStyle::PM_ExclusiveIndicatorHeight:
    case QStyle::PM_SliderThickness:
    case QStyle::PM_SliderControlThickness:
    case QStyle::PM_SliderLength:
    case QStyle::PM_CheckBoxLabelSpacing:
    case QStyle::PM_RadioButtonLabelSpacing:
    case QStyle::PM_LayoutLeftMargin:
    case QStyle::PM_LayoutTopMargin:
    case QStyle::PM_LayoutRightMargin:
    case QStyle::PM_LayoutBottomMargin:
    case QStyle::PM_LayoutHorizontalSpacing:
    case QStyle::PM_LayoutVerticalSpacing:
        return true;
    default:
        return false;
    }
}

/// Whole-pixel lines of this width along the inner edge of rect.
QRectF outline(const QRectF& rect, double width = 1)
{
    return rect.adjusted(width / 2, width / 2, -width / 2, -width / 2);
}

void paintField(QPainter& painter, const QStyleOption& option)
{
    const Theme& t = theme();
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const bool isHovered = isEnabled && option.state.testFlag(QStyle::State_MouseOver);
    const bool hasFocus = option.state.testFlag(QStyle::State_HasFocus);
    painter.setPen(hasFocus ? t.accent : isHovered ? t.mutedText : t.border);
    painter.setBrush(isEnabled ? t.raised : t.panel);
    painter.drawRoundedRect(outline(option.rect), scaled(radius), scaled(radius));
}

void paintChevron(QPainter& painter, const QPointF& centre, bool pointsUp, const QColor& colour)
{
    const double tip = scaled(pointsUp ? -2.0 : 2.0), side = scaled(3.5);
    const QPointF points[] = {centre + QPointF(-side, -tip), centre + QPointF(0, tip), centre + QPointF(side, -tip)};
    painter.setPen(QPen(colour, scaled(1.5), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(points, 3);
}

void paintComboBox(QPainter& painter, const QStyleOptionComboBox& box, const QRect& arrow)
{
    paintField(painter, box);
    const bool isEnabled = box.state.testFlag(QStyle::State_Enabled);
    paintChevron(painter, QRectF(arrow).center(), false, isEnabled ? theme().mutedText : faded(theme().mutedText));
}

void paintSpinBox(QPainter& painter, const QStyleOptionSpinBox& box, const QRect& up, const QRect& down)
{
    paintField(painter, box);
    if (box.buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto paintStep = [&](QStyle::SubControl control, const QRect& rect, bool isPossible) {
        const bool isPressed = box.activeSubControls == control && box.state.testFlag(QStyle::State_MouseOver);
        const QColor colour = isPressed ? theme().accent : theme().mutedText;
        paintChevron(painter, QRectF(rect).center(), control == QStyle::SC_SpinBoxUp, isPossible ? colour : faded(colour));
    };
    const bool isEnabled = box.state.testFlag(QStyle::State_Enabled);
    paintStep(QStyle::SC_SpinBoxUp, up, isEnabled && box.stepEnabled.testFlag(QAbstractSpinBox::StepUpEnabled));
    paintStep(QStyle::SC_SpinBoxDown, down, isEnabled && box.stepEnabled.testFlag(QAbstractSpinBox::StepDownEnabled));
}

/// Check boxes and radio buttons: a filled accent with its mark when on, a dash when partly on.
void paintMark(QPainter& painter, const QStyleOption& option, bool isRound)
{
    const Theme& t = theme();
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const bool isPartly = option.state.testFlag(QStyle::State_NoChange);
    const bool isOn = option.state.testFlag(QStyle::State_On) || isPartly;
    const bool hasFocus = option.state.testFlag(QStyle::State_HasFocus) || option.state.testFlag(QStyle::State_MouseOver);
    const QColor accent = isEnabled ? t.accent : faded(t.mutedText);
    const double side = std::min(option.rect.width(), option.rect.height());
    QRectF square(0, 0, side, side);
    square.moveCenter(QRectF(option.rect).center());

    painter.setPen(isOn || (hasFocus && isEnabled) ? accent : faded(t.mutedText));
    painter.setBrush(isOn ? accent : isEnabled ? t.raised : t.panel);
    const double corner = isRound ? side / 2 : 3;
    painter.drawRoundedRect(outline(square), corner, corner);
    if (!isOn)
        return;
    const auto at = [&](double x, double y) { return square.topLeft() + QPointF(x, y) * side; };
    painter.setPen(QPen(t.onAccent, side / 8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (isRound) {
        painter.setBrush(t.onAccent);
        painter.drawEllipse(square.center(), side / 8, side / 8);
    } else if (isPartly) {
        painter.drawLine(at(0.28, 0.5), at(0.72, 0.5));
    } else {
        const QPointF tick[] = {at(0.26, 0.52), at(0.43, 0.69), at(0.75, 0.34)};
        painter.drawPolyline(tick, 3);
    }
}

/// A style sheet's would keep the size of type that it began with.
void paintDockTitle(QPainter& painter, const QStyleOptionDockWidget& dock, const QRect& room)
{
    const Theme& t = theme();
    const int line = scaled(1);
    painter.fillRect(dock.rect, t.panel);
    painter.fillRect(QRect(dock.rect.left(), dock.rect.bottom() + 1 - line, dock.rect.width(), line), t.border);
    painter.save();
    painter.setFont(smallFont(1));
    painter.setPen(t.text);
    const QRect words = room.adjusted(scaled(6), 0, 0, -line);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(dock.title, Qt::ElideRight, words.width()));
    painter.restore();
}

} // namespace

CalmStyle::CalmStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

void CalmStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    // A click on a page leaves the keys where they are; Tab stops there, so that it can be scrolled without a mouse.
    if (qobject_cast<QScrollArea*>(widget) && widget->focusPolicy() == Qt::StrongFocus)
        widget->setFocusPolicy(Qt::TabFocus);
}

void CalmStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
    const QWidget* widget) const
{
    const bool isCheck = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
    if (!isCheck && element != PE_IndicatorRadioButton && element != PE_FrameFocusRect) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (element == PE_FrameFocusRect) {
        painter->setPen(theme().accent);
        painter->setBrush(Qt::NoBrush);
        const bool isTab = qobject_cast<const QTabBar*>(widget); // Qt's would go through the word
        painter->drawRoundedRect(outline(isTab ? option->rect.adjusted(-5, -6, 7, 6) : option->rect), 3, 3);
    } else {
        paintMark(*painter, *option, element == PE_IndicatorRadioButton);
    }
    painter->restore();
}

void CalmStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const auto* dock = qstyleoption_cast<const QStyleOptionDockWidget*>(option);
    if (element == CE_DockWidgetTitle && dock)
        paintDockTitle(*painter, *dock, proxy()->subElementRect(SE_DockWidgetTitleBarText, option, widget));
    else
        QProxyStyle::drawControl(element, option, painter, widget);
}

void CalmStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
    const QWidget* widget) const
{
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
    const auto part = [&](SubControl which) { return proxy()->subControlRect(control, option, which, widget); };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (control == CC_ComboBox && combo)
        paintComboBox(*painter, *combo, part(SC_ComboBoxArrow));
    else if (control == CC_SpinBox && spin)
        paintSpinBox(*painter, *spin, part(SC_SpinBoxUp), part(SC_SpinBoxDown));
    painter->restore();
    if (!combo && !spin)
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int CalmStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    if (metric == PM_DockWidgetTitleMargin)
        return scaled(dockTitleMargin);
    const int pixels = QProxyStyle::pixelMetric(metric, option, widget);
    return growsWithType(metric) ? scaled(pixels) : pixels;
}

QSize CalmStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
    const QWidget* widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    if (type == CT_ComboBox || type == CT_SpinBox)
        size.setHeight(std::max(size.height(), scaled(fieldHeight)));
    if (type == CT_ItemViewItem && qobject_cast<const QListView*>(widget))
        size.setHeight(std::max(size.height(), scaled(listRowHeight)));
    return size;
}
