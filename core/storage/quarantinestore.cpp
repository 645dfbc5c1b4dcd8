#include "core/storage/ingeststores.h"
#include "core/storage/rows_p.h"

namespace explorer::storage
{
namespace
{

#define EXPLORER_QUARANTINE_SELECT                                                                           \
    "SELECT id, collection, raw, stage, code, message, pointer, line, request_id, at FROM quarantine "

QuarantinedRecord toRecord(const Rows &row)
{
    return {row.text(0), row.integer(1), row.text(2),    row.text(3), row.text(4),
            row.text(5), row.text(6),    row.integer(7), row.text(8), row.integer(9)};
}

} // namespace

Result<void> QuarantineStore::add(Connection &connection, const QuarantinedRecord &record)
{
    return done(
        connection.execute("INSERT INTO quarantine (id, collection, raw, stage, code, message, pointer, line,"
                           " request_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           {record.id, record.collection, Blob{record.raw}, record.stage, record.code,
                            record.message, record.pointer, record.line, record.requestId, record.at}));
}

Result<std::vector<QuarantinedRecord>> QuarantineStore::list(std::int64_t collection,
                                                             const std::string &beforeId, int limit)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    if (beforeId.empty())
        return collect((*connection)
                           ->query(EXPLORER_QUARANTINE_SELECT "WHERE collection = ? ORDER BY id DESC LIMIT ?",
                                   {collection, limit}),
                       toRecord);
    return collect((*connection)
                       ->query(EXPLORER_QUARANTINE_SELECT
                               "WHERE collection = ? AND id < ? ORDER BY id DESC LIMIT ?",
                               {collection, beforeId, limit}),
                   toRecord);
}

Result<std::int64_t> QuarantineStore::count(std::int64_t collection)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return integerOf(
        (*connection)->query("SELECT count(*) FROM quarantine WHERE collection = ?", {collection}));
}

Result<std::optional<QuarantinedRecord>> QuarantineStore::find(const std::string &id)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return firstOf((*connection)->query(EXPLORER_QUARANTINE_SELECT "WHERE id = ?", {id}), toRecord);
}

Result<std::int64_t> QuarantineStore::removeOlderThan(Connection &connection, std::int64_t collection,
                                                      UnixMillis before)
{
    return connection.execute("DELETE FROM quarantine WHERE collection = ? AND at < ?", {collection, before});
}

} // namespace explorer::storage
