#include "tests/app/window/cut_texts.h"

#include "ui/style/elided_label.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QToolButton>

#include <algorithm>

namespace {

QString named(const QWidget* widget, const QString& words)
{
    QStringList names{QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName()};
    for (const QWidget* around = widget->parentWidget(); around && !around->isWindow(); around = around->parentWidget())
        if (!around->objectName().isEmpty() && !around->objectName().startsWith(QStringLiteral("qt_")))
            names << around->objectName();
    return QStringLiteral("“%1” of %2, %3×%4").arg(words, names.join(QStringLiteral(" in "))).arg(widget->width()).arg(widget->height());
}

bool isCut(const QLabel& label)
{
    if (label.text().isEmpty() || qobject_cast<const ElidedLabel*>(&label)) // this one says the rest when pointed at, and names nothing
        return false;
    if (label.text().endsWith(QChar(0x2026)) && !label.text().contains(QLatin1Char(' ')))
        return true;
    if (label.wordWrap())
        return label.heightForWidth(label.width()) > label.height() + 1;
    return label.sizeHint().width() > label.width() + 1 || label.sizeHint().height() > label.height() + 1;
}

bool isCut(const QAbstractButton& button)
{
    const auto* tool = qobject_cast<const QToolButton*>(&button);
    if (button.text().isEmpty() || (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly && !tool->icon().isNull()))
        return false;
    return button.sizeHint().width() > button.width() + 1 || button.fontMetrics().height() > button.height();
}

bool isCut(const QComboBox& box)
{
    QStyleOptionComboBox option;
    option.initFrom(&box);
    option.editable = box.isEditable();
    const QRect room = box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box);
    return box.fontMetrics().horizontalAdvance(box.currentText()) > room.width();
}

/// What asks for most, and how much.
QString widestIn(const QWidget& content)
{
    const QWidget* widest = &content;
    for (const auto* widget : content.findChildren<QWidget*>())
        if (widget->isVisible() && !widget->layout() && widget->x() + std::max(widget->minimumSizeHint().width(), widget->minimumWidth()) >
                                       widest->x() + std::max(widest->minimumSizeHint().width(), widest->minimumWidth()))
            widest = widget;
    return QStringLiteral("%1 %2 needs %3").arg(QString::fromLatin1(widest->metaObject()->className()), widest->objectName()).arg(widest->minimumSizeHint().width());
}

} // namespace

QStringList cutTexts(const QWidget& window)
{
    QStringList cut;
    for (const auto* label : window.findChildren<QLabel*>())
        if (label->isVisible() && isCut(*label))
            cut << named(label, label->text());
    for (const auto* button : window.findChildren<QAbstractButton*>())
        if (button->isVisible() && isCut(*button))
            cut << named(button, button->text());
    for (const auto* box : window.findChildren<QComboBox*>())
        if (box->isVisible() && isCut(*box))
            cut << named(box, box->currentText());
    return cut;
}

QStringList widgetsBeyond(const QWidget& window)
{
    QStringList beyond;
    for (const auto* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->isWindow() || widget->visibleRegion().isEmpty())
            continue;
        const auto* around = widget->parentWidget();
        const bool isScrolled = qobject_cast<const QAbstractScrollArea*>(around->parentWidget());
        if (isScrolled)
            continue;
        if (!around->rect().adjusted(-1, -1, 1, 1).contains(widget->geometry()))
            beyond << named(widget, QStringLiteral("beyond what holds it"));
    }
    for (const auto* area : window.findChildren<QScrollArea*>())
        if (area->isVisible() && area->widget() && area->widget()->width() > area->viewport()->width())
            beyond << named(area, QStringLiteral("wider than its place, %1: %2").arg(area->viewport()->width()).arg(widestIn(*area->widget())));
    return beyond;
}
