#include "core/storage/keptstores.h"
#include "core/storage/rows_p.h"

#include <QCryptographicHash>

namespace explorer::storage
{
namespace
{

Result<api::HistoryEntry> toEntry(const Rows &row)
{
    const nlohmann::json json = nlohmann::json::parse(row.text(2), nullptr, false);
    Result<api::KeptSearch> search =
        json.is_object() ? api::keptSearchFromJson(json) : fail(ErrorCode::Corrupt, "", "no JSON");
    if (!search)
        return fail(ErrorCode::Corrupt, "database_corrupt",
                    "The line " + row.text(0) +
                        " of the history cannot be read from the database: " + search.error().message);
    api::HistoryEntry entry;
    entry.id = row.text(0);
    entry.at = row.integer(1);
    entry.search = std::move(*search);
    entry.total = row.integer(3);
    entry.tookMillis = row.real(4);
    return entry;
}

std::string hashOf(const std::string &search)
{
    return QCryptographicHash::hash(QByteArray::fromStdString(search), QCryptographicHash::Sha256)
        .toHex()
        .toStdString();
}

} // namespace

Result<std::vector<api::HistoryEntry>> HistoryStore::list(const std::string &user,
                                                          const std::string &beforeId, std::int64_t limit)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    // Nothing sorts behind a tilde: the newest is before it.
    auto rows = collect((*connection)
                            ->query("SELECT id, at, search, total, took_ms FROM history"
                                    " WHERE user_id = ? AND id < ? ORDER BY id DESC LIMIT ?",
                                    {user, beforeId.empty() ? std::string("~") : beforeId, limit}),
                        toEntry);
    if (!rows)
        return fail(std::move(rows.error()));
    std::vector<api::HistoryEntry> entries;
    for (Result<api::HistoryEntry> &row : *rows) {
        if (!row)
            return fail(std::move(row.error()));
        entries.push_back(std::move(*row));
    }
    return entries;
}

Result<std::string> HistoryStore::put(Connection &connection, const std::string &user,
                                      const api::HistoryEntry &entry)
{
    const std::string search = api::toJson(entry.search).dump();
    const std::string hash = hashOf(search);
    auto newer = firstOf(connection.query("SELECT id FROM history WHERE user_id = ? AND hash = ? AND at >= ?",
                                          {user, hash, entry.at}),
                         [](const Rows &row) { return row.text(0); });
    if (!newer)
        return fail(std::move(newer.error()));
    if (*newer)
        return std::move(**newer);
    const Result<std::int64_t> gone =
        connection.execute("DELETE FROM history WHERE user_id = ? AND hash = ?", {user, hash});
    if (!gone)
        return fail(gone.error());
    const Result<std::int64_t> added = connection.execute(
        "INSERT INTO history (id, user_id, hash, at, search, total, took_ms) VALUES (?, ?, ?, ?, ?, ?, ?)",
        {entry.id, user, hash, entry.at, search, entry.total, entry.tookMillis});
    if (!added)
        return fail(added.error());
    return entry.id;
}

Result<void> HistoryStore::trim(Connection &connection, const std::string &user)
{
    return done(connection.execute("DELETE FROM history WHERE id IN (SELECT id FROM history"
                                   " WHERE user_id = ? ORDER BY id DESC LIMIT -1 OFFSET ?)",
                                   {user, kLimit}));
}

Result<void> HistoryStore::remove(Connection &connection, const std::string &user, const std::string &id)
{
    const Result<std::int64_t> gone =
        connection.execute("DELETE FROM history WHERE user_id = ? AND id = ?", {user, id});
    if (!gone)
        return fail(gone.error());
    if (*gone == 0)
        return fail(ErrorCode::NotFound, "history_entry_unknown",
                    "There is no line " + id +
                        " in your history. The search may have been run again since; read the history anew.");
    return {};
}

Result<void> HistoryStore::clear(Connection &connection, const std::string &user)
{
    return done(connection.execute("DELETE FROM history WHERE user_id = ?", {user}));
}

} // namespace explorer::storage
