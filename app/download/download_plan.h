#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

/// A file as it must arrive.
struct RemoteFile
{
    QString name; ///< "train-images-idx3-ubyte.gz": beneath a mirror's address, and in the folder
    QByteArray md5; ///< in hexadecimal
    qint64 size = 0; ///< in bytes; 0: not known
};

/// What is to be fetched, from where, and where to.
struct DownloadPlan
{
    std::vector<RemoteFile> files;
    QStringList mirrors; ///< addresses of folders that hold the files; the next one is asked when one fails
    QString folder;
};

/// The four files of MNIST, byte for byte as they were published.
std::vector<RemoteFile> mnistFiles();
/// Where anybody can get them.
QStringList publicMirrors();
