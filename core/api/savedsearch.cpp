#include "core/api/savedsearch.h"

#include "core/api/searchpart_p.h"
#include "core/api/wire.h"
#include "core/base/timestamp.h"

#include <algorithm>
#include <array>

namespace explorer::api
{
namespace
{

constexpr std::size_t kNameLimit = 200;
constexpr std::size_t kTagLimit = 50;
constexpr std::size_t kTagsLimit = 20;
constexpr std::size_t kSearchLimitBytes = 16 * 1024;

struct ListLimit {
    const char *member;
    std::size_t count;
    std::size_t bytes;
};

std::size_t codePoints(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

Error limitExceeded(const std::string &message)
{
    return makeError(ErrorCode::InvalidArgument, "limit_exceeded", message);
}

void checkList(Problems &problems, const std::vector<std::string> &list, const ListLimit &limit)
{
    const std::string pointer = "/" + std::string(limit.member);
    if (list.size() > limit.count)
        problems.note(
            limitExceeded("At most " + std::to_string(limit.count) + " " + limit.member + " can be kept."),
            {}, pointer);
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].size() > limit.bytes)
            problems.note(limitExceeded("One of " + std::string(limit.member) + " is over " +
                                        std::to_string(limit.bytes) + " bytes long."),
                          {}, pointer + "/" + std::to_string(i));
    }
}

void checkLimits(Problems &problems, const KeptSearch &search)
{
    checkList(problems, search.collections, {"collection", 32, 200});
    checkList(problems, search.filters, {"filters", 64, 2048});
    checkList(problems, search.columns, {"columns", 256, 256});
    if (search.collections.empty())
        problems.note(makeError(ErrorCode::InvalidArgument, "missing_member",
                                "collection is missing: name one or several."),
                      {}, "/collection");
    if (search.query.size() > 2048)
        problems.note(limitExceeded("The query is over 2 KiB long."), {}, "/query");
    if (search.sort.size() > 8)
        problems.note(limitExceeded("At most 8 sort fields can be kept."), {}, "/sort");
    for (const SortField &sort : search.sort) {
        if (sort.field.size() > 256)
            problems.note(limitExceeded("A field's name is over 256 bytes long."), {}, "/sort");
    }
    const TimeRange time = search.time.value_or(TimeRange{});
    for (const std::string *text : {&time.field, &time.from, &time.to, &time.zone}) {
        if (text->size() > 256)
            problems.note(limitExceeded("A part of time is over 256 bytes long."), {}, "/time");
    }
}

std::vector<std::string> distinct(std::vector<std::string> tags)
{
    std::vector<std::string> kept;
    for (std::string &tag : tags) {
        if (std::find(kept.begin(), kept.end(), tag) == kept.end())
            kept.push_back(std::move(tag));
    }
    return kept;
}

Result<KeptSearch> readSearch(const nlohmann::json &json)
{
    const auto found = json.find("search");
    if (found == json.end() || !found->is_object()) {
        Problems problems;
        problems.note(makeError(ErrorCode::InvalidArgument, "missing_member",
                                "search is missing: an object with collection and query."),
                      {}, "/search");
        return fail(std::move(problems.finish().error()));
    }
    Result<KeptSearch> search = keptSearchFromJson(*found);
    if (search)
        return search;
    Problems problems;
    problems.note(search.error(), "/search");
    return fail(std::move(problems.finish().error()));
}

/// The list of a portable file, or of a body that holds only that.
Result<nlohmann::json> importList(const nlohmann::json &json, std::string_view format, const char *list)
{
    if (auto known = requireKnownMembers(json, {"format", "version", "exported_at", list}); !known)
        return fail(std::move(known.error()));
    const bool isOther = json.contains("format") && json["format"] != nlohmann::json(format);
    const bool isNewer = json.contains("version") && json["version"] != nlohmann::json(1);
    if (isOther || isNewer || !json.contains(list) || !json[list].is_array())
        return fail(ErrorCode::InvalidArgument, "import_format",
                    "This is no file of " + std::string(format) + ", version 1: it needs a list called " +
                        std::string(list) + ".");
    return json[list];
}

template <typename Entry, typename Read>
Result<std::vector<Entry>> importEntries(const nlohmann::json &list, const char *name, Read read)
{
    std::vector<Entry> entries;
    Problems problems;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string pointer = "/" + std::string(name) + "/" + std::to_string(i);
        if (!list[i].is_object()) {
            problems.note(makeError(ErrorCode::InvalidArgument, "wrong_type", "Each entry is an object."), {},
                          pointer);
            continue;
        }
        Result<Entry> entry = read(list[i]);
        if (entry)
            entries.push_back(std::move(*entry));
        else
            problems.note(entry.error(), pointer);
    }
    if (auto good = problems.finish(); !good)
        return fail(std::move(good.error()));
    return entries;
}

nlohmann::json without(nlohmann::json json, std::initializer_list<const char *> members)
{
    for (const char *member : members)
        json.erase(member);
    return json;
}

UnixMillis timeMember(const nlohmann::json &json, const char *name)
{
    const auto found = json.find(name);
    if (found == json.end() || !found->is_string())
        return 0;
    return fromRfc3339(found->get<std::string>()).value_or(0);
}

} // namespace

Result<KeptSearch> keptSearchFromJson(const nlohmann::json &json)
{
    Problems problems;
    problems.note(
        requireKnownMembers(json, {"collection", "query", "literal", "filters", "time", "sort", "columns"}));
    KeptSearch kept;
    problems.note(readMember(json, "literal", kept.literal));
    problems.note(readMember(json, "columns", kept.columns));
    Result<SearchRequest> part = readSearchPart(json, {"collection", "query", "filters", "time", "sort"});
    if (!part) {
        problems.note(part.error());
        return fail(std::move(problems.finish().error()));
    }
    kept.collections = std::move(part->collections);
    kept.query = std::move(part->query);
    kept.filters = std::move(part->filters);
    kept.time = std::move(part->time);
    kept.sort = std::move(part->sort);
    checkLimits(problems, kept);
    if (toJson(kept).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).size() >
        kSearchLimitBytes)
        problems.note(limitExceeded("The whole search is over 16 KiB long."));
    if (auto good = problems.finish(); !good)
        return fail(std::move(good.error()));
    return kept;
}

nlohmann::json toJson(const KeptSearch &search)
{
    SearchRequest part;
    part.collections = search.collections;
    part.query = search.query;
    part.literal = search.literal;
    part.filters = search.filters;
    part.time = search.time;
    part.sort = search.sort;
    nlohmann::json json = without(toJson(part), {"size"});
    if (!search.columns.empty())
        json["columns"] = search.columns;
    return json;
}

Result<SavedSearchDraft> savedSearchDraftFromJson(const nlohmann::json &json)
{
    Problems problems;
    problems.note(requireKnownMembers(json, {"name", "tags", "search"}));
    SavedSearchDraft draft;
    problems.note(readMember(json, "name", draft.name));
    if (draft.name.empty() || codePoints(draft.name) > kNameLimit)
        problems.note(limitExceeded("A saved search has a name of 1 to 200 characters."), {}, "/name");
    std::vector<std::string> tags;
    problems.note(readMember(json, "tags", tags));
    draft.tags = distinct(std::move(tags));
    if (draft.tags.size() > kTagsLimit)
        problems.note(limitExceeded("A saved search has at most 20 tags."), {}, "/tags");
    for (const std::string &tag : draft.tags) {
        if (tag.empty() || codePoints(tag) > kTagLimit)
            problems.note(limitExceeded("A tag has 1 to 50 characters."), {}, "/tags");
    }
    if (Result<KeptSearch> search = readSearch(json))
        draft.search = std::move(*search);
    else
        problems.note(search.error());
    if (auto good = problems.finish(); !good)
        return fail(std::move(good.error()));
    return draft;
}

nlohmann::json toJson(const SavedSearchDraft &draft)
{
    return {{"name", draft.name}, {"tags", draft.tags}, {"search", toJson(draft.search)}};
}

nlohmann::json toJson(const SavedSearch &saved)
{
    nlohmann::json json = toJson(saved.draft);
    json["id"] = saved.id;
    json["created_at"] = toRfc3339(saved.createdAt);
    json["updated_at"] = toRfc3339(saved.updatedAt);
    json["etag"] = saved.etag;
    return json;
}

Result<SavedSearch> savedSearchFromJson(const nlohmann::json &json)
{
    nlohmann::json part = nlohmann::json::object();
    for (const char *member : {"name", "tags", "search"}) {
        if (json.contains(member))
            part[member] = json[member];
    }
    Result<SavedSearchDraft> draft = savedSearchDraftFromJson(part);
    if (!draft)
        return fail(std::move(draft.error()));
    SavedSearch saved;
    saved.draft = std::move(*draft);
    saved.id = json.value("id", "");
    saved.createdAt = timeMember(json, "created_at");
    saved.updatedAt = timeMember(json, "updated_at");
    saved.etag = json.value("etag", "");
    return saved;
}

nlohmann::json toJson(const HistoryEntry &entry)
{
    nlohmann::json json{{"at", toRfc3339(entry.at)},
                        {"search", toJson(entry.search)},
                        {"total", entry.total},
                        {"took_ms", entry.tookMillis}};
    if (!entry.id.empty())
        json["id"] = entry.id;
    return json;
}

Result<HistoryEntry> historyEntryFromJson(const nlohmann::json &json)
{
    Problems problems;
    problems.note(requireKnownMembers(json, {"id", "at", "search", "total", "took_ms"}));
    HistoryEntry entry;
    problems.note(readMember(json, "id", entry.id));
    problems.note(readMember(json, "total", entry.total));
    problems.note(readMember(json, "took_ms", entry.tookMillis));
    std::string at;
    problems.note(readMember(json, "at", at));
    if (!at.empty()) {
        const std::optional<UnixMillis> moment = fromRfc3339(at);
        if (!moment)
            problems.note(makeError(ErrorCode::InvalidArgument, "type_mismatch",
                                    "at is a time such as 2024-03-15T12:34:56Z."),
                          {}, "/at");
        entry.at = moment.value_or(0);
    }
    if (entry.total < 0 || !(entry.tookMillis >= 0))
        problems.note(
            makeError(ErrorCode::InvalidArgument, "wrong_value", "total and took_ms are not below 0."), {},
            entry.total < 0 ? "/total" : "/took_ms");
    if (Result<KeptSearch> search = readSearch(json))
        entry.search = std::move(*search);
    else
        problems.note(search.error());
    if (auto good = problems.finish(); !good)
        return fail(std::move(good.error()));
    return entry;
}

nlohmann::json toJson(const ImportCounts &counts)
{
    return {{"received", counts.received}, {"imported", counts.imported}, {"unchanged", counts.unchanged}};
}

Result<ImportCounts> importCountsFromJson(const nlohmann::json &json)
{
    ImportCounts counts;
    counts.received = json.value("received", std::int64_t{0});
    counts.imported = json.value("imported", std::int64_t{0});
    counts.unchanged = json.value("unchanged", std::int64_t{0});
    return counts;
}

nlohmann::json portableSavedSearches(const std::vector<SavedSearch> &saved)
{
    nlohmann::json list = nlohmann::json::array();
    for (const SavedSearch &one : saved)
        list.push_back(without(toJson(one), {"id", "etag"}));
    return {{"format", kSavedSearchesFormat}, {"version", 1}, {"saved_searches", std::move(list)}};
}

nlohmann::json portableHistory(const std::vector<HistoryEntry> &entries)
{
    nlohmann::json list = nlohmann::json::array();
    for (const HistoryEntry &entry : entries)
        list.push_back(without(toJson(entry), {"id"}));
    return {{"format", kHistoryFormat}, {"version", 1}, {"history", std::move(list)}};
}

Result<std::vector<SavedSearchDraft>> savedSearchImportFromJson(const nlohmann::json &json)
{
    const Result<nlohmann::json> list = importList(json, kSavedSearchesFormat, "saved_searches");
    if (!list)
        return fail(list.error());
    return importEntries<SavedSearchDraft>(*list, "saved_searches", [](const nlohmann::json &entry) {
        return savedSearchDraftFromJson(without(entry, {"id", "etag", "created_at", "updated_at"}));
    });
}

Result<std::vector<HistoryEntry>> historyImportFromJson(const nlohmann::json &json)
{
    const Result<nlohmann::json> list = importList(json, kHistoryFormat, "history");
    if (!list)
        return fail(list.error());
    return importEntries<HistoryEntry>(*list, "history", [](const nlohmann::json &entry) {
        return historyEntryFromJson(without(entry, {"id"}));
    });
}

} // namespace explorer::api
