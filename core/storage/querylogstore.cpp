#include "core/storage/querylogstore.h"

#include "core/storage/rows_p.h"

namespace explorer::storage
{

Result<std::vector<QueryLogRow>> QueryLogStore::load()
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return collect(
        (*connection)->query("SELECT kind, name, content, score, last_at FROM query_log ORDER BY score DESC"),
        [](const Rows &row) {
            return QueryLogRow{row.integer(0) == 0 ? QueryLogRow::Kind::Shape : QueryLogRow::Kind::Request,
                               row.text(1), row.text(2), row.real(3), row.integer(4)};
        });
}

Result<void> QueryLogStore::replace(Connection &connection, const std::vector<QueryLogRow> &rows)
{
    if (auto removed = connection.execute("DELETE FROM query_log"); !removed)
        return fail(std::move(removed.error()));
    for (const QueryLogRow &row : rows) {
        auto added = connection.execute(
            "INSERT INTO query_log (kind, name, content, score, last_at) VALUES (?, ?, ?, ?, ?)",
            {std::int64_t{row.kind == QueryLogRow::Kind::Shape ? 0 : 1}, row.name, Blob{row.content},
             row.score, row.lastAt});
        if (!added)
            return fail(std::move(added.error()));
    }
    return {};
}

} // namespace explorer::storage
