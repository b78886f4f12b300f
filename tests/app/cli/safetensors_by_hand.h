#pragma once

#include <QByteArray>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QtEndian>

/// A safetensors file as its format is described (eight bytes with the header's length, a JSON header, raw numbers), read
/// without the engine, so that the engine can be judged by it.
struct RawSafetensors
{
    QJsonObject metadata;
    QMap<QString, QByteArray> tensors;
};

/// Empty when it cannot be read.
inline RawSafetensors readRaw(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() < 8)
        return {};
    const QByteArray content = file.readAll();
    const auto length = qsizetype(qFromLittleEndian<quint64>(content.constData()));
    QJsonObject header = QJsonDocument::fromJson(content.mid(8, length)).object();
    RawSafetensors raw{header.take(QStringLiteral("__metadata__")).toObject(), {}};
    for (auto entry = header.begin(); entry != header.end(); ++entry) {
        const QJsonArray offsets = entry.value()[QStringLiteral("data_offsets")].toArray();
        const auto begin = qsizetype(offsets[0].toInteger());
        raw.tensors[entry.key()] = content.mid(8 + length + begin, qsizetype(offsets[1].toInteger()) - begin);
    }
    return raw;
}
