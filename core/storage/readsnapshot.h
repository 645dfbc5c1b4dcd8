#pragma once

#include "core/storage/connection.h"

namespace explorer::storage
{

/// One state of the whole database for as long as it lives: nothing written meanwhile is seen. The journal
/// cannot be emptied past it, and grows by what is written, so that it has to go soon. Used by one thread at
/// a time, which need not be the one that opened it. Goes before its database.
class ReadSnapshot
{
public:
    /// `connection` has begun a transaction that has read.
    explicit ReadSnapshot(std::unique_ptr<Connection> connection) : m_connection(std::move(connection)) {}
    ~ReadSnapshot()
    {
        // Closing ends the transaction too, but only after the statements.
        (void)m_connection->execute("ROLLBACK");
    }
    ReadSnapshot(const ReadSnapshot &) = delete;
    ReadSnapshot &operator=(const ReadSnapshot &) = delete;
    [[nodiscard]] Connection &connection() const { return *m_connection; }

private:
    std::unique_ptr<Connection> m_connection;
};

} // namespace explorer::storage
