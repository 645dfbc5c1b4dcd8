#include "core/storage/auditstore.h"

#include "core/storage/rows_p.h"

namespace explorer::storage
{
namespace
{

#define EXPLORER_AUDIT_SELECT "SELECT sequence, at, user, action, target, detail, hash FROM audit "

api::AuditEntry toEntry(const Rows &row)
{
    return {row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6)};
}

} // namespace

Result<std::string> AuditStore::lastHash(Connection &connection)
{
    const auto found = firstOf(connection.query("SELECT hash FROM audit ORDER BY sequence DESC LIMIT 1"),
                               [](const Rows &row) { return row.text(0); });
    if (!found)
        return fail(found.error());
    return found->value_or("");
}

Result<void> AuditStore::add(Connection &connection, const api::AuditEntry &entry)
{
    return done(connection.execute(
        "INSERT INTO audit (at, user, action, target, detail, hash) VALUES (?, ?, ?, ?, ?, ?)",
        {entry.at, entry.user, entry.action, entry.target, entry.detail, entry.hash}));
}

Result<std::vector<api::AuditEntry>> AuditStore::list(const std::string &action, std::int64_t before,
                                                      int limit)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    const std::int64_t end = before > 0 ? before : INT64_MAX;
    const bool isPrefix = action.ends_with('.');
    // '/' follows '.' in ASCII: everything that begins with the prefix lies between the two.
    const std::string last = isPrefix ? action.substr(0, action.size() - 1) + "/" : action;
    if (action.empty())
        return collect((*connection)
                           ->query(EXPLORER_AUDIT_SELECT "WHERE sequence < ? ORDER BY sequence DESC LIMIT ?",
                                   {end, std::int64_t{limit}}),
                       toEntry);
    return collect((*connection)
                       ->query(EXPLORER_AUDIT_SELECT "WHERE action >= ? AND action <= ? AND sequence < ? "
                                                     "ORDER BY sequence DESC LIMIT ?",
                               {action, last, end, std::int64_t{limit}}),
                   toEntry);
}

Result<std::vector<api::AuditEntry>> AuditStore::listAfter(std::int64_t after, int limit)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return collect((*connection)
                       ->query(EXPLORER_AUDIT_SELECT "WHERE sequence > ? ORDER BY sequence LIMIT ?",
                               {after, std::int64_t{limit}}),
                   toEntry);
}

} // namespace explorer::storage
