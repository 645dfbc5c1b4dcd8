#pragma once

#include "server/http/connection_p.h"
#include "server/http/mailbox_p.h"

#include <QTimer>

#include <unordered_map>

namespace explorer::http
{

/// The connections of one network thread. Every call but post() and runOnPool's task is made on that thread.
class NetworkWorker final : public QObject
{
public:
    explicit NetworkWorker(std::shared_ptr<ServerCore> core);
    ~NetworkWorker() override;

    [[nodiscard]] const std::shared_ptr<ServerCore> &core() const { return m_core; }
    /// Any thread: has a function called on the worker's. Dropped where the worker ends before.
    void post(std::function<void()> call) { m_mailbox->post(std::move(call)); }
    /// Takes over an accepted socket that was entered in the ledger under `address`.
    void adopt(qintptr descriptor, std::string address);
    /// False where the pool's queue is full.
    bool runOnPool(std::uint64_t connection, const std::shared_ptr<Exchange> &exchange);
    /// Has the stream's next piece made; false where the pool's queue is full.
    bool runOnPool(std::uint64_t connection, const std::shared_ptr<AnswerStream> &stream);
    void drain();
    void abortAll();
    void retire(Connection &connection);

protected:
    bool event(QEvent *event) override;

private:
    [[nodiscard]] std::vector<Connection *> connections() const;
    void checkDeadlines();
    void deliverPiece(std::uint64_t connection, const std::shared_ptr<AnswerStream> &stream,
                      Result<std::string> piece);

    std::shared_ptr<ServerCore> m_core;
    std::shared_ptr<Mailbox> m_mailbox;
    std::unordered_map<std::uint64_t, Connection *> m_connections;
    std::uint64_t m_nextId = 1;
    /// One timer for all connections: arming one for each request would cost more than looking through a few
    /// hundred.
    QTimer m_timer;
};

} // namespace explorer::http
