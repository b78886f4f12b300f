#include "app/cli/download_report.h"

#include "app/cli/json_line.h"
#include "app/cli/text.h"
#include "app/download/download_words.h"

#include <ostream>

namespace cli {
namespace {

constexpr std::chrono::seconds progressInterval{5}; // a line now and then for a log

} // namespace

DownloadReport::DownloadReport(const Downloader& downloader, bool json, const Console& console)
    : m_downloader(downloader)
    , m_json(json)
    , m_console(console)
    , m_lastProgress(m_begin)
{
}

void DownloadReport::show()
{
    const auto& files = m_downloader.progress().files;
    for (; m_shown < files.size() && files[m_shown].isDone; ++m_shown)
        showFile(files[m_shown]);
    if (m_shown < files.size())
        showProgress();
}

void DownloadReport::end()
{
    if (m_console.errIsTerminal)
        m_console.err << clearLine << std::flush;
}

void DownloadReport::showFile(const DownloadProgress::File& file)
{
    end();
    if (m_json)
        writeLine(m_console.out,
                  {{"file", file.name.toStdString()},
                   {"bytes", file.received},
                   {"md5", m_downloader.plan().files[m_shown].md5.toStdString()},
                   {"was_there", file.wasThere}});
    else
        m_console.out << left(file.name.toStdString(), 28) << right(sizeText(file.received).toStdString(), 10)
                      << (file.wasThere ? "  was there, its sum is right" : "  fetched, its sum is right") << std::endl;
}

void DownloadReport::showProgress()
{
    const DownloadProgress& progress = m_downloader.progress();
    const auto now = Clock::now();
    if (!m_console.errIsTerminal && now - m_lastProgress < progressInterval)
        return;
    m_lastProgress = now;
    std::string text = progressText(progress).toStdString();
    if (m_console.errIsTerminal) {
        const double share = progress.total() > 0 ? double(progress.received()) / double(progress.total()) : 0;
        m_console.err << clearLine << progressBar(share) << ' ' << text << std::flush;
    } else {
        m_console.err << progress.files[m_shown].name.toStdString() << ", of all " << text << std::endl;
    }
}

void DownloadReport::showEnd()
{
    const std::string folder = m_downloader.plan().folder.toStdString();
    const double seconds = std::chrono::duration<double>(Clock::now() - m_begin).count();
    if (m_json)
        writeLine(m_console.out,
                  {{"folder", folder}, {"bytes", m_downloader.progress().received()}, {"seconds", seconds}});
    else
        m_console.out << "all of it is in " << folder << std::endl;
}

} // namespace cli
