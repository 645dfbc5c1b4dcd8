#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <memory>

namespace explorer::test
{

/// Answers each request of an ApiClient by one function, on the test's own thread. Requests are kept for
/// looking at.
class CannedServer : public QTcpServer
{
public:
    struct Request {
        QByteArray method;
        QByteArray path;
        QByteArray body;
        QByteArray head = {};
        [[nodiscard]] QByteArray header(const QByteArray &lowerCaseName) const
        {
            for (const QByteArray &line : head.split('\n')) {
                if (line.toLower().startsWith(lowerCaseName + ':'))
                    return line.mid(lowerCaseName.size() + 1).trimmed();
            }
            return {};
        }
    };
    struct Reply {
        int status = 200;
        QByteArray body;
        /// The answer never comes.
        bool isSilent = false;
        /// Further ones, each ended by a line end.
        QByteArray headers{};
        /// Instead of all that: goes over the wire as it stands, and the connection ends with it.
        QByteArray raw = {};
    };
    std::function<Reply(const Request &)> answer;
    QList<Request> requests;

    CannedServer()
    {
        listen(QHostAddress::LocalHost, 0);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                auto buffer = std::make_shared<QByteArray>();
                connect(socket, &QTcpSocket::readyRead, this, [this, socket, buffer] {
                    *buffer += socket->readAll();
                    while (takeRequest(*buffer, *socket)) {
                    }
                });
            }
        });
    }

    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }
    [[nodiscard]] QList<Request> requestsTo(const QByteArray &part) const
    {
        QList<Request> found;
        for (const Request &request : requests) {
            if (request.path.contains(part))
                found.append(request);
        }
        return found;
    }

private:
    bool takeRequest(QByteArray &buffer, QTcpSocket &socket)
    {
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        qsizetype length = 0;
        for (const QByteArray &line : buffer.left(end).split('\n')) {
            if (line.toLower().startsWith("content-length:"))
                length = line.mid(15).trimmed().toLongLong();
        }
        if (buffer.size() < end + 4 + length)
            return false;
        const QList<QByteArray> parts = buffer.left(buffer.indexOf("\r\n")).split(' ');
        const Request request{parts.value(0), parts.value(1), buffer.mid(end + 4, length), buffer.left(end)};
        buffer.remove(0, end + 4 + length);
        requests.append(request);
        const Reply reply = answer(request);
        if (reply.isSilent)
            return true;
        if (!reply.raw.isEmpty()) {
            socket.write(reply.raw);
            socket.disconnectFromHost();
            return true;
        }
        const QByteArray type = reply.status >= 400 ? "application/problem+json" : "application/json";
        socket.write("HTTP/1.1 " + QByteArray::number(reply.status) + " Answer\r\nContent-Type: " + type +
                     "\r\n" + reply.headers + "Content-Length: " + QByteArray::number(reply.body.size()) +
                     "\r\n\r\n" + reply.body);
        return true;
    }
};

} // namespace explorer::test
