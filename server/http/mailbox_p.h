#pragma once

#include "server/http/exchange_p.h"

#include <QObject>

#include <functional>
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

/// Carries answers and calls to a network thread, and drops them once that has ended. Any thread may post;
/// the queue is bounded by the number of connections, for each has one request at a time.
class Mailbox
{
public:
    explicit Mailbox(QObject &receiver) : m_receiver(&receiver) {}
    void post(Completion completion);
    /// Calls arrive in order, and before the answers that wait with them.
    void post(std::function<void()> call);
    struct Contents {
        std::vector<std::function<void()>> calls;
        std::vector<Completion> completions;
    };
    Contents take();
    /// The receiver is about to end.
    void close();
    static int eventType();

private:
    void wakeLocked();

    std::mutex m_mutex;
    QObject *m_receiver;
    Contents m_contents;
};

} // namespace explorer::http
