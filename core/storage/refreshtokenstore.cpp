#include "core/storage/accountstores.h"
#include "core/storage/rows_p.h"

namespace explorer::storage
{

Result<std::optional<RefreshToken>> RefreshTokenStore::find(const std::string &hash)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return find(**connection, hash);
}

Result<std::optional<RefreshToken>> RefreshTokenStore::find(Connection &connection, const std::string &hash)
{
    return firstOf(
        connection.query("SELECT hash, family, user_id, issued_at, family_started_at, used_at, revoked"
                         " FROM refresh_tokens WHERE hash = ?",
                         {hash}),
        [](const Rows &row) {
            return RefreshToken{row.text(0),    row.text(1),    row.text(2),        row.integer(3),
                                row.integer(4), row.integer(5), row.integer(6) != 0};
        });
}

Result<void> RefreshTokenStore::add(Connection &connection, const RefreshToken &token)
{
    return done(connection.execute(
        "INSERT INTO refresh_tokens (hash, family, user_id, issued_at, family_started_at, used_at,"
        " revoked) VALUES (?, ?, ?, ?, ?, ?, ?)",
        {token.hash, token.family, token.userId, token.issuedAt, token.familyStartedAt, token.usedAt,
         token.revoked ? 1 : 0}));
}

Result<void> RefreshTokenStore::markUsed(Connection &connection, const std::string &hash, UnixMillis at)
{
    return done(connection.execute("UPDATE refresh_tokens SET used_at = ? WHERE hash = ?", {at, hash}));
}

Result<void> RefreshTokenStore::revokeFamily(Connection &connection, const std::string &family)
{
    return done(connection.execute("UPDATE refresh_tokens SET revoked = 1 WHERE family = ?", {family}));
}

Result<void> RefreshTokenStore::revokeUser(Connection &connection, const std::string &userId)
{
    return done(connection.execute("UPDATE refresh_tokens SET revoked = 1 WHERE user_id = ?", {userId}));
}

Result<void> RefreshTokenStore::removeOlderThan(Connection &connection, UnixMillis issuedBefore)
{
    return done(connection.execute("DELETE FROM refresh_tokens WHERE issued_at < ?", {issuedBefore}));
}

} // namespace explorer::storage
