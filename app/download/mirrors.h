#pragma once

#include <QString>
#include <QStringList>

class QSettings;

/// The addresses in a text, with blanks or commas between them, each ending in "/"; "example.org/mnist" means https.
/// Throws engine::SettingError for what is no address of a web server.
QStringList mirrorsIn(const QString& text);

/// What a person chose instead of the public mirrors: $DIGITSCOPE_MIRROR, else the setting. Empty: nothing.
QString chosenMirrors(const QSettings& settings);
void chooseMirrors(QSettings& settings, const QString& text);

/// Those that were chosen, else publicMirrors(). Throws engine::SettingError.
QStringList mirrorsInUse(const QSettings& settings);
