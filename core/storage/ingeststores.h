#pragma once

#include "core/storage/database.h"

#include <optional>

namespace explorer::storage
{

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
    /// Newest first; `beforeId` pages (empty: from the newest).
    Result<std::vector<QuarantinedRecord>> list(std::int64_t collection, const std::string &beforeId,
                                                int limit);
    Result<std::int64_t> count(std::int64_t collection);
    Result<std::optional<QuarantinedRecord>> find(const std::string &id);
    /// Of one collection; the number removed.
    static Result<std::int64_t> removeOlderThan(Connection &connection, std::int64_t collection,
                                                UnixMillis before);

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
    /// Answers stored before `notBefore` count as gone.
    Result<std::optional<StoredAnswer>> find(const std::string &user, const std::string &key,
                                             UnixMillis notBefore = 0);
    /// An expired answer is replaced; AlreadyExists ("idempotency_key_used") where another request stored one
    /// first.
    static Result<void> add(Connection &connection, const std::string &user, const std::string &key,
                            const StoredAnswer &answer, UnixMillis now);
    static Result<void> removeExpired(Connection &connection, UnixMillis now);
    static constexpr UnixMillis kKeptMillis = 24LL * 3600 * 1000;

private:
    Database &m_database;
};

} // namespace explorer::storage
