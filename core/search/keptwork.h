#pragma once

#include "core/storage/keptstores.h"

namespace explorer::search
{

/// What people keep on the server, each for himself: saved searches, the history, preferences. Blocks; any
/// thread of the engine's pool. Another user's things are NotFound.
class KeptWork
{
public:
    KeptWork(storage::Database &database, const Clock &clock)
        : m_database(database), m_clock(clock), m_saved(database), m_history(database),
          m_preferences(database)
    {
    }

    /// A page of at most `size`, newest first.
    Result<api::SavedSearchPage> savedSearches(const std::string &user, const std::string &cursor, int size);
    Result<std::vector<api::SavedSearch>> allSavedSearches(const std::string &user);
    Result<api::SavedSearch> savedSearch(const std::string &user, const std::string &id);
    Result<api::SavedSearch> addSavedSearch(const std::string &user, const api::SavedSearchDraft &draft);
    Result<api::SavedSearch> replaceSavedSearch(const std::string &user, const std::string &id,
                                                const api::SavedSearchDraft &draft,
                                                std::optional<std::int64_t> expectedVersion);
    Result<void> removeSavedSearch(const std::string &user, const std::string &id,
                                   std::optional<std::int64_t> expectedVersion);
    /// All or none. What is there already, to the last letter, is left alone.
    Result<api::ImportCounts> importSavedSearches(const std::string &user,
                                                  const std::vector<api::SavedSearchDraft> &drafts);

    Result<api::HistoryPage> history(const std::string &user, const std::string &cursor, int size);
    Result<std::vector<api::HistoryEntry>> allHistory(const std::string &user);
    /// An `at` of 0 is now. The line with its id.
    Result<api::HistoryEntry> addToHistory(const std::string &user, api::HistoryEntry entry);
    Result<void> removeFromHistory(const std::string &user, const std::string &id);
    Result<void> clearHistory(const std::string &user);
    /// All or none. The newer of two lines of one search stays.
    Result<api::ImportCounts> importHistory(const std::string &user,
                                            const std::vector<api::HistoryEntry> &entries);

    Result<storage::StoredPreferences> preferences(const std::string &user);
    /// `json` is one JSON object. The version now stored.
    Result<std::int64_t> setPreferences(const std::string &user, const std::string &json,
                                        std::optional<std::int64_t> expectedVersion);

private:
    storage::Database &m_database;
    const Clock &m_clock;
    storage::SavedSearchStore m_saved;
    storage::HistoryStore m_history;
    storage::PreferencesStore m_preferences;
};

} // namespace explorer::search
