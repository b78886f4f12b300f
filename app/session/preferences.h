#pragma once

#include <QObject>
#include <QVariant>

#include <functional>
#include <variant>
#include <vector>

/// One thing that a person can set once and for all.
struct Preference
{
    struct Choice
    {
        std::vector<std::pair<QVariant, QString>> values; ///< and what they are called
    };
    struct Number
    {
        double least = 0;
        double most = 100;
        double step = 1;
        QString unit = {}; ///< behind the number, with its blank: " MB"
        QString leastMeans = {}; ///< shown instead of the least: "all cores"
    };
    struct Folder
    {
        QString emptyMeans; ///< shown where none is chosen
    };
    struct Line
    {
        QString emptyMeans;
        std::function<QString(const QString&)> problemOf = {}; ///< one sentence of what is wrong with a text; empty: nothing
    };

    QString id; ///< its key in the settings: never translated, never changed
    QString title;
    QString group;
    QString help; ///< what it does, and what more or less of it costs
    QVariant initial;
    std::variant<Choice, Number, Folder, Line> kind;
    std::function<void(const QVariant&)> apply = {}; ///< called when it is added, and whenever it changes
    QString key = {}; ///< in the settings; empty: preferences/ID
};

/// Everything that can be set once and for all, kept in the program's settings. Whoever owns what it acts on adds it, as
/// with Commands; the Settings page shows them all.
class Preferences : public QObject
{
    Q_OBJECT

public:
    explicit Preferences(QObject* parent = nullptr);

    /// Its id must be new. Applies what was kept, or else what it is at first.
    void add(Preference preference);
    const std::vector<Preference>& all() const { return m_all; }
    /// What holds now.
    QVariant value(const QString& id) const;
    bool isInitial(const QString& id) const;
    /// Keeps and applies it. What is the initial value is not kept, so that a later version's default counts.
    void set(const QString& id, const QVariant& value);
    void reset(const QString& id);

signals:
    void changed(const QString& id);

private:
    const Preference& find(const QString& id) const;

    std::vector<Preference> m_all;
};
