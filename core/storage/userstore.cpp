#include "core/storage/accountstores.h"
#include "core/storage/rows_p.h"

#include <QString>

namespace explorer::storage
{
namespace
{

#define EXPLORER_USER_SELECT "SELECT id, name, password_hash, role, disabled FROM users "

User toUser(const Rows &row)
{
    // An unknown role, written by whatever other program, may do the least.
    return {row.text(0), row.text(1), row.text(2),
            api::roleFromString(row.text(3)).value_or(api::Role::Viewer), row.integer(4) != 0};
}

} // namespace

std::string UserStore::nameKey(const std::string &name)
{
    return QString::fromStdString(name)
        .normalized(QString::NormalizationForm_KC)
        .toCaseFolded()
        .toStdString();
}

Result<std::optional<User>> UserStore::findByName(const std::string &name)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return firstOf((*connection)->query(EXPLORER_USER_SELECT "WHERE name_key = ?", {nameKey(name)}), toUser);
}

Result<std::optional<User>> UserStore::find(const std::string &id)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return find(**connection, id);
}

Result<std::optional<User>> UserStore::find(Connection &connection, const std::string &id)
{
    return firstOf(connection.query(EXPLORER_USER_SELECT "WHERE id = ?", {id}), toUser);
}

Result<std::vector<User>> UserStore::list()
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return collect((*connection)->query(EXPLORER_USER_SELECT "ORDER BY name_key"), toUser);
}

Result<void> UserStore::add(Connection &connection, const User &user, UnixMillis now)
{
    auto added =
        connection.execute("INSERT INTO users (id, name, name_key, password_hash, role, disabled, created_at)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?)",
                           {user.id, user.name, nameKey(user.name), user.passwordHash,
                            std::string(api::toString(user.role)), user.disabled ? 1 : 0, now});
    if (!added && added.error().code == ErrorCode::AlreadyExists)
        return fail(ErrorCode::AlreadyExists, "user_exists",
                    "There is already an account \"" + user.name + "\". Choose another name.");
    return done(std::move(added));
}

Result<void> UserStore::setPasswordHash(Connection &connection, const std::string &id,
                                        const std::string &hash)
{
    return done(connection.execute("UPDATE users SET password_hash = ? WHERE id = ?", {hash, id}));
}

Result<void> UserStore::setDisabled(Connection &connection, const std::string &id, bool disabled)
{
    return done(connection.execute("UPDATE users SET disabled = ? WHERE id = ?", {disabled ? 1 : 0, id}));
}

} // namespace explorer::storage
