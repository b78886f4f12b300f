#include "app/download/checked_file.h"

#include "engine/errors.h"

#include <QCryptographicHash>
#include <QFile>

#include <cerrno>
#include <cstring>

#include <cstdio>
#include <unistd.h>

namespace {

[[noreturn]] void fail(const QString& file, const char* what, const QString& why)
{
    throw engine::FileError((file + QLatin1String(what) + why).toStdString());
}

} // namespace

QByteArray md5Of(const QString& name)
{
    QFile file(name);
    QCryptographicHash hash(QCryptographicHash::Md5);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        fail(name, " cannot be read: ", file.errorString());
    return hash.result().toHex();
}

void moveInto(const QString& part, const QString& file)
{
    QFile bytes(part);
    // Synced first: otherwise a crash could leave the name over blocks that were never written.
    if (!bytes.open(QIODevice::ReadWrite) || ::fsync(bytes.handle()) != 0)
        fail(part, " cannot be written to the disk: ", QString::fromLocal8Bit(std::strerror(errno)));
    bytes.close();
    if (std::rename(QFile::encodeName(part).constData(), QFile::encodeName(file).constData()) != 0)
        fail(file, " cannot be put in place: ", QString::fromLocal8Bit(std::strerror(errno)));
}
