#pragma once

#include <QByteArray>
#include <QString>

/// A file in tests/data, or the folder.
QString testData(const QString& file = {});

/// Of a file. Throws std::runtime_error where it cannot be read: no comparison may hold by that.
QByteArray contentOf(const QString& path);
