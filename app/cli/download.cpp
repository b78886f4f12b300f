#include "app/cli/commands.h"
#include "app/cli/download_report.h"
#include "app/cli/interruption.h"

#include "app/session/data_location.h"
#include "app/download/downloader.h"
#include "app/download/mirrors.h"

#include "engine/errors.h"

#include <QDir>
#include <QEventLoop>
#include <QNetworkProxyFactory>
#include <QSettings>
#include <QTimer>

#include <filesystem>
#include <cmath>
#include <memory>
#include <ostream>

namespace cli {
namespace {

struct DownloadOptions
{
    std::vector<std::string> mirrors;
    std::optional<std::string> folder;
    double stall = 30;
    bool json = false;
};

QStringList mirrorsOf(const DownloadOptions& options)
{
    QStringList mirrors;
    try {
        for (const std::string& mirror : options.mirrors)
            mirrors << mirrorsIn(QString::fromStdString(mirror));
    } catch (const engine::SettingError& error) {
        throw UsageError(std::string("--mirror: ") + error.what());
    }
    // The window's own settings.
    return mirrors.isEmpty() ? mirrorsInUse(QSettings(QStringLiteral("digitscope"), QStringLiteral("digitscope"))) : mirrors;
}

QString folderOf(const DownloadOptions& options)
{
    const std::filesystem::path folder = options.folder ? std::filesystem::path(*options.folder) : userDataFolder();
    return QDir::cleanPath(QString::fromStdString(std::filesystem::absolute(folder).string()));
}

int download(const DownloadOptions& options, const Console& console)
{
    QNetworkProxyFactory::setUseSystemConfiguration(true);
    Downloader downloader;
    downloader.setStall(std::chrono::milliseconds(std::llround(1000 * options.stall)));
    DownloadReport report(downloader, options.json, console);
    QEventLoop loop;
    std::string problem;
    QObject::connect(&downloader, &Downloader::progressed, &loop, [&] { report.show(); });
    QObject::connect(&downloader, &Downloader::finished, &loop, &QEventLoop::quit);
    QObject::connect(&downloader, &Downloader::stopped, &loop, &QEventLoop::quit);
    QObject::connect(&downloader, &Downloader::failed, &loop, [&](const QString& sentence) {
        problem = sentence.toStdString();
        loop.quit();
    });

    const Interruption interruption;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (interruption.signal() != 0)
            downloader.stop();
    });
    poll.start(std::chrono::milliseconds(50));
    downloader.start({mnistFiles(), mirrorsOf(options), folderOf(options)});
    loop.exec();

    report.end();
    if (!problem.empty())
        throw engine::FileError(engine::Message::verbatim(problem));
    if (interruption.signal() != 0) {
        console.err << "stopped; what has come is kept, the same command goes on from there" << std::endl;
        return 128 + interruption.signal();
    }
    report.showEnd();
    return 0;
}

} // namespace

void addDownload(Commands& commands)
{
    Command command = commands.line.subcommand("download", "Fetch MNIST, 11.6 MB, and check its sums");
    command.footer("Ctrl-C keeps what has come; the next call goes on from there. Files that are there already and whole are\n"
                    "not fetched again.");
    const auto options = std::make_shared<DownloadOptions>();
    command
        .option("--mirror", &options->mirrors,
                     "Address of a folder with the four files, such as https://example.org/mnist/; several are asked in turn. "
                     "Else $DIGITSCOPE_MIRROR, the setting of the window, the public ones")
        .valueName("URL")
        .takeAll();
    command.option("--to", &options->folder, "Where they go, else the user's data folder, where they are found unasked")
        .valueName("FOLDER");
    command.option("--stall", &options->stall, "Seconds that a server may send nothing, 30 when not given")
        .valueName("S")
        .between(0.1, 3600.0);
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return download(*options, console); });
}

} // namespace cli
