#include "core/storage/ingeststores.h"
#include "core/storage/rows_p.h"

namespace explorer::storage
{
namespace
{

#define EXPLORER_QUARANTINE_SELECT                                                                           \
    "SELECT id, collection, raw, stage, code, message, pointer, line, request_id, at,"                       \
    " content, rule, pattern, trail, version FROM quarantine "

QuarantinedRecord toRecord(const Rows &row)
{
    return {row.text(0),  row.integer(1), row.text(2),    row.text(3),  row.text(4),
            row.text(5),  row.text(6),    row.integer(7), row.text(8),  row.integer(9),
            row.text(10), row.text(11),   row.text(12),   row.text(13), row.integer(14)};
}

} // namespace

Result<void> QuarantineStore::add(Connection &connection, const QuarantinedRecord &record)
{
    return done(connection.execute(
        "INSERT INTO quarantine (id, collection, raw, stage, code, message, pointer, line,"
        " request_id, at, content, rule, pattern, trail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {record.id, record.collection, Blob{record.raw}, record.stage, record.code, record.message,
         record.pointer, record.line, record.requestId, record.at,
         record.content.empty() ? SqlValue() : SqlValue(Blob{record.content}), record.rule, record.pattern,
         record.trail}));
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

Result<std::vector<QuarantinedRecord>>
QuarantineStore::page(std::int64_t collection, const std::string &beforeId, int limit, bool isBrief)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    // No made id is as large as this one.
    const std::string before = beforeId.empty() ? std::string("~") : beforeId;
    if (!isBrief)
        return collect((*connection)
                           ->query(EXPLORER_QUARANTINE_SELECT
                                   "WHERE collection = ? AND id < ? ORDER BY id DESC LIMIT ?",
                                   {collection, before, limit}),
                       toRecord);
    return collect(
        (*connection)
            ->query("SELECT id, collection, '', stage, code, message, pointer, line, request_id, at,"
                    " NULL, rule, pattern, '', version FROM quarantine"
                    " WHERE collection = ? AND id < ? ORDER BY id DESC LIMIT ?",
                    {collection, before, limit}),
        toRecord);
}

Result<std::vector<QuarantineGroup>> QuarantineStore::groups(std::int64_t collection)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return collect(
        (*connection)
            ->query(
                "SELECT g.collection, g.stage, g.code, g.rule, g.pattern, (SELECT message FROM quarantine q"
                " WHERE q.collection = g.collection AND q.stage = g.stage AND q.code = g.code"
                " AND q.rule = g.rule AND q.pattern = g.pattern AND q.at = g.first LIMIT 1),"
                " g.records, g.first, g.last FROM (SELECT collection, stage, code, rule, pattern,"
                " count(*) AS records, min(at) AS first, max(at) AS last FROM quarantine"
                " WHERE collection = ? GROUP BY collection, stage, code, rule, pattern) g"
                " ORDER BY g.records DESC, g.stage, g.code",
                {collection}),
        [](const Rows &row) {
            return QuarantineGroup{row.integer(0), row.text(1),    row.text(2),    row.text(3),   row.text(4),
                                   row.text(5),    row.integer(6), row.integer(7), row.integer(8)};
        });
}

Result<QuarantineSize> QuarantineStore::size()
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    const auto size =
        firstOf((*connection)->query("SELECT records, bytes FROM quarantine_size"), [](const Rows &row) {
            return QuarantineSize{row.integer(0), row.integer(1)};
        });
    if (!size)
        return fail(size.error());
    return size->value_or(QuarantineSize{});
}

namespace
{

/// Nothing changed: the record is gone or was changed.
Result<void> requireVersion(Connection &connection, const std::string &id, Result<std::int64_t> changed)
{
    if (!changed)
        return fail(std::move(changed.error()));
    if (*changed > 0)
        return {};
    const auto version = integerOf(connection.query("SELECT version FROM quarantine WHERE id = ?", {id}));
    if (!version)
        return fail(version.error());
    if (*version == 0)
        return fail(ErrorCode::NotFound, "quarantine_unknown",
                    "The record is no longer in the quarantine: it was replayed, discarded or is too old.");
    return fail(ErrorCode::InvalidArgument, "precondition_failed",
                "The quarantined record was changed by somebody else. Read it again and repeat the change.");
}

} // namespace

Result<void> QuarantineStore::setContent(Connection &connection, const std::string &id, std::int64_t version,
                                         const std::string &content)
{
    return requireVersion(
        connection, id,
        connection.execute(
            "UPDATE quarantine SET content = ?, version = version + 1 WHERE id = ? AND version = ?",
            {Blob{content}, id, version}));
}

Result<void> QuarantineStore::setReason(Connection &connection, const QuarantinedRecord &record)
{
    return requireVersion(
        connection, record.id,
        connection.execute("UPDATE quarantine SET stage = ?, code = ?, message = ?, pointer = ?, rule = ?,"
                           " pattern = ?, trail = ?, version = version + 1 WHERE id = ? AND version = ?",
                           {record.stage, record.code, record.message, record.pointer, record.rule,
                            record.pattern, record.trail, record.id, record.version}));
}

Result<void> QuarantineStore::remove(Connection &connection, const std::string &id, std::int64_t version)
{
    return requireVersion(
        connection, id,
        connection.execute("DELETE FROM quarantine WHERE id = ? AND version = ?", {id, version}));
}

Result<std::int64_t> QuarantineStore::removeExpired(Connection &connection, UnixMillis before)
{
    return connection.execute("DELETE FROM quarantine WHERE at < ?", {before});
}

} // namespace explorer::storage
