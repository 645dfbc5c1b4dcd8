#include "core/storage/threadreaders_p.h"

namespace explorer::storage
{

ThreadReaders &ThreadReaders::current()
{
    thread_local ThreadReaders readers;
    return readers;
}

Connection *ThreadReaders::find(const ClosedFlag &database) const
{
    const auto found = m_connections.find(database);
    return found == m_connections.end() ? nullptr : found->second.get();
}

Connection *ThreadReaders::add(const ClosedFlag &database, std::unique_ptr<Connection> connection)
{
    std::erase_if(m_connections, [](const auto &entry) { return entry.first->load(); });
    return m_connections.insert_or_assign(database, std::move(connection)).first->second.get();
}

void ThreadReaders::remove(const ClosedFlag &database) { m_connections.erase(database); }

} // namespace explorer::storage
