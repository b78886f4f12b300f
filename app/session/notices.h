#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

/// One sentence for the person at the window, and perhaps one thing to do about it.
struct Notice
{
    enum class Level
    {
        Notice,
        Warning,
        Error
    };
    struct Action
    {
        QString title; ///< names what it brings back or does: "Back to cnn-2 at step 1,204"
        std::function<void()> run;
    };

    Level level = Level::Notice;
    QString sentence = {};
    std::optional<Action> action = {};
    /// What it speaks of, a key such as "network": expire() takes it away with the state, and a newer notice of the same
    /// subject takes its place. Empty: it speaks of what has happened, which stays true.
    QString subject = {};
    /// What its action needs, if that can be gone unannounced: the notice goes with it.
    std::optional<std::weak_ptr<const void>> lives = {};
};

/// What the window has to say, without a widget: any part may say something, and one notice at a time is shown. Errors come
/// before warnings and warnings before mere notices, each kept until somebody has seen it off; of mere notices the newest
/// alone is kept. A notice dies with the state that it speaks of.
class Notices : public QObject
{
    Q_OBJECT

public:
    using Id = quint64;

    explicit Notices(QObject* parent = nullptr);

    Id say(Notice notice);
    Id say(Notice::Level level, const QString& sentence) { return say(Notice{.level = level, .sentence = sentence}); }
    /// The state of this key is another now: what was said of it is true no longer.
    void expire(const QString& subject);
    void withdraw(Id id);

    /// What is to be shown; null where there is nothing to say.
    const Notice* shown() const;
    /// How many wait behind it.
    std::size_t waiting() const;

    /// Runs the action of what is shown, which goes before: the action may have something to say itself.
    void answer();
    /// It has been seen.
    void dismiss();

signals:
    /// Another one is to be shown, none, or another number waits.
    void changed();

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    struct Said
    {
        Id id;
        Notice notice;
    };

    void remove(const std::function<bool(const Said&)>& isToGo);
    void settle();

    std::vector<Said> m_said; ///< what is shown first, then in the order of showing
    Id m_lastId = 0;
    int m_watch = 0; ///< the timer that looks whether what lives still does; 0: none such was said
};
