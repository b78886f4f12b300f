#pragma once

#include "app/cli/run.h"

#include "engine/synthetic/synthetic_digits.h"

#include <QByteArray>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtEndian>

#include <sstream>
#include <string>
#include <vector>

/// What a call of the program left behind.
struct CliResult
{
    int status = 0;
    QByteArray out;
    QByteArray err;

    QList<QByteArray> outLines() const { return linesOf(out); }
    QList<QByteArray> errLines() const { return linesOf(err); }
    /// An empty object for every line that is no JSON object.
    QList<QJsonObject> objects() const
    {
        QList<QJsonObject> all;
        for (const QByteArray& line : outLines())
            all.push_back(QJsonDocument::fromJson(line).object());
        return all;
    }

private:
    static QList<QByteArray> linesOf(const QByteArray& text)
    {
        auto lines = text.split('\n');
        lines.removeLast(); // what follows the last line break
        return lines;
    }
};

inline CliResult callCli(const QStringList& arguments)
{
    std::vector<std::string> plain;
    for (const QString& argument : arguments)
        plain.push_back(argument.toStdString());
    std::ostringstream out;
    std::ostringstream err;
    const int status = cli::run(plain, {out, err, false});
    return {status, QByteArray::fromStdString(out.str()), QByteArray::fromStdString(err.str())};
}

inline void writeFile(const QString& name, const QByteArray& content)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(name));
}

/// A folder with synthetic digits in MNIST's files: 600 to learn from, 200 to be judged by.
class SmallData
{
public:
    SmallData()
    {
        put(QStringLiteral("train"), engine::syntheticDigits(600, 1));
        put(QStringLiteral("t10k"), engine::syntheticDigits(200, 2));
    }

    QString path() const { return m_folder.path(); }

private:
    static QByteArray bigEndian(quint32 number)
    {
        QByteArray bytes(4, 0);
        qToBigEndian(number, bytes.data());
        return bytes;
    }

    static QByteArray bytesOf(const std::vector<std::uint8_t>& numbers)
    {
        return {reinterpret_cast<const char*>(numbers.data()), qsizetype(numbers.size())};
    }

    void put(const QString& prefix, const engine::Dataset& digits) const
    {
        const QByteArray count = bigEndian(quint32(digits.size()));
        writeFile(m_folder.filePath(prefix + QStringLiteral("-images-idx3-ubyte")),
                  bigEndian(2051) + count + bigEndian(28) + bigEndian(28) + bytesOf(digits.pixels));
        writeFile(m_folder.filePath(prefix + QStringLiteral("-labels-idx1-ubyte")),
                  bigEndian(2049) + count + bytesOf(digits.labels));
    }

    QTemporaryDir m_folder;
};
