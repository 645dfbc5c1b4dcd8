#pragma once

#include "core/storage/database.h"

#include <optional>

namespace explorer::storage {

/// A record that was not let in, kept whole.
struct QuarantinedRecord {
    std::string id;
    std::int64_t collection = 0;
    std::string raw;
    /// structure, types, rules, security.
    std::string stage;
    std::string code;
    std::string message;
    std::string pointer;
    std::int64_t line = 0;
    std::string requestId;
    UnixMillis at = 0;
};

class QuarantineStore
{
public:
    explicit QuarantineStore(Database &database) : m_database(database) {}
    static Result<void> add(Connection &connection, const QuarantinedRecord &record);
    /// Newest first; `beforeId` pages.
    Result<std::vector<QuarantinedRecord>> list(std::int64_t collection, const std::string &beforeId, int limit);
    Result<std::int64_t> count(std::int64_t collection);

private:
    Database &m_database;
};

struct StoredAnswer {
    std::string bodyHash;
    std::string answer;
};

/// Answers kept by idempotency key and user for 24 h, written with the documents in one transaction.
class IdempotencyStore
{
public:
    explicit IdempotencyStore(Database &database) : m_database(database) {}
    Result<std::optional<StoredAnswer>> find(const std::string &user, const std::string &key);
    static Result<void> add(Connection &connection, const std::string &user, const std::string &key, const StoredAnswer &answer,
                            UnixMillis now);

private:
    Database &m_database;
};

} // namespace explorer::storage
