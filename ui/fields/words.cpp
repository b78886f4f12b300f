#include "ui/fields/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <cmath>

namespace {

/// A context for the translators.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

QString valueText(const engine::SettingValue& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return QString::number(*integer);
    if (const auto* real = std::get_if<double>(&value))
        return shortest(*real);
    return QString::fromStdString(std::get<std::string>(value)).replace(u'_', u' ');
}

/// A setting that is on or off (see engine::switchSetting()).
bool isSwitch(const engine::SettingInfo& setting)
{
    return setting.choices == std::vector<std::string>{"no", "yes"};
}

bool isNothing(const engine::SettingValue& value)
{
    return value == engine::SettingValue(0.0) || value == engine::SettingValue(std::int64_t{0});
}

/// Its value speaks for itself.
bool standsBare(const engine::SettingInfo& setting, const engine::KindInfo& kind)
{
    const std::string& name = setting.name;
    return name == "units" || name == "filters" || name == "rate" || name == kind.kind || !setting.choices.empty();
}

/// Settings whose value speaks for itself stand bare, windows as a square, the others with their name.
QString phrase(const engine::SettingInfo& setting, const engine::KindInfo& kind, const engine::SettingValue& value)
{
    const QString name = QString::fromStdString(setting.name);
    const QString text = valueText(value);
    if (isSwitch(setting)) // on: what is off goes without saying
        return labelOf(setting).toLower();
    if (standsBare(setting, kind))
        return text;
    if (name.startsWith(u"kernel") || name == u"size" || name.startsWith(u"pool"))
        return QStringLiteral("%1×%1").arg(text);
    return QStringLiteral("%1 %2").arg(labelOf(setting).toLower(), text);
}

} // namespace

QString clockTime(double seconds)
{
    const auto whole = qint64(std::llround(seconds));
    const QString tail = QStringLiteral(":%1").arg(whole % 60, 2, 10, QLatin1Char('0'));
    const qint64 minutes = whole / 60;
    if (minutes < 60)
        return QString::number(minutes) + tail;
    return QStringLiteral("%1:%2").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0')) + tail;
}

QString roughTime(double seconds)
{
    if (seconds < 1.5)
        return Words::tr("about a second");
    if (seconds < 10)
        return Words::tr("about %1\u00a0s").arg(std::lround(seconds));
    if (seconds < 90)
        return Words::tr("about %1\u00a0s").arg(5 * std::lround(seconds / 5));
    if (seconds < 90 * 60)
        return Words::tr("about %1\u00a0min").arg(std::lround(seconds / 60));
    return Words::tr("about %1\u00a0h").arg(seconds / 3600, 0, 'f', 1);
}

QString shortest(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

QString labelOf(const engine::SettingInfo& setting)
{
    QString label = QString::fromStdString(setting.name).replace(u'_', u' ');
    if (!label.isEmpty())
        label[0] = label[0].toUpper();
    return QCoreApplication::translate("settings", label.toUtf8().constData());
}

engine::SettingValue valueOf(const engine::Spec& spec, const engine::SettingInfo& setting)
{
    const auto found = spec.settings.find(setting.name);
    return found == spec.settings.end() ? setting.initial : found->second;
}

QString inWords(const engine::Spec& spec, const engine::KindInfo& kind)
{
    QStringList phrases;
    for (const engine::SettingInfo& setting : kind.settings) {
        const engine::SettingValue value = valueOf(spec, setting);
        const bool goesWithoutSaying
            = (setting.name == "stride" || isSwitch(setting) || isNothing(value)) && value == setting.initial;
        if (!goesWithoutSaying)
            phrases += phrase(setting, kind, value);
    }
    const QString title = QCoreApplication::translate("engine", kind.title.c_str());
    if (phrases.isEmpty())
        return title;
    return title + (phrases.front().front().isLetter() ? QStringLiteral(", ") : QStringLiteral(" ")) + phrases.join(QStringLiteral(" · "));
}
