#pragma once

#include "core/storage/connection.h"

#include <atomic>

namespace explorer::storage
{

/// Set when its database closes; its address tells databases apart as long as anybody holds it.
using ClosedFlag = std::shared_ptr<std::atomic<bool>>;

/// The calling thread's reading connections, one a database; closed when the thread ends, as QtSql wants it:
/// on their own thread.
class ThreadReaders
{
public:
    static ThreadReaders &current();

    [[nodiscard]] Connection *find(const ClosedFlag &database) const;
    /// Also closes those of databases that are gone.
    Connection *add(const ClosedFlag &database, std::unique_ptr<Connection> connection);
    void remove(const ClosedFlag &database);

private:
    std::map<ClosedFlag, std::unique_ptr<Connection>> m_connections;
};

} // namespace explorer::storage
