#include "app/download/file_download.h"

#include "app/download/checked_file.h"
#include "app/download/download_words.h"
#include "app/session/engine_words.h"

#include "engine/errors.h"

#include <QFileInfo>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QTimer>
#include <QUrl>

#include <algorithm>

namespace {

constexpr qint64 piece = 64 * 1024; ///< written at once
constexpr int piecesAtOnce = 8; ///< before others have their turn: a millisecond
constexpr int mostBreaks = 20; ///< of a mirror that gets further each time

constexpr int whole = 200;
constexpr int rest = 206;
constexpr int beyondTheEnd = 416;

int statusOf(const QNetworkReply& reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

/// What a server calls this version of the file. A weak ETag does not promise the same bytes.
QByteArray versionOf(const QNetworkReply& reply)
{
    const QByteArray tag = reply.rawHeader("ETag");
    return !tag.isEmpty() && !tag.startsWith("W/") ? tag : reply.rawHeader("Last-Modified");
}

/// What went wrong, to follow the mirror's name.
QString problemOf(const QNetworkReply& reply, std::chrono::milliseconds stall)
{
    const int status = statusOf(reply);
    if (status >= 400)
        return FileDownload::tr("answers %1 (%2)")
            .arg(status)
            .arg(reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString());
    switch (reply.error()) {
    case QNetworkReply::HostNotFoundError:
        return FileDownload::tr("cannot be found");
    case QNetworkReply::ConnectionRefusedError:
        return FileDownload::tr("refuses the connection");
    case QNetworkReply::OperationCanceledError: // by the request's own time limit
    case QNetworkReply::TimeoutError:
        return FileDownload::tr("sent nothing for %1 s").arg(double(stall.count()) / 1000);
    case QNetworkReply::RemoteHostClosedError:
        return FileDownload::tr("lost the connection");
    case QNetworkReply::TooManyRedirectsError:
        return FileDownload::tr("redirects in a circle");
    case QNetworkReply::InsecureRedirectError:
        return FileDownload::tr("redirects to an address without encryption");
    case QNetworkReply::SslHandshakeFailedError:
        return FileDownload::tr("has no certificate that can be trusted");
    case QNetworkReply::NoError:
        return FileDownload::tr("sends %1 instead of a file").arg(status);
    default:
        return FileDownload::tr("failed: %1").arg(reply.errorString());
    }
}

} // namespace

FileDownload::FileDownload(QNetworkAccessManager& network, const RemoteFile& file, const QStringList& mirrors,
                           const QString& folder, std::chrono::milliseconds stall, QObject* parent)
    : QObject(parent)
    , m_network(network)
    , m_file(file)
    , m_mirrors(mirrors)
    , m_target(folder + u'/' + file.name)
    , m_stall(stall)
    , m_part(m_target)
{
}

FileDownload::~FileDownload()
{
    stop();
}

void FileDownload::start()
{
    m_jobs.run(m_check, {.queue = Jobs::Queue::Long, .failed = [this](const QString&) { askNextMirror(); }}, // one that cannot be read is replaced
               [file = m_target, md5 = m_file.md5](const std::stop_token&, const engine::Progress&) {
                   return QFileInfo(file).isFile() && md5Of(file) == md5;
               },
               [this](bool isThere) {
                   if (m_isStopped)
                       return;
                   if (!isThere) {
                       askNextMirror();
                       return;
                   }
                   m_part.discard();
                   emit received(QFileInfo(m_target).size());
                   emit finished(true);
               });
}

void FileDownload::stop()
{
    m_isStopped = true;
    dropReply();
    m_part.close();
}

QString FileDownload::address() const
{
    return m_mirrors[m_mirror] + m_file.name;
}

void FileDownload::askNextMirror()
{
    if (m_isStopped)
        return;
    if (++m_mirror >= m_mirrors.size()) {
        fail(tr("%1 could not be fetched: %2; check the connection, try again later or give another address")
                 .arg(m_file.name, m_problems.join(QStringLiteral(", "))));
        return;
    }
    m_isResumed = m_hasBegunAnew = false;
    m_farthest = m_part.size();
    m_breaks = 0;
    request();
}

void FileDownload::request()
{
    m_written = m_part.size();
    if (m_file.size > 0 && m_written > m_file.size) {
        m_part.discard();
        m_written = 0;
    }
    emit received(m_written);
    if (m_file.size > 0 && m_written == m_file.size) {
        m_isResumed = true;
        verify();
        return;
    }
    QNetworkRequest request{QUrl(address())};
    request.setTransferTimeout(int(m_stall.count()));
    request.setRawHeader("Accept-Encoding", "identity"); // the file's own bytes, of which a part can be asked for
    request.setRawHeader("User-Agent", "digitscope");
    request.setMaximumRedirectsAllowed(8);
    if (m_written > 0) {
        m_isResumed = true;
        request.setRawHeader("Range", "bytes=" + QByteArray::number(m_written) + '-');
        if (const QByteArray version = m_part.version(address()); !version.isEmpty())
            request.setRawHeader("If-Range", version);
    }
    m_isAccepted = false;
    m_reply = m_network.get(request);
    connect(m_reply, &QNetworkReply::readyRead, this, &FileDownload::take);
    connect(m_reply, &QNetworkReply::finished, this, &FileDownload::onEnd);
}

bool FileDownload::accept()
{
    const int status = statusOf(*m_reply);
    if (status == rest && m_written > 0)
        return acceptRest();
    if (status != whole)
        return false;
    m_part.begin(address(), versionOf(*m_reply)); // also when only the rest was asked for: here comes all of it
    m_written = 0;
    m_isResumed = false;
    return true;
}

bool FileDownload::acceptRest()
{
    static const QRegularExpression form(QStringLiteral("^bytes (\\d+)-\\d+/(\\d+|\\*)$"));
    const auto match = form.match(QString::fromLatin1(m_reply->rawHeader("Content-Range")));
    return match.hasMatch() && match.captured(1).toLongLong() == m_written;
}

void FileDownload::take()
{
    try {
        if (!m_isAccepted && !(m_isAccepted = accept())) {
            onRefused(); // at once: what else comes is the text of an error page, of any length
            return;
        }
        for (int i = 0; i < piecesAtOnce && m_reply->bytesAvailable() > 0; ++i) {
            const QByteArray bytes = m_reply->read(piece);
            if (m_file.size > 0 && m_written + bytes.size() > m_file.size) {
                m_part.discard();
                giveUpMirror(tr("sends more than the %1 bytes of the file").arg(m_file.size));
                return;
            }
            m_part.append(bytes);
            m_written += bytes.size();
            emit received(m_written);
        }
        if (m_file.size > 0 && m_written == m_file.size) {
            dropReply(); // all of it, whatever the server said of its length
            verify();
        } else if (m_reply->bytesAvailable() > 0) {
            QTimer::singleShot(0, m_reply, [this, reply = m_reply.data()] {
                if (reply == m_reply)
                    reply->isFinished() ? onEnd() : take();
            });
        }
    } catch (const engine::Error& error) {
        fail(sentenceOf(error)); // no other mirror mends this
    }
}

void FileDownload::onEnd()
{
    const QNetworkReply* reply = m_reply;
    take();
    if (m_reply != reply || m_reply->bytesAvailable() > 0) // dealt with, or there is more to take
        return;
    if (m_file.size > 0 || m_reply->error() != QNetworkReply::NoError) {
        onBroken();
        return;
    }
    dropReply();
    verify();
}

void FileDownload::onRefused()
{
    const int status = statusOf(*m_reply);
    if (m_written == 0 || (status != beyondTheEnd && status != rest) || m_hasBegunAnew) {
        giveUpMirror(problemOf(*m_reply, m_stall));
        return;
    }
    m_hasBegunAnew = true; // the server's file is another one than that of the part, or it counts otherwise
    dropReply();
    m_part.discard();
    request();
}

void FileDownload::onBroken()
{
    const bool isFurther = m_written > m_farthest;
    m_farthest = std::max(m_farthest, m_written);
    if (isFurther && ++m_breaks <= mostBreaks) {
        dropReply();
        request();
        return;
    }
    const QString why = m_reply->error() == QNetworkReply::NoError ? tr("ended the transfer") : problemOf(*m_reply, m_stall);
    giveUpMirror(tr("%1 after %2").arg(why, sizeText(m_written)));
}

void FileDownload::verify()
{
    m_part.close();
    const auto failed = [this](const QString& sentence) {
        if (!m_isStopped)
            fail(sentence);
    };
    m_jobs.finish(
        this, {.failed = failed},
        [part = m_part.path(), file = m_target, md5 = m_file.md5] {
            const bool isRight = md5Of(part) == md5;
            if (isRight)
                moveInto(part, file);
            return isRight;
        },
        [this](bool isRight) {
            if (isRight)
                m_part.discard(); // what is noted beside it
            if (m_isStopped)
                return;
            if (isRight)
                emit finished(false);
            else
                onWrongSum();
        });
}

void FileDownload::onWrongSum()
{
    m_part.discard();
    if (m_isResumed && !m_hasBegunAnew) { // the parts may be of two versions
        m_hasBegunAnew = true;
        m_isResumed = false;
        request();
    } else {
        giveUpMirror(tr("has another file of that name (its MD5 sum is not %1)").arg(QString::fromLatin1(m_file.md5)));
    }
}

void FileDownload::giveUpMirror(const QString& why)
{
    dropReply();
    m_part.close();
    m_problems << QStringLiteral("%1 %2").arg(QUrl(m_mirrors[m_mirror]).authority(), why);
    askNextMirror();
}

void FileDownload::fail(const QString& sentence)
{
    dropReply();
    m_part.close();
    emit failed(sentence);
}

void FileDownload::dropReply()
{
    if (!m_reply)
        return;
    QNetworkReply* reply = m_reply;
    m_reply.clear();
    reply->disconnect(this);
    reply->deleteLater(); // ends the connection
}
