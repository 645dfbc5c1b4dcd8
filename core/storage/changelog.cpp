#include "core/storage/documentstore.h"
#include "core/storage/rows_p.h"

namespace explorer::storage
{

Result<std::vector<Change>> ChangeLog::after(std::int64_t collection, std::int64_t sequence, int limit)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return collect((*connection)
                       ->query("SELECT sequence, collection, id FROM changes INDEXED BY changes_by_collection"
                               " WHERE collection = ? AND sequence > ? ORDER BY sequence LIMIT ?",
                               {collection, sequence, limit}),
                   [](const Rows &row) {
                       return Change{row.integer(0), row.integer(1), row.text(2)};
                   });
}

Result<std::int64_t> ChangeLog::head(std::int64_t collection)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return integerOf(
        (*connection)
            ->query("SELECT last_sequence FROM collection_counters WHERE collection = ?", {collection}));
}

Result<std::int64_t> ChangeLog::countAfter(std::int64_t collection, std::int64_t sequence)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return integerOf((*connection)
                         ->query("SELECT count(*) FROM changes INDEXED BY changes_by_collection"
                                 " WHERE collection = ? AND sequence > ?",
                                 {collection, sequence}));
}

Result<std::int64_t> ChangeLog::prunedUpTo(std::int64_t collection)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return integerOf(
        (*connection)
            ->query("SELECT pruned_up_to FROM collection_counters WHERE collection = ?", {collection}));
}

Result<void> ChangeLog::prune(Connection &connection, std::int64_t collection, std::int64_t upToSequence)
{
    auto removed = connection.execute("DELETE FROM changes WHERE collection = ? AND sequence <= ?",
                                      {collection, upToSequence});
    if (!removed)
        return fail(std::move(removed.error()));
    // Never past the newest change: a later one would look pruned.
    return done(connection.execute(
        "UPDATE collection_counters SET pruned_up_to = max(pruned_up_to, min(?, last_sequence))"
        " WHERE collection = ?",
        {upToSequence, collection}));
}

} // namespace explorer::storage
