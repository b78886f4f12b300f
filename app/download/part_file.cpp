#include "app/download/part_file.h"

#include "app/download/download_words.h"

#include "engine/errors.h"

#include <QFileInfo>
#include <QStorageInfo>

PartFile::PartFile(const QString& file)
    : m_part(file + QStringLiteral(".part"))
    , m_from(m_part.fileName() + QStringLiteral(".from"))
{
}

qint64 PartFile::size() const
{
    return QFileInfo(m_part.fileName()).size(); // 0 when there is none
}

QByteArray PartFile::version(const QString& address) const
{
    QFile from(m_from);
    if (!from.open(QIODevice::ReadOnly))
        return {};
    const QList<QByteArray> lines = from.read(8192).split('\n');
    return lines.size() >= 2 && lines[0] == address.toUtf8() ? lines[1] : QByteArray();
}

void PartFile::begin(const QString& address, const QByteArray& version)
{
    discard();
    open();
    QFile from(m_from);
    // Without it the next try cannot ask for "the same version": the sum still tells.
    if (!version.isEmpty() && from.open(QIODevice::WriteOnly | QIODevice::Truncate))
        from.write(address.toUtf8() + '\n' + version + '\n');
}

void PartFile::append(const QByteArray& bytes)
{
    open();
    qint64 written = 0;
    while (written < bytes.size()) {
        const qint64 count = m_part.write(bytes.constData() + written, bytes.size() - written);
        if (count <= 0)
            fail();
        written += count;
    }
}

void PartFile::discard()
{
    m_part.close();
    QFile::remove(m_part.fileName());
    QFile::remove(m_from);
}

void PartFile::open()
{
    // Unbuffered: a full disk shows with the very bytes that do not fit.
    if (!m_part.isOpen() && !m_part.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        fail();
}

void PartFile::fail() const
{
    const QStorageInfo storage(QFileInfo(m_part.fileName()).path());
    const std::string file = m_part.fileName().toStdString();
    const std::string why = m_part.errorString().toStdString();
    if (!storage.isValid())
        throw engine::FileError("%1 cannot be written: %2; make room or choose another folder", file, why);
    throw engine::FileError("%1 cannot be written: %2 (%3 free); make room or choose another folder", file, why,
                            sizeText(storage.bytesAvailable()).toStdString());
}
