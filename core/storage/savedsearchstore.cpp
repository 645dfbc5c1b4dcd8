#include "core/storage/keptstores.h"
#include "core/storage/rows_p.h"

namespace explorer::storage
{
namespace
{

#define EXPLORER_SAVED_SELECT "SELECT id, draft, version, created_at, updated_at FROM saved_searches "

Result<api::SavedSearch> toSaved(const Rows &row)
{
    const nlohmann::json json = nlohmann::json::parse(row.text(1), nullptr, false);
    Result<api::SavedSearchDraft> draft =
        json.is_object() ? api::savedSearchDraftFromJson(json) : fail(ErrorCode::Corrupt, "", "no JSON");
    if (!draft)
        return fail(ErrorCode::Corrupt, "database_corrupt",
                    "The saved search " + row.text(0) +
                        " cannot be read from the database: " + draft.error().message);
    api::SavedSearch saved;
    saved.id = row.text(0);
    saved.draft = std::move(*draft);
    saved.etag = "\"" + std::to_string(row.integer(2)) + "\"";
    saved.createdAt = row.integer(3);
    saved.updatedAt = row.integer(4);
    return saved;
}

/// The rows without their wrapping; the first that cannot be read fails all.
Result<std::vector<api::SavedSearch>> whole(Result<std::vector<Result<api::SavedSearch>>> rows)
{
    if (!rows)
        return fail(std::move(rows.error()));
    std::vector<api::SavedSearch> items;
    for (Result<api::SavedSearch> &row : *rows) {
        if (!row)
            return fail(std::move(row.error()));
        items.push_back(std::move(*row));
    }
    return items;
}

Error unknown(const std::string &id)
{
    return makeError(ErrorCode::NotFound, "saved_search_unknown",
                     "There is no saved search " + id + " of yours. It may have been removed elsewhere.");
}

/// Why no row was changed: there is none, or it is another version.
Result<void> explainMiss(Connection &connection, const std::string &user, const std::string &id)
{
    const Result<std::int64_t> count = integerOf(
        connection.query("SELECT count(*) FROM saved_searches WHERE user_id = ? AND id = ?", {user, id}));
    if (!count)
        return fail(count.error());
    if (*count == 0)
        return fail(unknown(id));
    return fail(ErrorCode::InvalidArgument, "precondition_failed",
                "The saved search was changed since you read it. Read it again, then repeat the change.");
}

SqlValue versionOrNull(std::optional<std::int64_t> version)
{
    return version ? SqlValue(*version) : SqlValue();
}

} // namespace

Result<std::vector<api::SavedSearch>> SavedSearchStore::list(const std::string &user,
                                                             const std::string &beforeId, std::int64_t limit)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    if (beforeId.empty())
        return whole(collect(
            (*connection)
                ->query(EXPLORER_SAVED_SELECT "WHERE user_id = ? ORDER BY id DESC LIMIT ?", {user, limit}),
            toSaved));
    return whole(
        collect((*connection)
                    ->query(EXPLORER_SAVED_SELECT "WHERE user_id = ? AND id < ? ORDER BY id DESC LIMIT ?",
                            {user, beforeId, limit}),
                toSaved));
}

Result<api::SavedSearch> SavedSearchStore::find(const std::string &user, const std::string &id)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    auto found = firstOf(
        (*connection)->query(EXPLORER_SAVED_SELECT "WHERE user_id = ? AND id = ?", {user, id}), toSaved);
    if (!found)
        return fail(std::move(found.error()));
    if (!*found)
        return fail(unknown(id));
    return std::move(**found);
}

Result<std::vector<api::SavedSearch>> SavedSearchStore::all(Connection &connection, const std::string &user)
{
    return whole(collect(connection.query(EXPLORER_SAVED_SELECT "WHERE user_id = ? ORDER BY id DESC", {user}),
                         toSaved));
}

Result<void> SavedSearchStore::add(Connection &connection, const std::string &user, const std::string &id,
                                   const api::SavedSearchDraft &draft, UnixMillis now)
{
    const Result<std::int64_t> count =
        integerOf(connection.query("SELECT count(*) FROM saved_searches WHERE user_id = ?", {user}));
    if (!count)
        return fail(count.error());
    if (*count >= kLimit)
        return fail(ErrorCode::InvalidArgument, "limit_exceeded",
                    "You keep " + std::to_string(kLimit) +
                        " saved searches, which is the most. Remove one that you no longer need.");
    return done(
        connection.execute("INSERT INTO saved_searches (id, user_id, draft, version, created_at, updated_at)"
                           " VALUES (?, ?, ?, 1, ?, ?)",
                           {id, user, api::toJson(draft).dump(), now, now}));
}

Result<void> SavedSearchStore::replace(Connection &connection, const std::string &user, const std::string &id,
                                       const api::SavedSearchDraft &draft,
                                       std::optional<std::int64_t> expectedVersion, UnixMillis now)
{
    const Result<std::int64_t> changed =
        connection.execute("UPDATE saved_searches SET draft = ?, version = version + 1, updated_at = ?"
                           " WHERE user_id = ? AND id = ? AND version = coalesce(?, version)",
                           {api::toJson(draft).dump(), now, user, id, versionOrNull(expectedVersion)});
    if (!changed)
        return fail(changed.error());
    return *changed > 0 ? Result<void>() : explainMiss(connection, user, id);
}

Result<void> SavedSearchStore::remove(Connection &connection, const std::string &user, const std::string &id,
                                      std::optional<std::int64_t> expectedVersion)
{
    const Result<std::int64_t> changed = connection.execute(
        "DELETE FROM saved_searches WHERE user_id = ? AND id = ? AND version = coalesce(?, version)",
        {user, id, versionOrNull(expectedVersion)});
    if (!changed)
        return fail(changed.error());
    return *changed > 0 ? Result<void>() : explainMiss(connection, user, id);
}

Result<std::vector<std::string>> SavedSearchStore::naming(const std::string &collection)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    auto rows = collect((*connection)->query(EXPLORER_SAVED_SELECT), toSaved);
    if (!rows)
        return fail(std::move(rows.error()));
    std::vector<std::string> ids;
    for (const Result<api::SavedSearch> &saved : *rows) {
        if (!saved)
            continue;
        const std::vector<std::string> &names = saved->draft.search.collections;
        if (std::find(names.begin(), names.end(), collection) != names.end())
            ids.push_back(saved->id);
    }
    return ids;
}

} // namespace explorer::storage
