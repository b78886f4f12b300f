#pragma once

#include "tests/test_data.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <vector>

// Values worked out by other programs, in tests/data beside the scripts that made them.

/// Empty, so that comparisons with what is in it fail, when there is no such file.
inline QJsonObject published(const QString& file)
{
    QFile json(testData(file));
    return json.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(json.readAll()).object() : QJsonObject{};
}

inline std::vector<float> numbersOf(const QJsonValue& array)
{
    std::vector<float> numbers;
    for (const QJsonValue& value : array.toArray())
        numbers.push_back(float(value.toDouble()));
    return numbers;
}
