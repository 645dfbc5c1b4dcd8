#pragma once

#include "core/api/savedsearch.h"
#include "core/storage/database.h"

#include <optional>

namespace explorer::storage
{

/// A user's saved searches. Ids sort by time of creation. Reads on any thread, writes inside a write job.
class SavedSearchStore
{
public:
    explicit SavedSearchStore(Database &database) : m_database(database) {}
    static constexpr std::int64_t kLimit = 1000;

    /// Newest first; `beforeId` pages (empty: from the newest).
    Result<std::vector<api::SavedSearch>> list(const std::string &user, const std::string &beforeId,
                                               std::int64_t limit);
    /// NotFound ("saved_search_unknown"), for another user's too.
    Result<api::SavedSearch> find(const std::string &user, const std::string &id);
    static Result<std::vector<api::SavedSearch>> all(Connection &connection, const std::string &user);
    /// The ids of all users' saved searches in the collection. Reads every one.
    Result<std::vector<std::string>> naming(const std::string &collection);
    /// InvalidArgument ("limit_exceeded") where the user has kLimit.
    static Result<void> add(Connection &connection, const std::string &user, const std::string &id,
                            const api::SavedSearchDraft &draft, UnixMillis now);
    /// NotFound; "precondition_failed" where `expectedVersion` (if any) is not the stored one.
    static Result<void> replace(Connection &connection, const std::string &user, const std::string &id,
                                const api::SavedSearchDraft &draft,
                                std::optional<std::int64_t> expectedVersion, UnixMillis now);
    static Result<void> remove(Connection &connection, const std::string &user, const std::string &id,
                               std::optional<std::int64_t> expectedVersion);

private:
    Database &m_database;
};

/// What a user searched for, one line a search: running it again moves its line up. The oldest lines past the
/// limit go.
class HistoryStore
{
public:
    explicit HistoryStore(Database &database) : m_database(database) {}
    static constexpr std::int64_t kLimit = 1000;

    /// Newest first; `beforeId` pages (empty: from the newest). Ids sort by `at`.
    Result<std::vector<api::HistoryEntry>> list(const std::string &user, const std::string &beforeId,
                                                std::int64_t limit);
    /// Puts the entry in the place of the same search, unless that one is as new. The id of the line that
    /// stands now.
    static Result<std::string> put(Connection &connection, const std::string &user,
                                   const api::HistoryEntry &entry);
    static Result<void> trim(Connection &connection, const std::string &user);
    /// NotFound ("history_entry_unknown").
    static Result<void> remove(Connection &connection, const std::string &user, const std::string &id);
    static Result<void> clear(Connection &connection, const std::string &user);

private:
    Database &m_database;
};

struct StoredPreferences {
    /// One JSON object; `{}` at version 0 where nothing was stored yet.
    std::string json = "{}";
    std::int64_t version = 0;
};

class PreferencesStore
{
public:
    explicit PreferencesStore(Database &database) : m_database(database) {}
    Result<StoredPreferences> find(const std::string &user);
    /// The new version. "precondition_failed" where `expectedVersion` (if any) is not the stored one.
    static Result<std::int64_t> set(Connection &connection, const std::string &user, const std::string &json,
                                    std::optional<std::int64_t> expectedVersion);

private:
    Database &m_database;
};

} // namespace explorer::storage
