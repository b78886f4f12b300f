#include "ui/panels/notice_strip.h"

#include "ui/panels/notice_layout.h"
#include "ui/style/announcement.h"
#include "ui/style/icons.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QTextEdit>
#include <QToolButton>

#include <cmath>
#include <utility>

namespace {

constexpr int stripIconSide = 20;
constexpr int stripShadow = 8; // around the card, within the widget
constexpr int sentenceWidth = 600; // that it would like to have
constexpr double stripRadius = 8;
constexpr double edge = 5; // the coloured one

QColor Theme::*colourOf(NoticeStrip::Level level)
{
    switch (level) {
    case NoticeStrip::Level::Notice:
        return &Theme::accent;
    case NoticeStrip::Level::Warning:
        return &Theme::warning;
    case NoticeStrip::Level::Error:
        break;
    }
    return &Theme::error;
}

QString nameOf(NoticeStrip::Level level)
{
    switch (level) {
    case NoticeStrip::Level::Notice:
        return NoticeStrip::tr("Notice");
    case NoticeStrip::Level::Warning:
        return NoticeStrip::tr("Warning");
    case NoticeStrip::Level::Error:
        break;
    }
    return NoticeStrip::tr("Error");
}

/// Plain text as high as it has to be, broken anywhere if need be: a path has no blanks. It can be selected and copied.
class Sentence : public QTextEdit
{
public:
    explicit Sentence(QWidget* parent)
        : QTextEdit(parent)
    {
        setObjectName(QStringLiteral("sentence"));
        setReadOnly(true);
        setTextInteractionFlags(Qt::TextSelectableByMouse);
        setFocusPolicy(Qt::ClickFocus);
        setFrameShape(QFrame::NoFrame);
        setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        document()->setDocumentMargin(0);
        setStyleSheet(QStringLiteral("#sentence { background: transparent; border: none; padding: 0; }"));
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override
    {
        QTextDocument copy(toPlainText());
        copy.setDefaultFont(font());
        copy.setDocumentMargin(0);
        copy.setDefaultTextOption(document()->defaultTextOption());
        copy.setTextWidth(width);
        return int(std::ceil(copy.size().height()));
    }
    QSize sizeHint() const override { return {sentenceWidth, fontMetrics().height()}; }
    QSize minimumSizeHint() const override { return {120, fontMetrics().height()}; }
};

} // namespace

NoticeStrip::NoticeStrip(QWidget* window)
    : QFrame(window)
    , m_icon(new QLabel(this))
    , m_sentence(new Sentence(this))
    , m_waiting(new QToolButton(this))
    , m_action(new QPushButton(this))
    , m_close(new QToolButton(this))
    , m_announcement(new Announcement(this))
{
    setObjectName(QStringLiteral("noticeStrip"));
    m_waiting->setObjectName(QStringLiteral("waiting"));
    m_waiting->setToolTip(tr("Show the next one; this one stays among them"));
    m_action->setObjectName(QStringLiteral("action"));
    m_close->setObjectName(QStringLiteral("dismiss"));
    m_close->setIcon(icon(Icon::Close));
    m_close->setToolTip(tr("Dismiss (Esc)"));
    m_close->setAccessibleName(tr("Dismiss"));
    // A click leaves the focus where it is: on the pad, most likely.
    m_action->setFocusPolicy(Qt::TabFocus);
    m_close->setFocusPolicy(Qt::TabFocus);
    m_waiting->setFocusPolicy(Qt::TabFocus);

    auto* row = new NoticeLayout(this);
    row->setContentsMargins(stripShadow + int(edge) + 12, stripShadow + 8, stripShadow + 10, stripShadow + 8);
    row->setSpacing(12);
    row->setParts(m_icon, m_sentence, {m_waiting, m_action}, m_close);

    connect(m_action, &QPushButton::clicked, this, [this] {
        giveFocusBack();
        emit actionTriggered();
    });
    connect(m_close, &QToolButton::clicked, this, &NoticeStrip::dismiss);
    connect(m_waiting, &QToolButton::clicked, this, &NoticeStrip::nextRequested);
    connect(qApp, &QApplication::focusChanged, this, &NoticeStrip::noteAttention);
    hide();
}

void NoticeStrip::setMessage(Level level, const QString& sentence, const QString& action, std::size_t waiting)
{
    const bool isNews = isHidden() || level != m_level || sentence != this->sentence();
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    m_level = level;
    m_sentence->setPlainText(sentence);
    m_sentence->updateGeometry(); // it is as high as its text, which Qt keeps in mind
    m_waiting->setText(tr("%n more", nullptr, int(waiting)));
    m_waiting->setVisible(waiting > 0);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(QStringLiteral("%1: %2").arg(nameOf(level), sentence));
    if (hadFocus)
        m_close->setFocus(); // Enter, pressed for what was there, must not answer what is there now
    showLevel();
    show();
    if (!isNews)
        return;
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    m_announcement->tell(accessibleName());
}

void NoticeStrip::clear()
{
    giveFocusBack();
    hide();
    m_sentence->clear();
}

QString NoticeStrip::sentence() const
{
    return m_sentence->toPlainText();
}

void NoticeStrip::setKey(const QKeySequence& key)
{
    const QString name = key.toString(QKeySequence::NativeText);
    m_action->setToolTip(name);
    setAccessibleDescription(name.isEmpty() ? QString() : tr("%1 leads to its buttons, Esc dismisses it").arg(name));
}

void NoticeStrip::takeFocus()
{
    if (isHidden())
        return;
    if (QWidget* now = QApplication::focusWidget(); !isAncestorOf(now))
        m_focusBefore = now;
    QWidget* const button = m_action->isHidden() ? static_cast<QWidget*>(m_close) : m_action;
    button->setFocus(Qt::ShortcutFocusReason);
}

/// Before anything here is hidden: Qt would hand the focus on to the next field, and digits would land there.
void NoticeStrip::giveFocusBack()
{
    if (!isAncestorOf(QApplication::focusWidget()))
        return;
    QWidget* const before = m_focusBefore && m_focusBefore->isVisible() ? m_focusBefore.data() : parentWidget();
    before->setFocus(Qt::OtherFocusReason);
}

void NoticeStrip::dismiss()
{
    clear();
    emit dismissed();
}

void NoticeStrip::noteAttention()
{
    const bool isAttended = isVisible() && (underMouse() || isAncestorOf(QApplication::focusWidget()));
    if (std::exchange(m_isAttended, isAttended) != isAttended)
        emit attended(isAttended);
}

void NoticeStrip::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    noteAttention();
}

bool NoticeStrip::event(QEvent* event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        noteAttention();
    // Esc clears the pad, but not from here.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
        event->accept();
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        showLevel();
    return QFrame::event(event);
}

void NoticeStrip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

void NoticeStrip::resizeEvent(QResizeEvent* event)
{
    // A scroll bar that comes while the layout settles would take the width that the text needs, and stay.
    const bool isTooLong = layout()->heightForWidth(width()) > height();
    m_sentence->setVerticalScrollBarPolicy(isTooLong ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    QFrame::resizeEvent(event);
}

void NoticeStrip::showLevel()
{
    const QIcon sign = icon(m_level == Level::Notice ? Icon::Info : Icon::Warning, colourOf(m_level));
    m_icon->setPixmap(sign.pixmap(QSize(scaled(stripIconSide), scaled(stripIconSide)), devicePixelRatioF()));
    update();
}

void NoticeStrip::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    const QColor& colour = t.*colourOf(m_level);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(rect()).adjusted(stripShadow, stripShadow, -stripShadow, -stripShadow);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, t.isDark ? 22 : 8));
    for (int spread = 1; spread < stripShadow; ++spread)
        painter.drawRoundedRect(card.adjusted(-spread, 2 - spread, spread, 1 + spread), stripRadius + spread, stripRadius + spread);

    QPainterPath shape;
    shape.addRoundedRect(card, stripRadius, stripRadius);
    painter.fillPath(shape, mixed(t.raised, colour, t.isDark ? 0.10f : 0.06f));
    painter.setClipRect(QRectF(card.topLeft(), QSizeF(edge, card.height())));
    painter.fillPath(shape, colour);
    painter.setClipping(false);
    painter.setPen(mixed(t.border, colour, 0.5f));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), stripRadius, stripRadius);
}
