#pragma once

#include "core/storage/database.h"

#include <optional>
#include <string>
#include <vector>

namespace explorer::storage
{

struct Document {
    std::string id;
    std::string source;
    /// The change log's sequence of its last write: the strong ETag.
    std::int64_t sequence = 0;
    UnixMillis ingestedAt = 0;
};

enum class PutOutcome : std::uint8_t { Created, Replaced, Duplicate };

/// Documents as their JSON text, and in the same transaction the change log that the index follows.
class DocumentStore
{
public:
    explicit DocumentStore(Database &database) : m_database(database) {}

    Result<std::optional<Document>> find(std::int64_t collection, const std::string &id);
    static Result<std::optional<Document>> find(Connection &connection, std::int64_t collection,
                                                const std::string &id);
    /// In the order of `ids`; a missing one has an empty source.
    Result<std::vector<Document>> findMany(std::int64_t collection, const std::vector<std::string> &ids);
    /// A page in the order of the internal row number, for rebuilds and exports. `afterRow` is 0 at first and
    /// is moved on.
    Result<std::vector<Document>> page(std::int64_t collection, std::int64_t &afterRow, int limit);
    Result<std::int64_t> count(std::int64_t collection);

    struct Put {
        PutOutcome outcome = PutOutcome::Created;
        std::int64_t sequence = 0;
    };
    /// A byte-identical source of the same id is a Duplicate and writes nothing. `expectedSequence`: only
    /// where the document stands at it (0: only where there is none), else InvalidArgument
    /// ("precondition_failed"). NotFound ("collection_unknown").
    static Result<Put> put(Connection &connection, std::int64_t collection, const std::string &id,
                           const std::string &source, UnixMillis now,
                           std::optional<std::int64_t> expectedSequence = {});
    /// The sequence of the deletion. NotFound ("document_unknown").
    static Result<std::int64_t> remove(Connection &connection, std::int64_t collection, const std::string &id,
                                       std::optional<std::int64_t> expectedSequence = {});

private:
    Database &m_database;
};

/// One changed id; whether it is now there or gone is read from the documents.
struct Change {
    std::int64_t sequence = 0;
    std::int64_t collection = 0;
    std::string id;
};

/// Which ids changed, in commit order. Sequences only grow, over all collections, and are never used twice.
class ChangeLog
{
public:
    explicit ChangeLog(Database &database) : m_database(database) {}
    Result<std::vector<Change>> after(std::int64_t collection, std::int64_t sequence, int limit);
    /// Of the newest change of a collection; 0 if none.
    Result<std::int64_t> head(std::int64_t collection);
    Result<std::int64_t> countAfter(std::int64_t collection, std::int64_t sequence);
    /// The oldest sequence still kept for the collection, minus one: a checkpoint below it needs a rebuild.
    Result<std::int64_t> prunedUpTo(std::int64_t collection);
    static Result<void> prune(Connection &connection, std::int64_t collection, std::int64_t upToSequence);

private:
    Database &m_database;
};

} // namespace explorer::storage
