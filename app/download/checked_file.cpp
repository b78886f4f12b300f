#include "app/download/checked_file.h"

#include "engine/errors.h"

#include <QCryptographicHash>
#include <QFile>

#include <cerrno>
#include <cstring>

#include <cstdio>
#include <unistd.h>

namespace {

std::string textOf(int systemError)
{
    return QString::fromLocal8Bit(std::strerror(systemError)).toStdString();
}

} // namespace

QByteArray md5Of(const QString& name)
{
    QFile file(name);
    QCryptographicHash hash(QCryptographicHash::Md5);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        throw engine::FileError("%1 cannot be read: %2", name.toStdString(), file.errorString().toStdString());
    return hash.result().toHex();
}

void moveInto(const QString& part, const QString& file)
{
    QFile bytes(part);
    // Synced first: otherwise a crash could leave the name over blocks that were never written.
    if (!bytes.open(QIODevice::ReadWrite) || ::fsync(bytes.handle()) != 0) {
        const std::string why = textOf(errno);
        throw engine::FileError("%1 cannot be written to the disk: %2", part.toStdString(), why);
    }
    bytes.close();
    if (std::rename(QFile::encodeName(part).constData(), QFile::encodeName(file).constData()) != 0) {
        const std::string why = textOf(errno);
        throw engine::FileError("%1 cannot be put in place: %2", file.toStdString(), why);
    }
}
