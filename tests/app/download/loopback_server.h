#pragma once

#include <QHostAddress>
#include <QMap>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <functional>
#include <optional>

/// A web server on this machine that answers as a test tells it to, be it badly.
class LoopbackServer : public QTcpServer
{
public:
    struct Request
    {
        QByteArray path; ///< "/mnist/a.gz"
        std::optional<qsizetype> from; ///< of "Range: bytes=FROM-"
        QByteArray ifRange;
    };

    struct Answer
    {
        QByteArray status = "200 OK";
        QList<QByteArray> headers = {}; ///< "ETag: \"1\""
        QByteArray body = {};
        std::optional<qint64> declared = {}; ///< Content-Length; nothing: the body's true one
        std::optional<qsizetype> cutAfter = {}; ///< bytes of the body; then the connection is closed
        std::optional<qsizetype> haltAfter = {}; ///< bytes of the body; then nothing more comes
        qsizetype piece = 0; ///< sends so much at a time, the next when the window had its turn; 0: all at once
        bool hangs = false; ///< takes the connection and says nothing
    };

    using Answering = std::function<Answer(const Request&)>;

    LoopbackServer()
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("there is no port to listen on");
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = nextPendingConnection())
                serve(socket);
        });
    }

    QString address() const { return QStringLiteral("http://127.0.0.1:%1/").arg(serverPort()); }
    void answer(const Answering& answering) { m_answering = answering; }
    const QList<Request>& requests() const { return m_requests; }

    /// As a good server does: the rest when it is asked for, and of the same version.
    static Answer file(const Request& request, const QByteArray& body, const QByteArray& tag = {})
    {
        Answer answer{.body = body};
        if (!tag.isEmpty())
            answer.headers << "ETag: " + tag;
        if (!request.from || (!request.ifRange.isEmpty() && request.ifRange != tag))
            return answer;
        if (*request.from >= body.size())
            return {.status = "416 Range Not Satisfiable"};
        answer.status = "206 Partial Content";
        answer.headers << "Content-Range: bytes " + QByteArray::number(*request.from) + '-' + QByteArray::number(body.size() - 1)
                + '/' + QByteArray::number(body.size());
        answer.body = body.mid(*request.from);
        return answer;
    }

private:
    void serve(QTcpSocket* socket)
    {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, socket, [this, socket, text = QByteArray()]() mutable {
            text += socket->readAll();
            if (!text.contains("\r\n\r\n"))
                return;
            const Request request = parsed(std::exchange(text, {}));
            m_requests << request;
            send(socket, m_answering(request));
        });
    }

    static Request parsed(const QByteArray& text)
    {
        const QList<QByteArray> lines = text.split('\n');
        Request request{.path = lines[0].split(' ').value(1), .from = {}, .ifRange = {}};
        for (const QByteArray& line : lines) {
            const QByteArray value = line.mid(line.indexOf(':') + 1).trimmed();
            if (line.toLower().startsWith("range:"))
                request.from = value.mid(6).chopped(1).toLongLong(); // "bytes=7-"
            else if (line.toLower().startsWith("if-range:"))
                request.ifRange = value;
        }
        return request;
    }

    static void send(QTcpSocket* socket, const Answer& answer)
    {
        if (answer.hangs)
            return;
        QByteArray head = "HTTP/1.1 " + answer.status + "\r\nConnection: close\r\nContent-Length: "
            + QByteArray::number(answer.declared.value_or(answer.body.size())) + "\r\n";
        for (const QByteArray& header : answer.headers)
            head += header + "\r\n";
        socket->write(head + "\r\n");
        const QByteArray body = answer.body.left(answer.cutAfter.value_or(answer.haltAfter.value_or(answer.body.size())));
        sendOn(socket, body, answer.piece > 0 ? answer.piece : std::max<qsizetype>(1, body.size()), answer.haltAfter.has_value());
    }

    static void sendOn(QTcpSocket* socket, const QByteArray& body, qsizetype piece, bool halts)
    {
        socket->write(body.left(piece));
        socket->flush();
        const QByteArray left = body.mid(piece);
        if (!left.isEmpty())
            QTimer::singleShot(0, socket, [=] { sendOn(socket, left, piece, halts); });
        else if (!halts)
            socket->disconnectFromHost(); // when all is written
    }

    Answering m_answering = [](const Request&) { return Answer{.status = "404 Not Found", .body = "no such file"}; };
    QList<Request> m_requests;
};
