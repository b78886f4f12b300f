#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

/// What has come of a file so far. It lies beside it as NAME.part until the file is whole, so that a download can be
/// taken up again; NAME.part.from says which version of the file a server gave these bytes of.
class PartFile
{
public:
    /// file: the whole one.
    explicit PartFile(const QString& file);

    QString path() const { return m_part.fileName(); }
    qint64 size() const;
    /// The server's own mark for its version of the file (ETag or date) when the bytes came from this address; else empty.
    QByteArray version(const QString& address) const;

    // Throw engine::FileError.
    /// Begins anew with a file from this address.
    void begin(const QString& address, const QByteArray& version);
    void append(const QByteArray& bytes);
    /// Leaves the file to be read and renamed.
    void close() { m_part.close(); }
    void discard();

private:
    void open();
    [[noreturn]] void fail() const;

    QFile m_part;
    QString m_from;
};
