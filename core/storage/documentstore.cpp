#include "core/storage/documentstore.h"

#include "core/storage/rows_p.h"

#include <nlohmann/json.hpp>

namespace explorer::storage
{
namespace
{

Document toDocument(const Rows &row) { return {row.text(0), row.text(1), row.integer(2), row.integer(3)}; }

struct Stored {
    std::int64_t key = 0;
    std::int64_t sequence = 0;
    std::int64_t sizeBytes = 0;
    bool isSame = false;
};

Result<std::optional<Stored>> findStored(Connection &connection, std::int64_t collection,
                                         const std::string &id, std::string_view source)
{
    return firstOf(connection.query("SELECT key, sequence, length(source), source = ? FROM documents"
                                    " WHERE collection = ? AND id = ?",
                                    {Blob{source}, collection, id}),
                   [](const Rows &row) {
                       return Stored{row.integer(0), row.integer(1), row.integer(2), row.integer(3) != 0};
                   });
}

/// The sequence of the new row.
Result<std::int64_t> logChange(Connection &connection, std::int64_t collection, const std::string &id)
{
    if (auto logged =
            connection.execute("INSERT INTO changes (collection, id) VALUES (?, ?)", {collection, id});
        !logged)
        return fail(std::move(logged.error()));
    return connection.lastInsertId();
}

Result<void> count(Connection &connection, std::int64_t collection, std::int64_t documents,
                   std::int64_t bytes, std::int64_t sequence)
{
    return done(connection.execute("UPDATE collection_counters SET document_count = document_count + ?,"
                                   " size_bytes = size_bytes + ?, last_sequence = ? WHERE collection = ?",
                                   {documents, bytes, sequence, collection}));
}

tl::unexpected<Error> preconditionFailed(const std::string &id)
{
    return fail(
        ErrorCode::InvalidArgument, "precondition_failed",
        "The document \"" + id +
            "\" is not as expected: it was changed, made or removed by somebody else. Read it again.");
}

/// Nothing where a document of this id is there already.
Result<std::optional<std::int64_t>> insertNew(Connection &connection, std::int64_t collection,
                                              const std::string &id, std::string_view source, UnixMillis now)
{
    // The sequence that the change row will get: it is written next, in the same transaction, by the only
    // writer.
    auto inserted = connection.execute(
        "INSERT INTO documents (collection, id, sequence, ingested_at, source) VALUES (?, ?,"
        " coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0) + 1, ?, ?)"
        " ON CONFLICT (collection, id) DO NOTHING",
        {collection, id, now, Blob{source}});
    if (!inserted && inserted.error().reason == "reference_unknown")
        return fail(ErrorCode::NotFound, "collection_unknown",
                    "The collection is no longer there. It was probably removed at the same time.");
    if (!inserted)
        return fail(std::move(inserted.error()));
    if (*inserted == 0)
        return std::nullopt;
    const auto sequence = logChange(connection, collection, id);
    if (!sequence)
        return fail(sequence.error());
    if (auto counted = count(connection, collection, 1, static_cast<std::int64_t>(source.size()), *sequence);
        !counted)
        return fail(std::move(counted.error()));
    return *sequence;
}

Result<DocumentStore::Put> replace(Connection &connection, std::int64_t collection, const std::string &id,
                                   std::string_view source, UnixMillis now, const Stored &stored)
{
    const auto sequence = logChange(connection, collection, id);
    if (!sequence)
        return fail(sequence.error());
    auto updated =
        connection.execute("UPDATE documents SET sequence = ?, ingested_at = ?, source = ? WHERE key = ?",
                           {*sequence, now, Blob{source}, stored.key});
    if (!updated)
        return fail(std::move(updated.error()));
    const auto growth = static_cast<std::int64_t>(source.size()) - stored.sizeBytes;
    if (auto counted = count(connection, collection, 0, growth, *sequence); !counted)
        return fail(std::move(counted.error()));
    return DocumentStore::Put{PutOutcome::Replaced, *sequence};
}

} // namespace

Result<std::optional<Document>> DocumentStore::find(std::int64_t collection, const std::string &id)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return find(**connection, collection, id);
}

Result<std::optional<Document>> DocumentStore::find(Connection &connection, std::int64_t collection,
                                                    const std::string &id)
{
    return firstOf(
        connection.query(
            "SELECT id, source, sequence, ingested_at FROM documents WHERE collection = ? AND id = ?",
            {collection, id}),
        toDocument);
}

Result<std::vector<Document>> DocumentStore::findMany(std::int64_t collection,
                                                      const std::vector<std::string> &ids)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    // One statement, in the order of the ids: starting one costs more than finding a row.
    const std::string list =
        nlohmann::json(ids).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    auto found = collect((*connection)
                             ->query("SELECT d.id, d.source, d.sequence, d.ingested_at"
                                     " FROM json_each(?) j CROSS JOIN documents d"
                                     " WHERE d.collection = ? AND d.id = j.value",
                                     {list, collection}),
                         toDocument);
    if (!found)
        return fail(std::move(found.error()));
    std::vector<Document> documents;
    documents.reserve(ids.size());
    auto next = found->begin();
    for (const std::string &id : ids)
        documents.push_back(next != found->end() && next->id == id ? std::move(*next++)
                                                                   : Document{id, {}, 0, 0});
    return documents;
}

Result<std::vector<Document>> DocumentStore::page(std::int64_t collection, std::int64_t &afterRow, int limit)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return collect((*connection)
                       ->query("SELECT id, source, sequence, ingested_at, key FROM documents"
                               " INDEXED BY documents_by_collection WHERE collection = ? AND key > ?"
                               " ORDER BY key LIMIT ?",
                               {collection, afterRow, limit}),
                   [&afterRow](const Rows &row) {
                       afterRow = row.integer(4);
                       return toDocument(row);
                   });
}

Result<std::int64_t> DocumentStore::count(std::int64_t collection)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return integerOf(
        (*connection)
            ->query("SELECT document_count FROM collection_counters WHERE collection = ?", {collection}));
}

Result<DocumentStore::Put> DocumentStore::put(Connection &connection, std::int64_t collection,
                                              const std::string &id, const std::string &source,
                                              UnixMillis now, std::optional<std::int64_t> expectedSequence)
{
    if (expectedSequence.value_or(0) == 0) {
        const auto sequence = insertNew(connection, collection, id, source, now);
        if (!sequence)
            return fail(sequence.error());
        if (*sequence)
            return Put{PutOutcome::Created, **sequence};
    }
    const auto stored = findStored(connection, collection, id, source);
    if (!stored)
        return fail(stored.error());
    if (expectedSequence && (!*stored || (*stored)->sequence != *expectedSequence))
        return preconditionFailed(id);
    if ((*stored)->isSame)
        return Put{PutOutcome::Duplicate, (*stored)->sequence};
    return replace(connection, collection, id, source, now, **stored);
}

Result<std::int64_t> DocumentStore::remove(Connection &connection, std::int64_t collection,
                                           const std::string &id,
                                           std::optional<std::int64_t> expectedSequence)
{
    const auto stored = findStored(connection, collection, id, {});
    if (!stored)
        return fail(stored.error());
    if (!*stored)
        return fail(ErrorCode::NotFound, "document_unknown",
                    "There is no document \"" + id + "\" in this collection.");
    if (expectedSequence && (*stored)->sequence != *expectedSequence)
        return preconditionFailed(id);
    if (auto removed = connection.execute("DELETE FROM documents WHERE key = ?", {(*stored)->key}); !removed)
        return fail(std::move(removed.error()));
    const auto sequence = logChange(connection, collection, id);
    if (!sequence)
        return fail(sequence.error());
    if (auto counted = storage::count(connection, collection, -1, -(*stored)->sizeBytes, *sequence); !counted)
        return fail(std::move(counted.error()));
    return *sequence;
}

} // namespace explorer::storage
