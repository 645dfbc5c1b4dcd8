#include "server/http/networkworker_p.h"

#include <QEvent>
#include <QSslSocket>

#include <unistd.h>

namespace explorer::http
{
namespace
{

int tickMillis(const HttpSettings &settings)
{
    const int least =
        std::min({settings.headerDeadlineMillis, settings.bodyDeadlineMillis, settings.idleMillis});
    return std::clamp(least / 4, 10, 250);
}

} // namespace

NetworkWorker::NetworkWorker(std::shared_ptr<ServerCore> core)
    : m_core(std::move(core)), m_mailbox(std::make_shared<Mailbox>(*this))
{
    m_timer.setInterval(tickMillis(m_core->settings));
    connect(&m_timer, &QTimer::timeout, this, &NetworkWorker::checkDeadlines);
}

NetworkWorker::~NetworkWorker()
{
    m_mailbox->close();
    abortAll();
}

void NetworkWorker::adopt(qintptr descriptor, std::string address)
{
    std::unique_ptr<QTcpSocket> socket;
    if (m_core->tls)
        socket = std::make_unique<QSslSocket>();
    else
        socket = std::make_unique<QTcpSocket>();
    if (!socket->setSocketDescriptor(descriptor)) {
        ::close(static_cast<int>(descriptor));
        m_core->ledger.leave(address);
        return;
    }
    auto *connection = new Connection(*this, m_nextId++, std::move(socket), std::move(address));
    m_connections.emplace(connection->id(), connection);
    if (!m_timer.isActive())
        m_timer.start();
    if (m_core->metrics)
        m_core->metrics->recordConnections(m_core->ledger.open());
    connection->begin();
    if (m_core->draining)
        connection->drain();
}

bool NetworkWorker::runOnPool(std::uint64_t connection, const std::shared_ptr<Exchange> &exchange)
{
    ++m_core->activeRequests;
    const bool taken = m_core->pool->tryPost([core = m_core, mailbox = m_mailbox, connection, exchange] {
        Completion completion{connection, exchange, {}};
        if (!exchange->request.cancel.isCancelled()) {
            completion.response = core->run(*exchange);
            // Here, and not when it is sent: many may wait for the network thread.
            exchange->chargeAnswer(completion.response);
        }
        --core->activeRequests;
        mailbox->post(std::move(completion));
    });
    if (!taken)
        --m_core->activeRequests;
    return taken;
}

bool NetworkWorker::runOnPool(std::uint64_t connection, const std::shared_ptr<AnswerStream> &stream)
{
    ++m_core->activeRequests;
    const bool taken = m_core->pool->tryPost([this, core = m_core, mailbox = m_mailbox, connection, stream] {
        Result<std::string> piece = core->nextPiece(*stream);
        --core->activeRequests;
        // The worker is only touched where the mailbox still has it.
        mailbox->post([this, connection, stream, piece = std::move(piece)] {
            deliverPiece(connection, stream, piece);
        });
    });
    if (!taken)
        --m_core->activeRequests;
    return taken;
}

void NetworkWorker::deliverPiece(std::uint64_t connection, const std::shared_ptr<AnswerStream> &stream,
                                 Result<std::string> piece)
{
    const auto found = m_connections.find(connection);
    if (found != m_connections.end())
        found->second->deliver(stream, std::move(piece));
}

bool NetworkWorker::event(QEvent *event)
{
    if (event->type() != Mailbox::eventType())
        return QObject::event(event);
    Mailbox::Contents contents = m_mailbox->take();
    for (const std::function<void()> &call : contents.calls)
        call();
    for (Completion &completion : contents.completions) {
        const auto found = m_connections.find(completion.connection);
        if (found != m_connections.end())
            found->second->deliver(completion.exchange, std::move(completion.response));
    }
    return true;
}

std::vector<Connection *> NetworkWorker::connections() const
{
    std::vector<Connection *> all;
    all.reserve(m_connections.size());
    for (const auto &[id, connection] : m_connections)
        all.push_back(connection);
    return all;
}

void NetworkWorker::checkDeadlines()
{
    const auto now = std::chrono::steady_clock::now();
    for (Connection *connection : connections())
        connection->checkDeadlines(now);
}

void NetworkWorker::drain()
{
    for (Connection *connection : connections())
        connection->drain();
}

void NetworkWorker::abortAll()
{
    for (Connection *connection : connections())
        connection->abort();
}

void NetworkWorker::retire(Connection &connection)
{
    if (m_connections.erase(connection.id()) == 0)
        return;
    // It may be on the stack right now.
    connection.deleteLater();
    if (m_connections.empty())
        m_timer.stop();
    m_core->ledger.leave(connection.address());
    if (m_core->metrics)
        m_core->metrics->recordConnections(m_core->ledger.open());
}

} // namespace explorer::http
