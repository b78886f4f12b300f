#pragma once

#include "app/download/download_plan.h"
#include "app/download/part_file.h"
#include "app/session/jobs.h"

#include <QObject>
#include <QPointer>

#include <chrono>

class QNetworkAccessManager;
class QNetworkReply;

/// Fetches one file: from the mirrors in turn, going on where an earlier try ended, until its sum is right. Files are read
/// and synced on another thread; what comes is written in small pieces.
class FileDownload : public QObject
{
    Q_OBJECT

public:
    /// network: borrowed. stall: how long a server may send nothing.
    FileDownload(QNetworkAccessManager& network, const RemoteFile& file, const QStringList& mirrors, const QString& folder,
                 std::chrono::milliseconds stall, QObject* parent);
    ~FileDownload() override;

    void start();
    /// Keeps what has come; no signal follows.
    void stop();

signals:
    /// So many bytes are there; fewer than before when the file had to be begun anew.
    void received(qint64 bytes);
    /// wasThere: nothing had to be fetched.
    void finished(bool wasThere);
    /// One sentence that says what to do.
    void failed(const QString& sentence);

private:
    void askNextMirror();
    void request();
    /// Whether what the server sends is the file, or the rest that was asked for.
    bool accept();
    bool acceptRest();
    void take();
    void onEnd();
    void onRefused();
    void onBroken();
    void verify();
    void onWrongSum();
    /// The mirror is of no use; why follows its name.
    void giveUpMirror(const QString& why);
    void fail(const QString& sentence);
    void dropReply();
    QString address() const;

    QNetworkAccessManager& m_network;
    RemoteFile m_file;
    QStringList m_mirrors;
    QString m_target; ///< the whole file
    std::chrono::milliseconds m_stall;
    PartFile m_part;
    QPointer<QNetworkReply> m_reply; ///< null while nothing is on its way
    qsizetype m_mirror = -1; ///< which is asked
    bool m_isAccepted = false;
    bool m_isResumed = false; ///< the part has bytes that this mirror has not sent in this run
    bool m_hasBegunAnew = false; ///< with this mirror, as the bytes did not fit together
    qint64 m_written = 0; ///< size of the part
    qint64 m_farthest = 0; ///< this mirror has come
    int m_breaks = 0; ///< of this mirror
    QStringList m_problems; ///< a mirror each
    bool m_isStopped = false;
    Jobs m_jobs;
    Jobs::Slot m_check;
};
