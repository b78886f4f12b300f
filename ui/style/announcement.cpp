#include "ui/style/announcement.h"

#include <QAccessibleObject>
#include <QWidget>

namespace {

/// Its name is what is told. It is no child of the widget's: who walks through the window does not meet it.
class AccessibleAnnouncement : public QAccessibleObject
{
public:
    explicit AccessibleAnnouncement(Announcement* announcement)
        : QAccessibleObject(announcement)
        , m_announcement(announcement)
    {
    }

    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(object()->parent()); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QRect rect() const override { return parent()->rect(); }
    QAccessible::Role role() const override { return QAccessible::Notification; }
    QAccessible::State state() const override { return {}; }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? m_announcement->told() : QString();
    }

private:
    const Announcement* m_announcement;
};

QAccessibleInterface* accessibleAnnouncement(const QString&, QObject* object)
{
    auto* announcement = qobject_cast<Announcement*>(object);
    return announcement ? new AccessibleAnnouncement(announcement) : nullptr;
}

void installAccessibleAnnouncement()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(accessibleAnnouncement);
        return true;
    }();
    Q_UNUSED(isInstalled)
}

} // namespace

Announcement::Announcement(QWidget* widget)
    : QObject(widget)
{
    installAccessibleAnnouncement();
    m_resting.setSingleShot(true);
    m_resting.setTimerType(Qt::PreciseTimer); // who came to rest first is told first
    m_resting.setInterval(rest);
    connect(&m_resting, &QTimer::timeout, this, [this] {
        if (m_next != m_told)
            tell(m_next);
    });
}

void Announcement::tell(const QString& sentence)
{
    m_told = sentence;
    m_next = sentence;
    m_resting.stop();
    if (sentence.isEmpty())
        return;
    QAccessibleEvent named(this, QAccessible::NameChanged); // first, or what is spoken may be the one before
    QAccessible::updateAccessibility(&named);
    QAccessibleEvent shown(this, QAccessible::ObjectShow);
    QAccessible::updateAccessibility(&shown);
    emit spoken(sentence);
}

void Announcement::tellAtRest(const QString& sentence)
{
    if (sentence == m_next)
        return;
    m_next = sentence;
    m_resting.start();
}
