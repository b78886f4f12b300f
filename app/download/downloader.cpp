#include "app/download/downloader.h"

#include "app/download/download_words.h"
#include "app/download/file_download.h"
#include "app/session/engine_words.h"

#include "engine/errors.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QNetworkAccessManager>
#include <QStorageInfo>

#include <algorithm>
#include <numeric>

using namespace std::chrono_literals;

namespace {

constexpr auto tickInterval = 100ms;

qint64 bytesThere(const QString& file)
{
    return std::max(QFileInfo(file).size(), QFileInfo(file + QStringLiteral(".part")).size());
}

[[noreturn]] void refuse(const QString& sentence)
{
    throw engine::FileError(engine::Message::verbatim(sentence.toStdString())); // it is translated already
}

} // namespace

qint64 DownloadProgress::received() const
{
    return std::accumulate(files.begin(), files.end(), qint64{0},
                           [](qint64 sum, const File& file) { return sum + file.received; });
}

qint64 DownloadProgress::total() const
{
    if (std::ranges::any_of(files, [](const File& file) { return file.size == 0; }))
        return 0;
    return std::accumulate(files.begin(), files.end(), qint64{0},
                           [](qint64 sum, const File& file) { return sum + file.size; });
}

std::optional<double> DownloadProgress::secondsLeft() const
{
    if (total() == 0 || !bytesPerSecond || *bytesPerSecond < 1)
        return {};
    return double(total() - received()) / *bytesPerSecond;
}

Downloader::Downloader(QObject* parent)
    : QObject(parent)
{
    m_ticks.setInterval(tickInterval);
    connect(&m_ticks, &QTimer::timeout, this, &Downloader::tick);
}

Downloader::~Downloader() = default;

void Downloader::start(const DownloadPlan& plan)
{
    Q_ASSERT(!m_isActive && !plan.files.empty());
    if (!m_network)
        m_network = new QNetworkAccessManager(this);
    m_plan = plan;
    m_progress = {};
    for (const RemoteFile& file : plan.files)
        m_progress.files.push_back({.name = file.name, .size = file.size});
    m_index = 0;
    m_isActive = true;
    m_speed.clear();
    m_clock.start();
    try {
        prepareFolder();
        requireRoom();
    } catch (const engine::Error& error) {
        // Whoever called start() is to see it as he sees every other failure.
        QTimer::singleShot(0, this, [this, sentence = sentenceOf(error)] {
            if (!m_isActive)
                return;
            end();
            emit failed(sentence);
        });
        return;
    }
    m_ticks.start();
    fetchNext();
}

void Downloader::stop()
{
    if (!m_isActive)
        return;
    end();
    emit stopped();
}

void Downloader::prepareFolder()
{
    const QString& folder = m_plan.folder;
    if (!QDir().mkpath(folder))
        refuse(tr("the folder %1 cannot be made; choose another one").arg(folder));
    m_lock = std::make_unique<QLockFile>(folder + QStringLiteral("/.download.lock"));
    m_lock->setStaleLockTime(0); // a slow one is not a dead one
    if (m_lock->tryLock(0))
        return;
    const bool isTaken = m_lock->error() == QLockFile::LockFailedError;
    m_lock.reset();
    refuse(isTaken ? tr("another download into %1 is under way; wait for it, or choose another folder").arg(folder)
                   : tr("the folder %1 may not be written to; choose another one").arg(folder));
}

void Downloader::requireRoom() const
{
    qint64 needed = 0;
    for (const RemoteFile& file : m_plan.files)
        needed += std::max<qint64>(0, file.size - bytesThere(m_plan.folder + u'/' + file.name));
    const QStorageInfo storage(m_plan.folder);
    if (storage.isValid() && storage.bytesAvailable() < needed)
        refuse(tr("%1 has room for %2, but %3 are needed; make room or choose another folder")
                   .arg(m_plan.folder, sizeText(storage.bytesAvailable()), sizeText(needed)));
}

void Downloader::fetchNext()
{
    if (m_index == m_plan.files.size()) {
        end();
        emit finished();
        return;
    }
    m_current = new FileDownload(*m_network, m_plan.files[m_index], m_plan.mirrors, m_plan.folder, m_stall, this);
    connect(m_current, &FileDownload::received, this, [this](qint64 bytes) { m_progress.files[m_index].received = bytes; });
    connect(m_current, &FileDownload::finished, this, &Downloader::onFileDone);
    connect(m_current, &FileDownload::failed, this, [this](const QString& sentence) {
        end();
        emit failed(sentence);
    });
    m_current->start();
}

void Downloader::onFileDone(bool wasThere)
{
    DownloadProgress::File& file = m_progress.files[m_index];
    file.isDone = true;
    file.wasThere = wasThere;
    if (wasThere)
        m_speed.clear(); // its bytes have not come just now
    m_current->deleteLater();
    m_current = nullptr;
    ++m_index;
    tick();
    fetchNext();
}

void Downloader::tick()
{
    m_speed.note(SpeedMeter::Time(m_clock.elapsed()), m_progress.received());
    m_progress.bytesPerSecond = m_speed.perSecond();
    emit progressed();
}

void Downloader::end()
{
    m_ticks.stop();
    m_isActive = false;
    if (m_current) {
        m_current->stop();
        m_current->deleteLater();
        m_current = nullptr;
    }
    m_lock.reset();
}
