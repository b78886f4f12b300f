#include "ui/panels/command_palette.h"

#include "ui/panels/command_rows.h"
#include "ui/style/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace {

constexpr int shadow = 12; // around the card, within the widget
constexpr int padding = 8;
constexpr int widest = 620;
constexpr int mostRows = 12; // without scrolling
constexpr double radius = 10;

constexpr std::array<int, 9> ownKeys{Qt::Key_Escape, Qt::Key_Return, Qt::Key_Enter, Qt::Key_Down, Qt::Key_Up, Qt::Key_Tab, Qt::Key_Backtab,
                                     Qt::Key_PageDown, Qt::Key_PageUp};

} // namespace

CommandPalette::CommandPalette(Search search, QWidget* window)
    : QFrame(window)
    , m_search(std::move(search))
    , m_rows(new CommandRows(this))
    , m_letters(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_nothing(new QLabel(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Commands"));
    setFocusProxy(m_letters);
    m_letters->setObjectName(QStringLiteral("letters"));
    m_letters->setPlaceholderText(tr("Find a command, a page, a preset, a file…"));
    m_letters->setAccessibleName(tr("Find a command"));
    m_letters->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("commands"));
    m_list->setAccessibleName(tr("Commands found"));
    m_list->setModel(m_rows);
    m_list->setItemDelegate(new CommandRowDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setStyleSheet(QStringLiteral("QListView { background: transparent; border: none; padding: 0; }"));
    m_nothing->setObjectName(QStringLiteral("nothing"));
    m_nothing->setProperty("muted", true);
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setWordWrap(true);
    m_nothing->setContentsMargins(padding, padding, padding, padding);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(shadow + padding, shadow + padding, shadow + padding, shadow + padding);
    column->setSpacing(padding);
    column->addWidget(m_letters);
    column->addWidget(m_list, 1);
    column->addWidget(m_nothing);

    connect(m_letters, &QLineEdit::textEdited, this, &CommandPalette::find);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) { choose(index.row()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CommandPalette::tellCurrent);
    hide();
}

void CommandPalette::toggle()
{
    isHidden() ? open() : leave();
}

void CommandPalette::open()
{
    if (isHidden())
        m_focusBefore = QApplication::focusWidget();
    m_letters->clear();
    find({});
    show();
    raise();
    m_letters->setFocus(Qt::PopupFocusReason);
    qApp->installEventFilter(this); // for presses beside it
}

void CommandPalette::leave()
{
    if (isHidden())
        return;
    qApp->removeEventFilter(this);
    // Before it is hidden: Qt would hand the focus on to the next field, and digits would land there.
    if (isAncestorOf(QApplication::focusWidget()))
        (m_focusBefore && m_focusBefore->isVisible() ? m_focusBefore.data() : parentWidget())->setFocus(Qt::PopupFocusReason);
    hide();
}

void CommandPalette::find(const QString& letters)
{
    m_rows->setEntries(m_search(letters));
    const bool hasFound = m_rows->rowCount() > 0;
    m_list->setVisible(hasFound);
    m_nothing->setText(tr("Nothing is called “%1”.").arg(letters.trimmed()));
    m_nothing->setVisible(!hasFound);
    if (hasFound)
        m_list->setCurrentIndex(m_rows->index(0));
    tellCurrent();
    place();
}

void CommandPalette::choose(int row)
{
    if (row < 0 || row >= m_rows->rowCount() || !m_rows->entry(row).isEnabled)
        return;
    const QString id = m_rows->entry(row).id;
    leave();
    emit chosen(id);
}

/// Round at the ends for single steps; pages stop there.
void CommandPalette::step(int rows)
{
    const int count = m_rows->rowCount();
    if (count == 0)
        return;
    const int to = m_list->currentIndex().row() + rows;
    const bool isSingle = rows == 1 || rows == -1;
    m_list->setCurrentIndex(m_rows->index(isSingle ? (to + count) % count : std::clamp(to, 0, count - 1)));
}

/// The focus stays in the field, so a screen reader has to be told what the arrows came to.
void CommandPalette::tellCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    const bool hasCurrent = current.isValid() && !m_list->isHidden();
    m_letters->setAccessibleDescription(hasCurrent ? current.data(Qt::AccessibleTextRole).toString() : m_nothing->text());
    if (!isVisible())
        return;
    QAccessibleEvent event(hasCurrent ? static_cast<QWidget*>(m_list) : m_nothing, hasCurrent ? QAccessible::Focus : QAccessible::Alert);
    if (hasCurrent)
        event.setChild(current.row());
    QAccessible::updateAccessibility(&event);
}

void CommandPalette::onKey(int key)
{
    switch (key) {
    case Qt::Key_Escape:
        leave();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_list->currentIndex().row());
        break;
    case Qt::Key_Down:
    case Qt::Key_Tab:
        step(1);
        break;
    case Qt::Key_Up:
    case Qt::Key_Backtab:
        step(-1);
        break;
    case Qt::Key_PageDown:
        step(mostRows);
        break;
    case Qt::Key_PageUp:
        step(-mostRows);
        break;
    default:
        break;
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: // Esc and the arrows mean something to the window, too
    case QEvent::KeyPress: {
        if (watched != m_letters)
            break;
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (std::ranges::find(ownKeys, key) == ownKeys.end())
            break;
        event->accept();
        if (event->type() == QEvent::KeyPress)
            onKey(key);
        return true;
    }
    case QEvent::MouseButtonPress:
        if (auto* widget = qobject_cast<QWidget*>(watched); widget && widget != this && !isAncestorOf(widget) && widget->window() == window())
            leave();
        break;
    case QEvent::FocusOut:
        if (watched == m_letters && QApplication::focusWidget() && !isAncestorOf(QApplication::focusWidget()))
            leave();
        break;
    case QEvent::Resize:
        if (watched == parentWidget())
            place();
        break;
    default:
        break;
    }
    return QFrame::eventFilter(watched, event);
}

/// Its upper edge stays where it is, however much was found.
void CommandPalette::place()
{
    const QSize room = parentWidget()->size();
    const int width = std::min(room.width(), widest + 2 * shadow);
    const int top = std::max(0, room.height() / 9 - shadow);
    const int field = m_letters->sizeHint().height() + 2 * (shadow + padding);
    int height = field + padding;
    if (m_list->isHidden()) {
        height += m_nothing->heightForWidth(width - 2 * (shadow + padding));
    } else {
        const int row = m_list->sizeHintForRow(0);
        const int most = std::clamp((room.height() - top - height) / row, 1, mostRows);
        height += row * std::min(m_rows->rowCount(), most);
    }
    setGeometry((room.width() - width) / 2, top, width, height);
}

void CommandPalette::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(rect()).adjusted(shadow, shadow, -shadow, -shadow);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, t.isDark ? 24 : 8));
    for (int spread = 1; spread < shadow; ++spread)
        painter.drawRoundedRect(card.adjusted(-spread, 3 - spread, spread, 1 + spread), radius + spread, radius + spread);
    painter.setPen(mixed(t.border, t.text, 0.1f));
    painter.setBrush(t.raised);
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}
