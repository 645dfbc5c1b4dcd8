#include "server/http/connectionledger_p.h"

namespace explorer::http
{

ConnectionLedger::Entry ConnectionLedger::enter(const std::string &address)
{
    const std::lock_guard lock(m_mutex);
    if (m_open >= m_limit)
        return Entry::Full;
    int &count = m_byAddress[address];
    if (count >= m_perAddress)
        return Entry::AddressFull;
    ++count;
    ++m_open;
    return Entry::Taken;
}

void ConnectionLedger::leave(const std::string &address)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_byAddress.find(address);
    if (found != m_byAddress.end() && --found->second == 0)
        m_byAddress.erase(found);
    if (--m_open == 0)
        m_emptied.notify_all();
}

int ConnectionLedger::open() const
{
    const std::lock_guard lock(m_mutex);
    return m_open;
}

bool ConnectionLedger::waitUntilEmpty(std::chrono::steady_clock::time_point until)
{
    std::unique_lock lock(m_mutex);
    return m_emptied.wait_until(lock, until, [this] { return m_open == 0; });
}

} // namespace explorer::http
