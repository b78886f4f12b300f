#include "ui/panels/term_tips.h"

#include "ui/style/elided_label.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSlider>
#include <QTabBar>
#include <QTextDocumentFragment>
#include <QToolTip>

#include <algorithm>

namespace {

/// Of a label: longer ones are read, not looked up.
constexpr qsizetype longestText = 120;
constexpr qsizetype longestLine = 80; ///< of a tooltip, in characters

/// What stands somewhere, and what is told of it anyway.
struct Named
{
    QString text;
    QString toolTip;
};

QString plain(const QString& text)
{
    return Qt::mightBeRichText(text) ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
}

QString joined(const QString& first, const QString& second)
{
    return first.isEmpty() || second.isEmpty() ? first + second : first + QStringLiteral(": ") + second;
}

Named ofItem(const QAbstractItemView& view, QPoint position)
{
    if (const auto* header = qobject_cast<const QHeaderView*>(&view)) {
        const int section = header->logicalIndexAt(position);
        const auto of = [&](int role) { return header->model() ? header->model()->headerData(section, header->orientation(), role).toString() : QString(); };
        return {of(Qt::DisplayRole), of(Qt::ToolTipRole)};
    }
    const QModelIndex index = view.indexAt(position);
    const QString text = index.data(Qt::DisplayRole).toString();
    return {text.isEmpty() ? index.data(Qt::AccessibleTextRole).toString() : text, index.data(Qt::ToolTipRole).toString()};
}

/// An item of a menu has a tooltip of its own only where it was given one: its title is none.
Named ofItem(const QMenu& menu, QPoint position)
{
    const QAction* action = menu.toolTipsVisible() ? menu.actionAt(position) : nullptr;
    if (!action)
        return {};
    const QString title = action->text().remove(QLatin1Char('&'));
    return {title, action->toolTip() == title ? QString() : action->toolTip()};
}

QString textOf(const QWidget& widget)
{
    const QString name = widget.accessibleName();
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
        const QString title = name.isEmpty() ? button->text().remove(QLatin1Char('&')) : name;
        return button->toolTip().isEmpty() ? joined(title, button->accessibleDescription()) : title; // as a card has it
    }
    if (const auto* box = qobject_cast<const QComboBox*>(&widget))
        return joined(name, box->currentText());
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        const QString text = name.isEmpty() ? plain(label->text()) : name;
        return text.size() > longestText ? QString() : text;
    }
    if (const auto* group = qobject_cast<const QGroupBox*>(&widget))
        return group->title();
    const bool isField = qobject_cast<const QAbstractSpinBox*>(&widget) || qobject_cast<const QLineEdit*>(&widget)
        || qobject_cast<const QSlider*>(&widget);
    return isField ? name : QString();
}

/// What a widget tells of a place by a method of that name, if it has one.
QString told(QWidget& widget, const char* method, QPoint position)
{
    QString text;
    if (widget.metaObject()->indexOfMethod(QByteArray(method) + "(QPoint)") >= 0)
        QMetaObject::invokeMethod(&widget, method, Q_RETURN_ARG(QString, text), Q_ARG(QPoint, position));
    return text;
}

Named namedAt(QWidget& widget, QPoint position)
{
    const auto* view = qobject_cast<const QAbstractItemView*>(widget.parentWidget());
    if (view && view->viewport() == &widget)
        return ofItem(*view, position);
    if (const auto* menu = qobject_cast<const QMenu*>(&widget))
        return ofItem(*menu, position);
    if (const auto* tabs = qobject_cast<const QTabBar*>(&widget)) {
        const int tab = tabs->tabAt(position);
        return {tabs->tabText(tab), tabs->tabToolTip(tab)};
    }
    if (const QString heading = told(widget, "headingAt", position); !heading.isEmpty())
        return {heading, told(widget, "tipAt", position)};
    if (const auto* label = qobject_cast<const ElidedLabel*>(&widget))
        return {textOf(widget), label->tip()};
    return {textOf(widget), widget.toolTip()};
}

/// Qt breaks rich text alone into lines.
bool isTooWide(const QString& tip)
{
    if (Qt::mightBeRichText(tip))
        return false;
    const QStringList lines = tip.split(QLatin1Char('\n'));
    return std::ranges::any_of(lines, [](const QString& line) { return line.size() > longestLine; });
}

QString wrapped(const QString& tip)
{
    if (tip.isEmpty() || Qt::mightBeRichText(tip))
        return tip;
    return QStringLiteral("<p>%1</p>").arg(tip.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")));
}

} // namespace

TermTips::TermTips(Explain explain, QObject* parent)
    : QObject(parent)
    , m_explain(std::move(explain))
{
    qApp->installEventFilter(this);
}

bool TermTips::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return false;
    auto* widget = qobject_cast<QWidget*>(watched);
    return widget && show(*widget, *static_cast<QHelpEvent*>(event));
}

bool TermTips::show(QWidget& widget, const QHelpEvent& event) const
{
    const Named named = namedAt(widget, event.pos());
    const QString words = named.text.isEmpty() ? QString() : m_explain(named.text, plain(named.toolTip));
    if (words.isEmpty() && !isTooWide(named.toolTip))
        return false;
    QToolTip::showText(event.globalPos(), wrapped(named.toolTip) + words, &widget);
    return true;
}
