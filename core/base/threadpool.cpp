#include "core/base/threadpool.h"

#include <pthread.h>

namespace explorer
{

ThreadPool::ThreadPool(std::string name, int threads, std::size_t queueLimit) : m_queueLimit(queueLimit)
{
    m_threads.reserve(static_cast<std::size_t>(threads));
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this, label = name + "-" + std::to_string(i)] { run(label); });
}

ThreadPool::~ThreadPool()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        for (Idle *idle : m_idle) {
            idle->isCalled = true;
            idle->wake.notify_one();
        }
        m_idle.clear();
    }
    for (std::thread &thread : m_threads)
        thread.join();
}

bool ThreadPool::tryPost(std::function<void()> task)
{
    const std::lock_guard lock(m_mutex);
    if (m_stopping || m_tasks.size() >= m_queueLimit)
        return false;
    m_tasks.push_back(std::move(task));
    if (m_idle.empty())
        return true;
    Idle *const last = m_idle.back();
    m_idle.pop_back();
    last->isCalled = true;
    last->wake.notify_one();
    return true;
}

std::size_t ThreadPool::queued() const
{
    const std::lock_guard lock(m_mutex);
    return m_tasks.size();
}

void ThreadPool::run(const std::string &name)
{
    nameThread(name);
    Idle self;
    for (;;) {
        std::function<void()> task;
        {
            std::unique_lock lock(m_mutex);
            while (m_tasks.empty()) {
                if (m_stopping)
                    return;
                self.isCalled = false;
                m_idle.push_back(&self);
                self.wake.wait(lock, [&self] { return self.isCalled; });
            }
            task = std::move(m_tasks.front());
            m_tasks.pop_front();
        }
        task();
    }
}

void nameThread(const std::string &name) { pthread_setname_np(pthread_self(), name.substr(0, 15).c_str()); }

} // namespace explorer
