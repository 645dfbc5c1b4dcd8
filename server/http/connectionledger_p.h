#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>

namespace explorer::http
{

/// Counts the open connections, all and by address. Any thread.
class ConnectionLedger
{
public:
    enum class Entry : std::uint8_t { Taken, Full, AddressFull };

    ConnectionLedger(int limit, int perAddress) : m_limit(limit), m_perAddress(perAddress) {}
    Entry enter(const std::string &address);
    void leave(const std::string &address);
    [[nodiscard]] int open() const;
    /// False where some are still open at `until`.
    bool waitUntilEmpty(std::chrono::steady_clock::time_point until);

private:
    int m_limit;
    int m_perAddress;
    mutable std::mutex m_mutex;
    std::condition_variable m_emptied;
    int m_open = 0;
    std::map<std::string, int> m_byAddress;
};

} // namespace explorer::http
