#pragma once

#include "app/cli/console.h"
#include "app/download/downloader.h"

#include <chrono>

namespace cli {

/// Tells how a download goes: its progress on err, each file that is whole on out.
class DownloadReport
{
public:
    DownloadReport(const Downloader& downloader, bool json, const Console& console);

    void show();
    /// Takes the progress away.
    void end();
    void showEnd();

private:
    using Clock = std::chrono::steady_clock;

    void showFile(const DownloadProgress::File& file);
    void showProgress();

    const Downloader& m_downloader;
    bool m_json;
    const Console& m_console;
    std::size_t m_shown = 0; ///< files that were told of
    Clock::time_point m_begin = Clock::now();
    Clock::time_point m_lastProgress;
};

} // namespace cli
