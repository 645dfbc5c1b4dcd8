#pragma once

#include "core/api/search.h"

namespace explorer::api
{

/// A search as a person keeps it: what was asked, not what was found.
struct KeptSearch {
    std::vector<std::string> collections;
    std::string query;
    /// The text is searched as words, without its operators.
    bool literal = false;
    std::vector<std::string> filters;
    std::optional<TimeRange> time;
    std::vector<SortField> sort;
    /// The columns of the table, in order; empty: the program's choice.
    std::vector<std::string> columns;
};
/// Limits: 32 collections, query and filters 2 KiB each, 64 filters, 8 sorts, 256 columns,
/// 16 KiB in all.
Result<KeptSearch> keptSearchFromJson(const nlohmann::json &json);
nlohmann::json toJson(const KeptSearch &search);

/// What a person decides about a saved search; the body of POST and PUT.
struct SavedSearchDraft {
    /// 1 to 200 code points.
    std::string name;
    /// At most 20 of 1 to 50 code points, in order, each once.
    std::vector<std::string> tags;
    KeptSearch search;
};
Result<SavedSearchDraft> savedSearchDraftFromJson(const nlohmann::json &json);
nlohmann::json toJson(const SavedSearchDraft &draft);

struct SavedSearch {
    std::string id;
    SavedSearchDraft draft;
    UnixMillis createdAt = 0;
    UnixMillis updatedAt = 0;
    /// As If-Match takes it, quotes included.
    std::string etag;
};
nlohmann::json toJson(const SavedSearch &saved);
/// Of an answer; members that are not known are ignored.
Result<SavedSearch> savedSearchFromJson(const nlohmann::json &json);

/// A page of a list; `nextCursor` is empty at its end.
struct SavedSearchPage {
    std::vector<SavedSearch> items;
    std::string nextCursor;
};

/// One line of the history: a search that a person ran.
struct HistoryEntry {
    std::string id;
    UnixMillis at = 0;
    KeptSearch search;
    std::int64_t total = 0;
    double tookMillis = 0;
};
nlohmann::json toJson(const HistoryEntry &entry);
Result<HistoryEntry> historyEntryFromJson(const nlohmann::json &json);
struct HistoryPage {
    std::vector<HistoryEntry> items;
    std::string nextCursor;
};

/// What an import did: new ones, and those that were there already, to the last letter.
struct ImportCounts {
    std::int64_t received = 0;
    std::int64_t imported = 0;
    std::int64_t unchanged = 0;
};
nlohmann::json toJson(const ImportCounts &counts);
Result<ImportCounts> importCountsFromJson(const nlohmann::json &json);

/// The portable files: {format, version: 1, saved_searches | history: [...]}.
inline constexpr std::string_view kSavedSearchesFormat = "explorerio-saved-searches";
inline constexpr std::string_view kHistoryFormat = "explorerio-history";
nlohmann::json portableSavedSearches(const std::vector<SavedSearch> &saved);
nlohmann::json portableHistory(const std::vector<HistoryEntry> &entries);
/// The body of an import: such a file, or only its list. Ids and ETags in it are ignored. InvalidArgument
/// ("import_format" where it is another file or a newer version) with the pointer of each bad entry.
Result<std::vector<SavedSearchDraft>> savedSearchImportFromJson(const nlohmann::json &json);
Result<std::vector<HistoryEntry>> historyImportFromJson(const nlohmann::json &json);

} // namespace explorer::api
