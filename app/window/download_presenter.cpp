#include "app/window/download_presenter.h"

#include "app/session/data_location.h"
#include "app/download/download_words.h"
#include "app/download/mirrors.h"
#include "app/session/data_library.h"
#include "app/session/engine_words.h"
#include "app/session/notices.h"
#include "app/session/preferences.h"
#include "app/window/data_menu.h"
#include "engine/errors.h"
#include "ui/panels/address_dialog.h"
#include "ui/panels/download_card.h"

#include <QNetworkProxyFactory>
#include <QSettings>

namespace {

const QString dataSubject = QStringLiteral("madeData"); // of a notice: gone as soon as there are other data

QString folder()
{
    return QString::fromStdString(userDataFolder().string());
}

/// "train-images-idx3-ubyte.gz" → "training pictures"
QString wordsFor(const QString& file)
{
    const bool isTest = file.startsWith(QStringLiteral("t10k"));
    if (file.contains(QStringLiteral("images")))
        return isTest ? DownloadPresenter::tr("test pictures") : DownloadPresenter::tr("training pictures");
    return isTest ? DownloadPresenter::tr("test labels") : DownloadPresenter::tr("training labels");
}

QString problemOf(const QString& addresses)
{
    try {
        mirrorsIn(addresses);
        return {};
    } catch (const engine::SettingError& error) {
        return sentenceOf(error);
    }
}

} // namespace

DownloadPresenter::DownloadPresenter(const Parts& parts, QWidget* window)
    : QObject(window)
    , m_parts(parts)
    , m_window(window)
{
    connect(&parts.files, &DataLibrary::opened, this, [this](const QString& description, const QString& reason, bool isSynthetic) {
        m_parts.notices.expire(dataSubject);
        if (isSynthetic && !isActive())
            offer(description, reason);
    });
    parts.preferences.add({.id = QStringLiteral("mirrors"), .title = tr("Download address"), .group = tr("Memory and data"),
                           .help = tr("Where to download MNIST from: the address of a folder on a web server, or "
                                      "several separated by blanks."),
                           .initial = QString(),
                           .kind = Preference::Line{.emptyMeans = publicMirrors().front(), .problemOf = problemOf},
                           .key = QStringLiteral("mirrors")});
    connect(&parts.menu, &DataMenu::downloadRequested, this, &DownloadPresenter::askForAddress);
    connect(&parts.card, &DownloadCard::stopRequested, &m_downloader, &Downloader::stop);
    connect(&parts.card, &DownloadCard::retryRequested, this, &DownloadPresenter::begin);
    connect(&parts.card, &DownloadCard::addressRequested, this, &DownloadPresenter::askForAddress);

    connect(&m_downloader, &Downloader::progressed, this, &DownloadPresenter::showProgress);
    connect(&m_downloader, &Downloader::stopped, this, [this] {
        m_parts.card.showStopped(tr("%1 are downloaded and kept.").arg(sizeText(m_downloader.progress().received())));
    });
    connect(&m_downloader, &Downloader::failed, this, [this](const QString& sentence) { m_parts.card.showProblem(sentence); });
    connect(&m_downloader, &Downloader::finished, this, [this] {
        m_parts.card.hide();
        m_parts.files.open(m_downloader.plan().folder.toStdString(), DataLibrary::Telling::Nothing); // it was asked for
    });
}

void DownloadPresenter::offer(const QString& description, const QString& reason)
{
    m_parts.notices.say({.level = Notice::Level::Warning,
                         .sentence = tr("Training on %1, which the program draws itself: %2. Real digits are better.").arg(description, reason),
                         .action = Notice::Action{tr("Download MNIST"), [this] { begin(); }},
                         .subject = dataSubject});
}

void DownloadPresenter::begin()
{
    if (isActive())
        return;
    try {
        const QStringList mirrors = mirrorsInUse(QSettings());
        QNetworkProxyFactory::setUseSystemConfiguration(true);
        m_parts.notices.expire(dataSubject);
        m_downloader.start({mnistFiles(), mirrors, folder()});
        showProgress();
    } catch (const engine::SettingError& error) {
        m_parts.card.showProblem(sentenceOf(error));
    }
}

void DownloadPresenter::askForAddress()
{
    if (isActive()) {
        showProgress();
        return;
    }
    const QStringList mirrors = publicMirrors();
    auto* dialog = new AddressDialog({.what = tr("MNIST"), .usual = mirrors.front(), .folder = folder()},
                                     chosenMirrors(QSettings()), problemOf, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        QSettings settings;
        chooseMirrors(settings, dialog->address());
        begin();
    });
    dialog->open();
}

void DownloadPresenter::showProgress()
{
    if (!isActive())
        return; // the last file is there: what follows is told by itself
    const DownloadProgress& progress = m_downloader.progress();
    std::vector<FileBar> bars;
    for (const DownloadProgress::File& file : progress.files)
        bars.push_back({.name = wordsFor(file.name),
                        .share = file.isDone ? 1 : file.size > 0 ? double(file.received) / double(file.size) : 0,
                        .isDone = file.isDone});
    m_parts.card.showProgress(tr("Fetching MNIST"), progressText(progress), bars);
}
