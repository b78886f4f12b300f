#pragma once

#include <QString>

/// A number as people read it beside a chart: three significant digits, a true minus sign, no "e" between
/// 0.0001 and 100,000: "0.0412", "−3.2", "1,204". Also says "∞" and "not a number".
QString numberText(double value);

/// A share of [0, 1] as "98.12 %"; "–" for what is not a number.
QString percentText(double share, int decimals = 2);

/// "12,345".
QString countText(quint64 count);
