#include "ui/client/answers.h"

#include <string_view>

namespace explorer::ui
{

namespace
{

nlohmann::json jsonOf(const RawAnswer &raw)
{
    return nlohmann::json::parse(raw.body.begin(), raw.body.end());
}

std::string_view textOf(const RawAnswer &raw)
{
    return {raw.body.constData(), static_cast<std::size_t>(raw.body.size())};
}

template <typename Page, typename Read>
Result<Page> readPage(const RawAnswer &raw, Read read)
{
    const nlohmann::json json = jsonOf(raw);
    Page page;
    for (const nlohmann::json &entry : json.at("items")) {
        auto item = read(entry);
        if (!item)
            return fail(std::move(item.error()));
        page.items.push_back(std::move(*item));
    }
    page.nextCursor = json.value("next_cursor", "");
    return page;
}

QString textMember(const nlohmann::json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? QString::fromStdString(found->get<std::string>())
                                                       : QString();
}

} // namespace

Result<ApiClient::ServerMeta> parseMeta(const RawAnswer &raw)
{
    const nlohmann::json json = jsonOf(raw);
    ApiClient::ServerMeta meta;
    meta.version = textMember(json, "version");
    meta.oldestClient = textMember(json, "oldest_client");
    meta.roundTripMillis = raw.roundTripMillis;
    if (meta.version.isEmpty())
        return fail(ErrorCode::InvalidArgument, "not_a_server", "The answer of meta has no version.");
    return meta;
}

Result<api::TokenAnswer> parseTokens(const RawAnswer &raw) { return jsonOf(raw).get<api::TokenAnswer>(); }

Result<std::vector<api::CollectionInfo>> parseCollections(const RawAnswer &raw)
{
    const nlohmann::json json = jsonOf(raw);
    if (json.is_array())
        return json.get<std::vector<api::CollectionInfo>>();
    return json.at(json.contains("items") ? "items" : "collections").get<std::vector<api::CollectionInfo>>();
}

Result<api::CollectionInfo> parseCollection(const RawAnswer &raw)
{
    return jsonOf(raw).get<api::CollectionInfo>();
}

Result<api::SearchAnswer> parseSearch(const RawAnswer &raw) { return api::searchAnswerFromJson(textOf(raw)); }

Result<ApiClient::DocumentAnswer> parseDocument(const RawAnswer &raw)
{
    return ApiClient::DocumentAnswer{raw.body.toStdString(), QString::fromLatin1(raw.etag)};
}

Result<api::BulkAnswer> parseBulk(const RawAnswer &raw) { return jsonOf(raw).get<api::BulkAnswer>(); }

Result<ApiClient::Detection> parseDetection(const RawAnswer &raw)
{
    const nlohmann::json json = jsonOf(raw);
    ApiClient::Detection detection;
    auto format = api::documentFormatFromString(json.value("format", "ndjson"));
    if (!format)
        return fail(std::move(format.error()));
    detection.format.format = *format;
    const auto character = [&json](const char *name, char fallback) {
        const std::string text = json.value(name, "");
        return text.empty() ? fallback : text.front();
    };
    detection.format.csv = {character("delimiter", '\0'), character("quote", '"'),
                            json.value("header", true)};
    detection.format.pattern = json.value("pattern", "");
    detection.encoding = json.value("encoding", "");
    detection.parsedRatio = json.value("parsed_ratio", 0.0);
    detection.sampled = json.value("sampled", std::int64_t{0});
    if (const auto schema = json.find("schema"); schema != json.end() && !schema->is_null()) {
        auto parsed = api::schemaFromJson(*schema);
        if (!parsed)
            return fail(std::move(parsed.error()));
        detection.schema = *std::move(parsed);
    }
    detection.records = json.value("records", std::vector<std::string>());
    return detection;
}

Result<api::HealthReport> parseHealth(const RawAnswer &raw) { return jsonOf(raw).get<api::HealthReport>(); }

Result<api::SuggestAnswer> parseSuggest(const RawAnswer &raw)
{
    return api::suggestAnswerFromJson(textOf(raw));
}

Result<api::DocumentContext> parseContext(const RawAnswer &raw)
{
    return api::documentContextFromJson(textOf(raw));
}

Result<api::SavedSearch> parseSavedSearch(const RawAnswer &raw)
{
    return api::savedSearchFromJson(jsonOf(raw));
}

Result<api::SavedSearchPage> parseSavedSearches(const RawAnswer &raw)
{
    return readPage<api::SavedSearchPage>(raw, api::savedSearchFromJson);
}

Result<api::HistoryEntry> parseHistoryEntry(const RawAnswer &raw)
{
    return api::historyEntryFromJson(jsonOf(raw));
}

Result<api::HistoryPage> parseHistory(const RawAnswer &raw)
{
    return readPage<api::HistoryPage>(raw, api::historyEntryFromJson);
}

Result<api::ImportCounts> parseImportCounts(const RawAnswer &raw)
{
    return api::importCountsFromJson(jsonOf(raw));
}

Result<QByteArray> parseFile(const RawAnswer &raw) { return raw.body; }

Result<ApiClient::Preferences> parsePreferences(const RawAnswer &raw)
{
    return ApiClient::Preferences{raw.body.toStdString(), QString::fromLatin1(raw.etag)};
}

Result<ApiClient::Nothing> parseNothing(const RawAnswer &) { return ApiClient::Nothing{}; }

} // namespace explorer::ui
