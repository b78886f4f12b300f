#pragma once

#include <QByteArray>
#include <QString>

/// In hexadecimal. Reads the whole file: not for the window's thread. Throws engine::FileError.
QByteArray md5Of(const QString& file);

/// Gives a whole file its name, over another that may be there; after a crash the one or the other is there.
/// Waits for the disk. Throws engine::FileError.
void moveInto(const QString& part, const QString& file);
