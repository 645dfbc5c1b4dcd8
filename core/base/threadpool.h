#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace explorer
{

/// A fixed number of threads over one bounded queue. Any thread may post. Tasks must not throw. The thread
/// that became idle last is woken first: what it used is still in its caches. The destructor finishes the
/// queued tasks and joins.
class ThreadPool
{
public:
    /// `name` (at most 12 characters) is shown by debuggers and in /proc.
    ThreadPool(std::string name, int threads, std::size_t queueLimit);
    ~ThreadPool();
    ThreadPool(const ThreadPool &) = delete;
    ThreadPool &operator=(const ThreadPool &) = delete;

    /// False, and the task not taken, where the queue is full or the pool is stopping.
    [[nodiscard]] bool tryPost(std::function<void()> task);
    [[nodiscard]] std::size_t queued() const;
    [[nodiscard]] std::size_t threads() const { return m_threads.size(); }

private:
    struct Idle {
        std::condition_variable wake;
        bool isCalled = false;
    };
    void run(const std::string &name);

    mutable std::mutex m_mutex;
    std::vector<Idle *> m_idle;
    std::deque<std::function<void()>> m_tasks;
    std::size_t m_queueLimit;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

/// Names the calling thread (at most 15 characters).
void nameThread(const std::string &name);

} // namespace explorer
