#include "app/session/preferences.h"

#include <QSettings>

#include <algorithm>

namespace {

QString keyOf(const Preference& preference)
{
    return preference.key.isEmpty() ? QStringLiteral("preferences/") + preference.id : preference.key;
}

/// Settings give back text where a number was written; and a file may have been edited by hand, or come from another
/// version: what cannot be is as good as nothing.
QVariant checked(const Preference& preference, QVariant value)
{
    if (const auto* choice = std::get_if<Preference::Choice>(&preference.kind)) {
        const auto found = std::ranges::find_if(choice->values, [&](const auto& entry) { return entry.first.toString() == value.toString(); });
        return found == choice->values.end() ? preference.initial : found->first;
    }
    if (const auto* number = std::get_if<Preference::Number>(&preference.kind)) {
        bool isNumber = false;
        const double given = value.toDouble(&isNumber);
        return isNumber ? QVariant(std::clamp(given, number->least, number->most)) : preference.initial;
    }
    return value.toString();
}

} // namespace

Preferences::Preferences(QObject* parent)
    : QObject(parent)
{
}

void Preferences::add(Preference preference)
{
    Q_ASSERT(std::ranges::find(m_all, preference.id, &Preference::id) == m_all.end());
    m_all.push_back(std::move(preference));
    const Preference& added = m_all.back();
    if (added.apply)
        added.apply(value(added.id));
}

const Preference& Preferences::find(const QString& id) const
{
    const auto found = std::ranges::find(m_all, id, &Preference::id);
    Q_ASSERT(found != m_all.end());
    return *found;
}

QVariant Preferences::value(const QString& id) const
{
    const Preference& preference = find(id);
    const QVariant kept = QSettings().value(keyOf(preference));
    return kept.isValid() ? checked(preference, kept) : checked(preference, preference.initial);
}

bool Preferences::isInitial(const QString& id) const
{
    const Preference& preference = find(id);
    return value(id) == checked(preference, preference.initial);
}

void Preferences::set(const QString& id, const QVariant& value)
{
    const Preference preference = find(id); // apply() may add another
    const QVariant now = checked(preference, value);
    if (now == this->value(id))
        return;
    if (now == checked(preference, preference.initial))
        QSettings().remove(keyOf(preference));
    else
        QSettings().setValue(keyOf(preference), now);
    if (preference.apply)
        preference.apply(now);
    emit changed(id);
}

void Preferences::reset(const QString& id)
{
    set(id, find(id).initial);
}
