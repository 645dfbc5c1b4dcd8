#pragma once

#include "core/api/search.h"

namespace explorer::api
{

/// What may be typed at the cursor of a query. Values and their counts are those within the filters, the time
/// range and the rest of the query.
struct SuggestRequest {
    std::vector<std::string> collections;
    std::string text;
    /// In code points of the text; its end if none.
    std::optional<std::size_t> cursor;
    std::vector<std::string> filters;
    std::optional<TimeRange> time;
    std::string zone;
    std::optional<UnixMillis> now;
    int size = 10;
};
/// The body of POST search/suggest. All problems at once, each with its pointer.
Result<SuggestRequest> suggestRequestFromJson(const nlohmann::json &json);
nlohmann::json toJson(const SuggestRequest &request);

struct SuggestItem {
    /// What is shown, and what replaces the part of the text that the answer names.
    std::string text;
    std::string insert;
    /// field, operator, value, keyword or history.
    std::string kind;
    /// Of a field: its type. Of a value: that of its field. Empty for the others.
    std::string type;
    /// Documents with the value; nothing where that was not counted.
    std::optional<std::int64_t> count;
    bool operator==(const SuggestItem &) const = default;
};

struct SuggestAnswer {
    /// What the cursor stands at: field, operator, value, keyword, or nothing.
    std::string context;
    /// In code points.
    std::size_t replaceOffset = 0;
    std::size_t replaceLength = 0;
    std::vector<SuggestItem> items;
    double tookMillis = 0;
    /// The deadline passed before everything was looked up.
    bool partial = false;
};
nlohmann::json toJson(const SuggestAnswer &answer);
Result<SuggestAnswer> suggestAnswerFromJson(std::string_view body);

} // namespace explorer::api
