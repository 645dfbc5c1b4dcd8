#pragma once

#include "server/http/exchange_p.h"

#include <QObject>

#include <mutex>
#include <vector>

namespace explorer::http
{

/// An answer on its way from the pool back to its connection.
struct Completion {
    std::uint64_t connection = 0;
    std::shared_ptr<Exchange> exchange;
    Response response;
};

/// Carries answers to a network thread, and drops them once that has ended. Any thread may post; the queue is
/// bounded by the number of connections, for each has one request at a time.
class Mailbox
{
public:
    explicit Mailbox(QObject &receiver) : m_receiver(&receiver) {}
    void post(Completion completion);
    std::vector<Completion> take();
    /// The receiver is about to end.
    void close();
    static int eventType();

private:
    std::mutex m_mutex;
    QObject *m_receiver;
    std::vector<Completion> m_completions;
};

} // namespace explorer::http
