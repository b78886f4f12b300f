#include "ui/panels/message_bar.h"

#include "ui/style/icons.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace {

constexpr int smallSignSide = 18;

QColor Theme::*colourOf(MessageBar::Level level)
{
    switch (level) {
    case MessageBar::Level::Notice:
        return &Theme::accent;
    case MessageBar::Level::Warning:
        return &Theme::warning;
    case MessageBar::Level::Error:
        break;
    }
    return &Theme::error;
}

QString nameOf(MessageBar::Level level)
{
    switch (level) {
    case MessageBar::Level::Notice:
        return MessageBar::tr("Notice");
    case MessageBar::Level::Warning:
        return MessageBar::tr("Warning");
    case MessageBar::Level::Error:
        break;
    }
    return MessageBar::tr("Error");
}

} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_action(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("messageBar"));
    m_sentence->setObjectName(QStringLiteral("sentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_action->setObjectName(QStringLiteral("action"));
    m_close->setObjectName(QStringLiteral("dismiss"));
    m_close->setIcon(icon(Icon::Close));
    m_close->setToolTip(tr("Dismiss (Esc)"));
    m_close->setAccessibleName(tr("Dismiss"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 8, 6);
    row->setSpacing(10);
    row->addWidget(m_icon);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_action);
    row->addWidget(m_close);

    connect(m_action, &QPushButton::clicked, this, &MessageBar::actionTriggered);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    hide();
}

void MessageBar::setMessage(Level level, const QString& sentence, const QString& action)
{
    m_level = level;
    m_sentence->setText(sentence);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(QStringLiteral("%1: %2").arg(nameOf(level), sentence));
    paintLevel();
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBar::clear()
{
    m_sentence->clear();
    hide();
}

QString MessageBar::message() const
{
    return m_sentence->text();
}

void MessageBar::dismiss()
{
    clear();
    emit dismissed();
}

void MessageBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        paintLevel();
    QFrame::changeEvent(event);
}

void MessageBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

void MessageBar::paintLevel()
{
    QColor Theme::*const colour = colourOf(m_level);
    const QString sheet
        = QStringLiteral("#messageBar { background: %1; border: none; border-left: 4px solid %2; }")
              .arg(mixed(theme().panel, theme().*colour, 0.12f).name(), (theme().*colour).name());
    if (styleSheet() != sheet) // setting it changes the palette, which leads back here
        setStyleSheet(sheet);
    const QIcon sign = icon(m_level == Level::Notice ? Icon::Info : Icon::Warning, colour);
    m_icon->setPixmap(sign.pixmap(QSize(smallSignSide, smallSignSide), devicePixelRatioF()));
}
