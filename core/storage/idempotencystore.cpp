#include "core/storage/ingeststores.h"
#include "core/storage/rows_p.h"

namespace explorer::storage
{

Result<std::optional<StoredAnswer>> IdempotencyStore::find(const std::string &user, const std::string &key,
                                                           UnixMillis notBefore)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return firstOf(
        (*connection)
            ->query(
                "SELECT body_hash, answer FROM idempotency WHERE user = ? AND key = ? AND created_at >= ?",
                {user, key, notBefore}),
        [](const Rows &row) {
            return StoredAnswer{row.text(0), row.text(1)};
        });
}

Result<void> IdempotencyStore::add(Connection &connection, const std::string &user, const std::string &key,
                                   const StoredAnswer &answer, UnixMillis now)
{
    auto written = connection.execute(
        "INSERT INTO idempotency (user, key, body_hash, answer, created_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (user, key) DO UPDATE SET body_hash = excluded.body_hash,"
        " answer = excluded.answer, created_at = excluded.created_at WHERE created_at < ?",
        {user, key, answer.bodyHash, Blob{answer.answer}, now, now - kKeptMillis});
    if (!written)
        return fail(std::move(written.error()));
    if (*written == 0)
        return fail(ErrorCode::AlreadyExists, "idempotency_key_used",
                    "Another request with the same Idempotency-Key was stored first. Send this one again to "
                    "get its answer.");
    return {};
}

Result<void> IdempotencyStore::removeExpired(Connection &connection, UnixMillis now)
{
    return done(connection.execute("DELETE FROM idempotency WHERE created_at < ?", {now - kKeptMillis}));
}

} // namespace explorer::storage
