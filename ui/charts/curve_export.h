#pragma once

#include <QFont>
#include <QString>

#include <cstdint>
#include <optional>

class CurveHistory;
class CurvePlot;
class CurveReadout;

/// The curves as they look now, with their title, note and values.
struct CurvePage
{
    QString title;
    QString note;
    const CurveReadout& readout;
    CurvePlot& plot;
    QFont font;
    int dotsPerInch;
};

// The file is written whole or not at all. Each returns one sentence for the user when it failed.
[[nodiscard]] std::optional<QString> savePng(const CurvePage& page, const QString& path);
[[nodiscard]] std::optional<QString> savePdf(const CurvePage& page, const QString& path);
/// All their numbers, see writeCsv(). stepsPerEpoch: 0, not known.
[[nodiscard]] std::optional<QString> saveCsv(const CurveHistory& history, std::uint64_t stepsPerEpoch, const QString& path);
