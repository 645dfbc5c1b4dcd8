#include "core/search/keptwork.h"

#include "core/base/random.h"

#include <set>

namespace explorer::search
{
namespace
{

/// Cuts a list that was read with one entry more than the page has.
template <typename Page, typename Item>
Page pageOf(std::vector<Item> items, int size)
{
    Page page;
    page.items = std::move(items);
    if (page.items.size() > static_cast<std::size_t>(size)) {
        page.items.resize(static_cast<std::size_t>(size));
        page.nextCursor = page.items.back().id;
    }
    return page;
}

} // namespace

Result<api::SavedSearchPage> KeptWork::savedSearches(const std::string &user, const std::string &cursor,
                                                     int size)
{
    auto items = m_saved.list(user, cursor, size + 1);
    if (!items)
        return fail(std::move(items.error()));
    return pageOf<api::SavedSearchPage>(std::move(*items), size);
}

Result<std::vector<api::SavedSearch>> KeptWork::allSavedSearches(const std::string &user)
{
    return m_saved.list(user, {}, storage::SavedSearchStore::kLimit);
}

Result<api::SavedSearch> KeptWork::savedSearch(const std::string &user, const std::string &id)
{
    return m_saved.find(user, id);
}

Result<api::SavedSearch> KeptWork::addSavedSearch(const std::string &user, const api::SavedSearchDraft &draft)
{
    const UnixMillis now = m_clock.nowMillis();
    const std::string id = makeTimeSortedId(now);
    const Result<void> added = m_database.writeAndWait([&](storage::Connection &connection) {
        return storage::SavedSearchStore::add(connection, user, id, draft, now);
    });
    if (!added)
        return fail(added.error());
    return m_saved.find(user, id);
}

Result<api::SavedSearch> KeptWork::replaceSavedSearch(const std::string &user, const std::string &id,
                                                      const api::SavedSearchDraft &draft,
                                                      std::optional<std::int64_t> expectedVersion)
{
    const UnixMillis now = m_clock.nowMillis();
    const Result<void> replaced = m_database.writeAndWait([&](storage::Connection &connection) {
        return storage::SavedSearchStore::replace(connection, user, id, draft, expectedVersion, now);
    });
    if (!replaced)
        return fail(replaced.error());
    return m_saved.find(user, id);
}

Result<void> KeptWork::removeSavedSearch(const std::string &user, const std::string &id,
                                         std::optional<std::int64_t> expectedVersion)
{
    return m_database.writeAndWait([&](storage::Connection &connection) {
        return storage::SavedSearchStore::remove(connection, user, id, expectedVersion);
    });
}

Result<api::ImportCounts> KeptWork::importSavedSearches(const std::string &user,
                                                        const std::vector<api::SavedSearchDraft> &drafts)
{
    api::ImportCounts counts;
    counts.received = static_cast<std::int64_t>(drafts.size());
    const UnixMillis now = m_clock.nowMillis();
    const Result<void> imported =
        m_database.writeAndWait([&](storage::Connection &connection) -> Result<void> {
            counts.imported = 0;
            const auto kept = storage::SavedSearchStore::all(connection, user);
            if (!kept)
                return fail(kept.error());
            std::set<std::string> known;
            for (const api::SavedSearch &saved : *kept)
                known.insert(api::toJson(saved.draft).dump());
            // Ids sort by time: a millisecond each keeps the file's order, which is the newest first.
            UnixMillis at = now;
            for (const api::SavedSearchDraft &draft : drafts) {
                --at;
                if (!known.insert(api::toJson(draft).dump()).second)
                    continue;
                if (auto added =
                        storage::SavedSearchStore::add(connection, user, makeTimeSortedId(at), draft, now);
                    !added)
                    return added;
                ++counts.imported;
            }
            return {};
        });
    if (!imported)
        return fail(imported.error());
    counts.unchanged = counts.received - counts.imported;
    return counts;
}

Result<api::HistoryPage> KeptWork::history(const std::string &user, const std::string &cursor, int size)
{
    auto items = m_history.list(user, cursor, size + 1);
    if (!items)
        return fail(std::move(items.error()));
    return pageOf<api::HistoryPage>(std::move(*items), size);
}

Result<std::vector<api::HistoryEntry>> KeptWork::allHistory(const std::string &user)
{
    return m_history.list(user, {}, storage::HistoryStore::kLimit);
}

Result<api::HistoryEntry> KeptWork::addToHistory(const std::string &user, api::HistoryEntry entry)
{
    if (entry.at == 0)
        entry.at = m_clock.nowMillis();
    entry.id = makeTimeSortedId(entry.at);
    const Result<void> put = m_database.writeAndWait([&](storage::Connection &connection) -> Result<void> {
        Result<std::string> stands = storage::HistoryStore::put(connection, user, entry);
        if (!stands)
            return fail(std::move(stands.error()));
        entry.id = std::move(*stands);
        return storage::HistoryStore::trim(connection, user);
    });
    if (!put)
        return fail(put.error());
    return entry;
}

Result<void> KeptWork::removeFromHistory(const std::string &user, const std::string &id)
{
    return m_database.writeAndWait(
        [&](storage::Connection &connection) { return storage::HistoryStore::remove(connection, user, id); });
}

Result<void> KeptWork::clearHistory(const std::string &user)
{
    return m_database.writeAndWait(
        [&](storage::Connection &connection) { return storage::HistoryStore::clear(connection, user); });
}

Result<api::ImportCounts> KeptWork::importHistory(const std::string &user,
                                                  const std::vector<api::HistoryEntry> &entries)
{
    api::ImportCounts counts;
    counts.received = static_cast<std::int64_t>(entries.size());
    const UnixMillis now = m_clock.nowMillis();
    const Result<void> imported =
        m_database.writeAndWait([&](storage::Connection &connection) -> Result<void> {
            counts.imported = 0;
            for (api::HistoryEntry entry : entries) {
                if (entry.at == 0)
                    entry.at = now;
                entry.id = makeTimeSortedId(entry.at);
                const Result<std::string> stands = storage::HistoryStore::put(connection, user, entry);
                if (!stands)
                    return fail(stands.error());
                counts.imported += *stands == entry.id ? 1 : 0;
            }
            return storage::HistoryStore::trim(connection, user);
        });
    if (!imported)
        return fail(imported.error());
    counts.unchanged = counts.received - counts.imported;
    return counts;
}

Result<storage::StoredPreferences> KeptWork::preferences(const std::string &user)
{
    return m_preferences.find(user);
}

Result<std::int64_t> KeptWork::setPreferences(const std::string &user, const std::string &json,
                                              std::optional<std::int64_t> expectedVersion)
{
    std::int64_t version = 0;
    const Result<void> set = m_database.writeAndWait([&](storage::Connection &connection) -> Result<void> {
        const Result<std::int64_t> stored =
            storage::PreferencesStore::set(connection, user, json, expectedVersion);
        if (!stored)
            return fail(stored.error());
        version = *stored;
        return {};
    });
    if (!set)
        return fail(set.error());
    return version;
}

} // namespace explorer::search
