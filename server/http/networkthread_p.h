#pragma once

#include "server/http/networkworker_p.h"

#include <QThread>

#include <future>

namespace explorer::http
{

/// A thread with an event loop and one worker, which lives exactly as long as the loop runs.
class NetworkThread final : public QThread
{
public:
    NetworkThread(std::shared_ptr<ServerCore> core, int number);
    ~NetworkThread() override;

    /// Starts the thread and waits for its worker.
    NetworkWorker &begin();
    /// Ends the loop, aborts what is still open, joins.
    void end();
    [[nodiscard]] NetworkWorker &worker() const { return *m_worker; }

protected:
    void run() override;

private:
    std::shared_ptr<ServerCore> m_core;
    int m_number;
    NetworkWorker *m_worker = nullptr;
    std::promise<void> m_ready;
};

/// Runs a function on the worker's thread and waits for it, or until the worker has ended.
template <typename Function>
void runOn(NetworkWorker &worker, const Function &function)
{
    // Shared, because the caller may return while the promise still wakes it.
    auto done = std::make_shared<std::promise<void>>();
    const std::future<void> isDone = done->get_future();
    worker.post([&function, promise = std::move(done)] {
        function();
        promise->set_value();
    });
    isDone.wait();
}

} // namespace explorer::http
