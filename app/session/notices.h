#pragma once

#include <QObject>

#include <chrono>
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

/// What the window has to say, without a widget: any part may say something, and one notice at a time is shown, the newest.
/// Errors, warnings and offers wait behind it until somebody has seen them; of mere notices the newest alone is kept, and
/// goes by itself after a while, later where it offers something. A notice dies with the state that it speaks of.
class Notices : public QObject
{
    Q_OBJECT

public:
    using Id = quint64;

    explicit Notices(QObject* parent = nullptr);

    /// How long a mere notice stays in sight; three times as long with an offer.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }

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
    /// The next of those that wait is shown, and this one waits behind them all.
    void showNext();
    /// While somebody is at it, it does not go by itself.
    void setHeld(bool held);

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

    void watchLife();
    void watchStay();

    std::vector<Said> m_said; ///< what is shown first, then in the order of showing
    Id m_lastId = 0;
    int m_watch = 0; ///< the timer that looks whether what lives still does; 0: none such was said
    int m_stay = 0; ///< the timer that takes away what is shown; 0: it stays
    bool m_isHeld = false;
    std::chrono::milliseconds m_patience{10'000};
};
