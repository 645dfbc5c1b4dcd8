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
    /// Of the request or job that brought it.
    std::string requestId;
    UnixMillis at = 0;
    /// What a replay takes where that is not `raw`: edited, or made from a row.
    std::string content;
    /// The business rule or signature that it broke.
    std::string rule;
    /// The pointer with each index as `*`.
    std::string pattern;
    /// The stages it went through, as JSON.
    std::string trail = "[]";
    std::int64_t version = 1;

    [[nodiscard]] const std::string &text() const { return content.empty() ? raw : content; }
};

/// Records that are kept for the same reason.
struct QuarantineGroup {
    std::int64_t collection = 0;
    std::string stage;
    std::string code;
    std::string rule;
    std::string pattern;
    /// Of one of them.
    std::string message;
    std::int64_t count = 0;
    UnixMillis first = 0;
    UnixMillis last = 0;
};

struct QuarantineSize {
    std::int64_t records = 0;
    std::int64_t bytes = 0;
};

class QuarantineStore
{
public:
    explicit QuarantineStore(Database &database) : m_database(database) {}
    static Result<void> add(Connection &connection, const QuarantinedRecord &record);
    /// Newest first; `beforeId` pages (empty: from the newest). `isBrief`: without raw, content and trail.
    Result<std::vector<QuarantinedRecord>> page(std::int64_t collection, const std::string &beforeId,
                                                int limit, bool isBrief);
    /// The most frequent first.
    Result<std::vector<QuarantineGroup>> groups(std::int64_t collection);
    /// Of all collections.
    Result<QuarantineSize> size();
    /// What a replay takes; "precondition_failed" where it stands at another version, NotFound
    /// ("quarantine_unknown").
    static Result<void> setContent(Connection &connection, const std::string &id, std::int64_t version,
                                   const std::string &content);
    /// Stage, code, rule, message, pointer and trail of a record that failed again.
    static Result<void> setReason(Connection &connection, const QuarantinedRecord &record);
    static Result<void> remove(Connection &connection, const std::string &id, std::int64_t version);
    /// Of all collections; the number removed.
    static Result<std::int64_t> removeExpired(Connection &connection, UnixMillis before);
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
