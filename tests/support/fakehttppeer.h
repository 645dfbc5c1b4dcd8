#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace explorer::test
{

/// A server of one thread for tests of the client: answers what its script says, can be silent, or drop the
/// connection. Port 0 on the loopback; each connection carries one request.
class FakeHttpPeer : public QObject
{
public:
    struct Request {
        QByteArray method;
        QByteArray target;
        QHash<QByteArray, QByteArray> headers;
        QByteArray body;
    };
    struct Answer {
        enum class Kind { Send, Silence, Drop } kind = Kind::Send;
        int status = 200;
        QByteArray body;
        QByteArray headers;
    };
    using Script = std::function<Answer(const Request &)>;

    explicit FakeHttpPeer(Script script) : m_script(std::move(script))
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] { accept(); });
    }

    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()));
    }
    [[nodiscard]] const QList<Request> &requests() const { return m_requests; }
    /// Sockets that the client closed while the answer was still owed.
    [[nodiscard]] int abandoned() const { return m_abandoned; }
    [[nodiscard]] qsizetype count(const QByteArray &target) const
    {
        return std::count_if(m_requests.begin(), m_requests.end(),
                             [&](const Request &request) { return request.target == target; });
    }

private:
    void accept()
    {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                m_abandoned += m_silent.removeAll(socket) > 0 ? 1 : 0;
                socket->deleteLater();
            });
        }
    }

    void read(QTcpSocket *socket)
    {
        QByteArray &buffer = m_buffers[socket];
        buffer += socket->readAll();
        const auto head = buffer.indexOf("\r\n\r\n");
        if (head < 0)
            return;
        Request request;
        const QList<QByteArray> lines = buffer.left(head).split('\n');
        const QList<QByteArray> first = lines.first().trimmed().split(' ');
        request.method = first.value(0);
        request.target = first.value(1);
        for (const QByteArray &line : lines.mid(1)) {
            const auto colon = line.indexOf(':');
            request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
        }
        const auto length = request.headers.value("content-length").toLongLong();
        if (buffer.size() < head + 4 + length)
            return;
        request.body = buffer.mid(head + 4, length);
        m_buffers.remove(socket);
        m_requests.append(request);
        answer(socket, m_script(request));
    }

    void answer(QTcpSocket *socket, const Answer &answer)
    {
        if (answer.kind == Answer::Kind::Silence) {
            m_silent.append(socket);
            return;
        }
        if (answer.kind == Answer::Kind::Send) {
            socket->write("HTTP/1.1 " + QByteArray::number(answer.status) +
                          " Scripted\r\nConnection: close\r\n" + answer.headers + "Content-Length: " +
                          QByteArray::number(answer.body.size()) + "\r\n\r\n" + answer.body);
            socket->flush();
        }
        socket->disconnectFromHost();
    }

    Script m_script;
    QHash<QTcpSocket *, QByteArray> m_buffers;
    QList<QTcpSocket *> m_silent;
    QList<Request> m_requests;
    int m_abandoned = 0;
    // Last, so that it goes first: sockets that close in its destructor still use the lists.
    QTcpServer m_server;
};

} // namespace explorer::test
