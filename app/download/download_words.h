#pragma once

#include <QString>

struct DownloadProgress;

/// 9'912'422 → "9.9 MB"; "812 bytes", "29 kB".
QString sizeText(qint64 bytes);
/// "4.2 of 11.6 MB · 1.2 MB/s · 0:06 left": what is known of it.
QString progressText(const DownloadProgress& progress);
