#include "tests/test_data.h"

#include <QFile>

#include <stdexcept>

// Apart, so that the folder's place stands in the command line of this file alone.
QString testData(const QString& file)
{
    return QStringLiteral(TEST_DATA "/") + file;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error(path.toStdString() + " cannot be opened");
    return file.readAll();
}
