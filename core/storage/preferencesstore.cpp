#include "core/storage/keptstores.h"
#include "core/storage/rows_p.h"

namespace explorer::storage
{
namespace
{

Result<StoredPreferences> read(Connection &connection, const std::string &user)
{
    auto found = firstOf(connection.query("SELECT json, version FROM preferences WHERE user_id = ?", {user}),
                         [](const Rows &row) {
                             return StoredPreferences{row.text(0), row.integer(1)};
                         });
    if (!found)
        return fail(std::move(found.error()));
    return found->value_or(StoredPreferences{});
}

} // namespace

Result<StoredPreferences> PreferencesStore::find(const std::string &user)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return read(**connection, user);
}

Result<std::int64_t> PreferencesStore::set(Connection &connection, const std::string &user,
                                           const std::string &json,
                                           std::optional<std::int64_t> expectedVersion)
{
    const Result<StoredPreferences> stored = read(connection, user);
    if (!stored)
        return fail(stored.error());
    if (expectedVersion && *expectedVersion != stored->version)
        return fail(ErrorCode::InvalidArgument, "precondition_failed",
                    "The preferences were changed since you read them. Read them again, then repeat the "
                    "change.");
    const std::int64_t version = stored->version + 1;
    const Result<std::int64_t> set = connection.execute(
        "INSERT INTO preferences (user_id, json, version) VALUES (?, ?, ?)"
        " ON CONFLICT (user_id) DO UPDATE SET json = excluded.json, version = excluded.version",
        {user, json, version});
    if (!set)
        return fail(set.error());
    return version;
}

} // namespace explorer::storage
