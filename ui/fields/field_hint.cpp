#include "ui/fields/field_hint.h"

#include "ui/style/announcement.h"
#include "ui/style/measured.h"
#include "ui/style/theme.h"

#include <QAbstractScrollArea>
#include <QEvent>
#include <QTimerEvent>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace {

constexpr auto readingTime = 6s;
constexpr int widestHint = 54; // letters
constexpr int aroundText = 24; // pixels, to both sides together
constexpr int gapToField = 2;

/// What the hint lies on: what scrolls with the field, else the window.
QWidget* groundOf(const QWidget& field)
{
    QWidget* ground = field.parentWidget();
    while (ground && !ground->isWindow()) {
        QWidget* const around = ground->parentWidget();
        const auto* area = around ? qobject_cast<QAbstractScrollArea*>(around->parentWidget()) : nullptr;
        if (area && area->viewport() == around)
            return ground;
        ground = around;
    }
    return ground;
}

} // namespace

FieldHint::FieldHint(QWidget& field)
    : QLabel(&field)
    , m_field(field)
    , m_announcement(new Announcement(&field))
{
    setObjectName(QStringLiteral("fieldHint"));
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    keepMeasured(this, [this] { setMargin(scaled(aroundText / 4)); });
    hide();
    field.installEventFilter(this);
    connect(&field, &QObject::destroyed, this, &QObject::deleteLater); // by then it may lie elsewhere
}

void FieldHint::say(const QString& sentence, Level level)
{
    stopTimer();
    const bool isNews = sentence != text() || isHidden();
    QWidget* ground = groundOf(m_field);
    if (!ground || !m_field.isVisible())
        return;
    if (ground != parentWidget())
        setParent(ground);
    setText(sentence);
    setAccessibleName(sentence);
    m_level = level;
    showLook();
    place();
    show();
    raise();
    if (isNews)
        m_announcement->tell(sentence);
}

void FieldHint::leaveSoon()
{
    if (isHidden())
        return;
    stopTimer();
    m_timer = startTimer(readingTime);
}

void FieldHint::clear()
{
    stopTimer();
    hide();
}

void FieldHint::stopTimer()
{
    if (m_timer != 0)
        killTimer(std::exchange(m_timer, 0));
}

void FieldHint::timerEvent(QTimerEvent* event)
{
    if (event->timerId() == m_timer)
        clear();
}

bool FieldHint::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_field && event->type() == QEvent::Hide)
        clear();
    if (watched == &m_field && isVisible() && (event->type() == QEvent::Move || event->type() == QEvent::Resize))
        place();
    return QLabel::eventFilter(watched, event);
}

void FieldHint::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && isVisible())
        showLook();
    if (event->type() == QEvent::FontChange && isVisible())
        place();
}

void FieldHint::showLook()
{
    const QColor edge = m_level == Level::Problem ? theme().error : theme().warning;
    const QString sheet
        = QStringLiteral("#fieldHint { background: %1; color: %2; border: 1px solid %3; border-left: 4px solid %3; }")
              .arg(theme().raised.name(), theme().text.name(), edge.name());
    if (sheet != styleSheet()) // which changes the palette
        setStyleSheet(sheet);
}

void FieldHint::place()
{
    const QWidget* ground = parentWidget();
    const int width = std::min({widestHint * fontMetrics().averageCharWidth(), ground->width(),
                                fontMetrics().horizontalAdvance(text()) + scaled(aroundText)});
    const QSize size(width, heightForWidth(width));
    const QPoint under = m_field.mapTo(ground, QPoint(0, m_field.height() + scaled(gapToField)));
    const QPoint above = m_field.mapTo(ground, QPoint(0, -scaled(gapToField) - size.height()));
    QPoint corner = under.y() + size.height() <= ground->height() || above.y() < 0 ? under : above;
    corner.setX(std::clamp(corner.x(), 0, std::max(0, ground->width() - width)));
    setGeometry(QRect(corner, size));
}
