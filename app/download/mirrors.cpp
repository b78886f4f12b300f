#include "app/download/mirrors.h"

#include "app/download/download_plan.h"

#include "engine/errors.h"

#include <QRegularExpression>
#include <QSettings>
#include <QUrl>

namespace {

constexpr auto variable = "DIGITSCOPE_MIRROR";
const QString key = QStringLiteral("mirrors");

QString completed(const QString& text)
{
    QUrl address(text.contains(QStringLiteral("://")) ? text : QStringLiteral("https://") + text, QUrl::StrictMode);
    const bool isWeb = address.scheme() == QStringLiteral("http") || address.scheme() == QStringLiteral("https");
    if (!address.isValid() || !isWeb || address.host().isEmpty())
        throw engine::SettingError("\"%1\" is no address of a web server, expected one such as "
                                   "https://example.org/mnist/", text.toStdString());
    if (!address.path().endsWith(u'/'))
        address.setPath(address.path() + u'/');
    return address.toString(QUrl::FullyEncoded);
}

} // namespace

QStringList mirrorsIn(const QString& text)
{
    static const QRegularExpression between(QStringLiteral("[\\s,]+"));
    QStringList mirrors;
    for (const QString& part : text.split(between, Qt::SkipEmptyParts))
        mirrors << completed(part);
    return mirrors;
}

QString chosenMirrors(const QSettings& settings)
{
    const QString fromEnvironment = qEnvironmentVariable(variable).trimmed();
    return fromEnvironment.isEmpty() ? settings.value(key).toString().trimmed() : fromEnvironment;
}

void chooseMirrors(QSettings& settings, const QString& text)
{
    if (text.trimmed().isEmpty())
        settings.remove(key);
    else
        settings.setValue(key, text.trimmed());
}

QStringList mirrorsInUse(const QSettings& settings)
{
    const QStringList chosen = mirrorsIn(chosenMirrors(settings));
    return chosen.isEmpty() ? publicMirrors() : chosen;
}
