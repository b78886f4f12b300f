#pragma once

#include <QString>

#include <optional>

/// What was typed where a number is wanted: the number, or one sentence on why it is none that is allowed.
struct NumberEntry
{
    std::optional<double> value{};
    QString problem{}; ///< empty where there is a value
};

/// "0.001", "1e-3", "0,001", "10 %". A comma that may stand for thousands as well is asked about. Both ends are allowed.
NumberEntry readNumber(const QString& text, double minimum, double maximum);
