#include "app/download/download_words.h"

#include "app/download/downloader.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>

namespace {

struct Wording
{
    Q_DECLARE_TR_FUNCTIONS(Download)
};

QString clockText(double seconds)
{
    const auto whole = qint64(std::ceil(seconds));
    return QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

QString sizeText(qint64 bytes)
{
    constexpr double thousand = 1000;
    if (bytes < 1000)
        return Wording::tr("%1 bytes").arg(bytes);
    if (bytes < 1'000'000)
        return Wording::tr("%1 kB").arg(double(bytes) / thousand, 0, 'f', 0);
    if (bytes < 1'000'000'000)
        return Wording::tr("%1 MB").arg(double(bytes) / (thousand * thousand), 0, 'f', 1);
    return Wording::tr("%1 GB").arg(double(bytes) / (thousand * thousand * thousand), 0, 'f', 1);
}

QString progressText(const DownloadProgress& progress)
{
    QStringList parts;
    if (progress.total() > 0)
        parts << Wording::tr("%1 of %2").arg(sizeText(progress.received()), sizeText(progress.total()));
    else
        parts << sizeText(progress.received());
    if (progress.bytesPerSecond)
        parts << Wording::tr("%1/s").arg(sizeText(qint64(*progress.bytesPerSecond)));
    if (const auto seconds = progress.secondsLeft())
        parts << Wording::tr("%1 left").arg(clockText(*seconds));
    return parts.join(QStringLiteral(" · "));
}
