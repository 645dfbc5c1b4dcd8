#pragma once

#include "core/api/audit.h"
#include "core/storage/database.h"

#include <optional>
#include <vector>

namespace explorer::storage
{

/// The audit lines as rows. They are only ever added (a trigger of the database refuses a change); what
/// chains them is auth::AuditLog.
class AuditStore
{
public:
    explicit AuditStore(Database &database) : m_database(database) {}

    /// The newest row's hash, empty where there is none. Inside a write job.
    static Result<std::string> lastHash(Connection &connection);
    static Result<void> add(Connection &connection, const api::AuditEntry &entry);
    /// Newest first, those before `before` (0: from the newest); `action` empty: all. An action that ends in
    /// a dot stands for all that begin with it.
    Result<std::vector<api::AuditEntry>> list(const std::string &action, std::int64_t before, int limit);
    /// Oldest first, those after `after`.
    Result<std::vector<api::AuditEntry>> listAfter(std::int64_t after, int limit);

private:
    Database &m_database;
};

} // namespace explorer::storage
