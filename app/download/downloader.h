#pragma once

#include "app/download/download_plan.h"
#include "app/download/speed_meter.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

class FileDownload;
class QLockFile;
class QNetworkAccessManager;

/// How far a download has come.
struct DownloadProgress
{
    struct File
    {
        QString name;
        qint64 size = 0; ///< 0: not known
        qint64 received = 0;
        bool isDone = false;
        bool wasThere = false;
    };

    std::vector<File> files;
    std::optional<double> bytesPerSecond; ///< nothing: not known yet

    qint64 received() const;
    qint64 total() const; ///< 0: not known
    std::optional<double> secondsLeft() const;
};

/// Fetches the files of a plan one after the other. What has come stays when it is stopped or fails: the next download into
/// the folder goes on from there.
class Downloader : public QObject
{
    Q_OBJECT

public:
    explicit Downloader(QObject* parent = nullptr);
    ~Downloader() override;

    /// How long a server may send nothing.
    void setStall(std::chrono::milliseconds stall) { m_stall = stall; }

    /// Must not be active.
    void start(const DownloadPlan& plan);
    /// Ends with stopped().
    void stop();
    bool isActive() const { return m_isActive; }
    const DownloadProgress& progress() const { return m_progress; }
    const DownloadPlan& plan() const { return m_plan; }

signals:
    /// A few times a second, and when a file is done.
    void progressed();
    /// All files are in the folder, and their sums are right.
    void finished();
    void stopped();
    /// One sentence that says what to do.
    void failed(const QString& sentence);

private:
    void prepareFolder();
    void requireRoom() const;
    void fetchNext();
    void onFileDone(bool wasThere);
    void tick();
    void end();

    QNetworkAccessManager* m_network = nullptr; ///< made when first needed: it loads plugins
    DownloadPlan m_plan;
    DownloadProgress m_progress;
    std::chrono::milliseconds m_stall{30'000};
    std::unique_ptr<QLockFile> m_lock; ///< one download a folder
    FileDownload* m_current = nullptr;
    std::size_t m_index = 0;
    bool m_isActive = false;
    QTimer m_ticks;
    QElapsedTimer m_clock;
    SpeedMeter m_speed;
};
