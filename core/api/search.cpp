#include "core/api/search.h"

#include "core/api/searchhit_p.h"
#include "core/api/wire.h"
#include "core/base/timestamp.h"

namespace explorer::api
{
namespace
{

void appendHits(std::string &out, const SearchAnswer &answer)
{
    out += "\"hits\":";
    appendHitList(out, answer.hits);
}

nlohmann::json facetsToJson(const std::vector<Facet> &facets)
{
    nlohmann::json json = nlohmann::json::object();
    for (const Facet &facet : facets) {
        nlohmann::json values = nlohmann::json::array();
        for (const FacetValue &value : facet.values)
            values.push_back({{"value", value.value}, {"count", value.count}});
        json[facet.field] = {{"values", std::move(values)},
                             {"other", facet.otherCount},
                             {"missing", facet.missingCount},
                             {"distinct", facet.distinctCount}};
    }
    return json;
}

/// Written straight away: a year of days as a tree of values takes longer than counting them.
void appendHistogram(std::string &out, const Histogram &histogram)
{
    out += "{\"field\":";
    appendJson(out, histogram.field);
    out += ",\"interval\":";
    appendJson(out, histogram.interval);
    out += ",\"buckets\":[";
    for (std::size_t i = 0; i < histogram.buckets.size(); ++i) {
        const HistogramBucket &bucket = histogram.buckets[i];
        out.append(i > 0 ? ",{\"start\":\"" : "{\"start\":\"").append(toRfc3339(bucket.start));
        out.append("\",\"start_ms\":").append(std::to_string(bucket.start));
        out.append(",\"count\":").append(std::to_string(bucket.count)).append("}");
    }
    out += "]}";
}

/// A figure that no hit has a value for is null.
nlohmann::json figure(const std::variant<std::monostate, std::int64_t, double> &value)
{
    if (const auto *whole = std::get_if<std::int64_t>(&value))
        return *whole;
    if (const auto *real = std::get_if<double>(&value))
        return *real;
    return nullptr;
}

nlohmann::json statisticsToJson(const std::vector<FieldStatistics> &statistics)
{
    nlohmann::json json = nlohmann::json::array();
    for (const FieldStatistics &one : statistics) {
        json.push_back({{"field", one.field},
                        {"count", one.count},
                        {"missing", one.missing},
                        {"min", figure(one.min)},
                        {"max", figure(one.max)},
                        {"sum", one.count > 0 ? nlohmann::json(one.sum) : nlohmann::json()},
                        {"mean", one.count > 0 ? nlohmann::json(one.mean) : nlohmann::json()}});
    }
    return json;
}

std::variant<std::monostate, std::int64_t, double> figureOf(const nlohmann::ordered_json &json)
{
    if (json.is_number_integer())
        return json.get<std::int64_t>();
    if (json.is_number())
        return json.get<double>();
    return {};
}

void readStatistics(const nlohmann::ordered_json &json, SearchAnswer &answer)
{
    const auto found = json.find("statistics");
    if (found == json.end())
        return;
    for (const auto &entry : *found) {
        FieldStatistics one;
        one.field = entry.value("field", "");
        one.count = entry.value("count", std::int64_t{0});
        one.missing = entry.value("missing", std::int64_t{0});
        one.min = figureOf(entry.at("min"));
        one.max = figureOf(entry.at("max"));
        one.sum = entry.at("sum").is_number() ? entry.at("sum").get<double>() : 0;
        one.mean = entry.at("mean").is_number() ? entry.at("mean").get<double>() : 0;
        answer.statistics.push_back(std::move(one));
    }
}

void readExploration(const nlohmann::ordered_json &json, SearchAnswer &answer)
{
    if (json.contains("facets")) {
        for (const auto &[field, entry] : json["facets"].items()) {
            Facet facet;
            facet.field = field;
            facet.otherCount = entry.value("other", std::int64_t{0});
            facet.missingCount = entry.value("missing", std::int64_t{0});
            facet.distinctCount = entry.value("distinct", std::int64_t{0});
            for (const auto &value : entry["values"])
                facet.values.push_back({value.value("value", ""), value.value("count", std::int64_t{0})});
            answer.facets.push_back(std::move(facet));
        }
    }
    if (json.contains("histogram") && json["histogram"].is_object()) {
        const auto &entry = json["histogram"];
        Histogram histogram;
        histogram.field = entry.value("field", "");
        histogram.interval = entry.value("interval", "");
        for (const auto &bucket : entry["buckets"])
            histogram.buckets.push_back(
                {bucket.value("start_ms", std::int64_t{0}), bucket.value("count", std::int64_t{0})});
        answer.histogram = std::move(histogram);
    }
}

} // namespace

Result<std::vector<SortField>> parseSort(std::string_view text)
{
    std::vector<SortField> sort;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        std::string_view part = text.substr(0, comma);
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
        SortField field;
        const std::size_t colon = part.rfind(':');
        const std::string_view direction = colon == std::string_view::npos ? "" : part.substr(colon + 1);
        field.field = part.substr(0, colon);
        if (field.field.empty() ||
            (colon != std::string_view::npos && direction != "asc" && direction != "desc"))
            return fail(ErrorCode::InvalidArgument, "sort_syntax",
                        "A sort is field:asc or field:desc, separated by commas; \"" + std::string(part) +
                            "\" is not.");
        field.descending = direction.empty() ? field.field == "score" : direction == "desc";
        sort.push_back(std::move(field));
    }
    return sort;
}

std::string formatSort(const std::vector<SortField> &sort)
{
    std::string text;
    for (const SortField &field : sort)
        text.append(text.empty() ? "" : ",").append(field.field).append(field.descending ? ":desc" : ":asc");
    return text;
}

Result<SearchRequest> searchRequestFromJson(const nlohmann::json &json)
{
    Error problems = makeError(ErrorCode::InvalidArgument, "wrong_type", "");
    const auto note = [&problems](const Error &error, std::string_view pointer) {
        if (error.details.empty()) {
            ErrorDetail detail;
            detail.code = error.reason;
            detail.message = error.message;
            detail.pointer = pointer;
            problems.details.push_back(std::move(detail));
        }
        for (const ErrorDetail &detail : error.details)
            problems.details.push_back(detail);
        if (problems.message.empty()) {
            problems.message = error.message;
            problems.reason = error.reason;
        }
    };
    const auto read = [&](std::string_view name, auto &target) {
        if (auto result = readMember(json, name, target); !result)
            note(result.error(), {});
    };
    SearchRequest request;
    if (auto known = requireKnownMembers(
            json,
            {"collection", "query",   "filters",          "time",    "sort",   "size",      "cursor",
             "offset",     "fields",  "highlight",        "explain", "facets", "histogram", "statistics",
             "timeout_ms", "literal", "default_operator", "ranking", "now",    "zone"});
        !known)
        note(known.error(), {});
    if (json.contains("collection") && json["collection"].is_string())
        request.collections = {json["collection"].get<std::string>()};
    else
        read("collection", request.collections);
    std::string sort;
    if (json.contains("sort") && json["sort"].is_array()) {
        std::vector<std::string> parts;
        read("sort", parts);
        for (const std::string &part : parts)
            sort += (sort.empty() ? "" : ",") + part;
    } else {
        read("sort", sort);
    }
    if (auto parsed = parseSort(sort))
        request.sort = std::move(*parsed);
    else
        note(parsed.error(), "/sort");
    read("query", request.query);
    read("filters", request.filters);
    read("size", request.size);
    read("cursor", request.cursor);
    read("offset", request.offset);
    read("fields", request.fields);
    read("highlight", request.highlight);
    read("explain", request.explain);
    read("facets", request.facets);
    read("histogram", request.histogram);
    read("statistics", request.statistics);
    int timeout = -1;
    read("timeout_ms", timeout);
    if (timeout >= 0)
        request.timeoutMillis = timeout;
    read("literal", request.literal);
    read("default_operator", request.defaultOperator);
    read("ranking", request.ranking);
    read("zone", request.zone);
    std::string now;
    read("now", now);
    if (!now.empty()) {
        request.now = fromRfc3339(now);
        if (!request.now)
            note(makeError(ErrorCode::InvalidArgument, "type_mismatch",
                           "now is a time such as 2024-03-15T12:34:56Z."),
                 "/now");
    }
    if (request.defaultOperator != "and" && request.defaultOperator != "or")
        note(makeError(ErrorCode::InvalidArgument, "wrong_value", "default_operator is and or or."),
             "/default_operator");
    if (request.ranking != "natural" && request.ranking != "bm25")
        note(makeError(ErrorCode::InvalidArgument, "wrong_value", "ranking is natural or bm25."), "/ranking");
    if (json.contains("time") && json["time"].is_object()) {
        const nlohmann::json &time = json["time"];
        TimeRange range;
        if (auto known = requireKnownMembers(time, {"field", "from", "to", "zone"}); !known)
            note(known.error(), {});
        for (const auto &[name, target] : {std::pair{"field", &range.field}, std::pair{"from", &range.from},
                                           std::pair{"to", &range.to}, std::pair{"zone", &range.zone}}) {
            if (auto result = readMember(time, name, *target); !result)
                note(result.error(), {});
        }
        request.time = std::move(range);
    } else if (json.contains("time") && !json["time"].is_null()) {
        note(makeError(ErrorCode::InvalidArgument, "wrong_type",
                       "time is an object with field, from, to and zone."),
             "/time");
    }
    if (!problems.details.empty())
        return fail(std::move(problems));
    return request;
}

nlohmann::json toJson(const SearchRequest &request)
{
    nlohmann::json json{
        {"collection", request.collections}, {"query", request.query}, {"size", request.size}};
    if (!request.filters.empty())
        json["filters"] = request.filters;
    if (request.time)
        json["time"] = {{"field", request.time->field},
                        {"from", request.time->from},
                        {"to", request.time->to},
                        {"zone", request.time->zone}};
    if (!request.sort.empty())
        json["sort"] = formatSort(request.sort);
    if (!request.cursor.empty())
        json["cursor"] = request.cursor;
    if (request.offset != 0)
        json["offset"] = request.offset;
    if (!request.fields.empty())
        json["fields"] = request.fields;
    if (request.highlight)
        json["highlight"] = true;
    if (request.explain)
        json["explain"] = true;
    if (!request.facets.empty())
        json["facets"] = request.facets;
    if (!request.histogram.empty())
        json["histogram"] = request.histogram;
    if (!request.statistics.empty())
        json["statistics"] = request.statistics;
    if (request.timeoutMillis)
        json["timeout_ms"] = *request.timeoutMillis;
    if (request.literal)
        json["literal"] = true;
    if (request.defaultOperator != "and")
        json["default_operator"] = request.defaultOperator;
    if (request.ranking != "natural")
        json["ranking"] = request.ranking;
    if (request.now)
        json["now"] = toRfc3339(*request.now);
    if (!request.zone.empty())
        json["zone"] = request.zone;
    return json;
}

std::string encodeSearchBody(const SearchAnswer &answer)
{
    std::string out = "{";
    appendHits(out, answer);
    out += ",\"total\":{\"value\":" + std::to_string(answer.total) + ",\"relation\":\"" +
           answer.totalRelation + "\"}";
    if (!answer.facets.empty()) {
        out += ",\"facets\":";
        appendJson(out, facetsToJson(answer.facets));
    }
    if (answer.histogram) {
        out += ",\"histogram\":";
        appendHistogram(out, *answer.histogram);
    }
    if (!answer.statistics.empty()) {
        out += ",\"statistics\":";
        appendJson(out, statisticsToJson(answer.statistics));
    }
    if (!answer.nextCursor.empty()) {
        out += ",\"next_cursor\":";
        appendJson(out, answer.nextCursor);
    }
    out += answer.partial ? ",\"partial\":true" : ",\"partial\":false";
    out += ",\"generation\":" + std::to_string(answer.generation);
    nlohmann::json warnings = nlohmann::json::array();
    for (const ErrorDetail &warning : answer.warnings)
        warnings.push_back(toJson(warning));
    out += ",\"warnings\":";
    appendJson(out, warnings);
    out += '}';
    return out;
}

bool isWithoutHits(std::string_view encodedBody)
{
    return encodedBody.starts_with("{\"hits\":[],\"total\":{\"value\":0,\"relation\":\"eq\"}");
}

std::string withWarning(std::string_view encodedBody, const ErrorDetail &warning)
{
    // The warnings are the last member.
    std::string out(encodedBody.substr(0, encodedBody.size() - 2));
    if (!out.ends_with('['))
        out += ',';
    appendJson(out, toJson(warning));
    return out += "]}";
}

std::string withEnvelope(std::string_view encodedBody, double tookMillis, const CacheInfo &cache)
{
    std::string out = "{\"took_ms\":" + numberText(tookMillis) + ",\"cache\":{\"status\":\"" + cache.status +
                      "\",\"age_ms\":" + std::to_string(cache.ageMillis) + "},";
    out.append(encodedBody.substr(1));
    return out;
}

Result<SearchAnswer> searchAnswerFromJson(std::string_view body)
{
    try {
        // The order of a source's members is kept: a person reads it as it was written.
        const nlohmann::ordered_json json = nlohmann::ordered_json::parse(body);
        SearchAnswer answer;
        for (const auto &hit : json.at("hits"))
            answer.hits.push_back(readHit(hit));
        answer.total = json.at("total").value("value", std::int64_t{0});
        answer.totalRelation = json.at("total").value("relation", "eq");
        readExploration(json, answer);
        readStatistics(json, answer);
        answer.nextCursor = json.value("next_cursor", "");
        answer.tookMillis = json.value("took_ms", 0.0);
        answer.partial = json.value("partial", false);
        answer.generation = json.value("generation", std::int64_t{0});
        if (json.contains("cache")) {
            answer.cache.status = json["cache"].value("status", "");
            answer.cache.ageMillis = json["cache"].value("age_ms", std::int64_t{0});
        }
        if (json.contains("warnings")) {
            for (const auto &warning : json["warnings"])
                answer.warnings.push_back(errorDetailFromJson(nlohmann::json(warning)));
        }
        return answer;
    } catch (const nlohmann::json::exception &failure) {
        return fail(ErrorCode::Internal, "answer_unreadable",
                    std::string("The server's answer is not what this program understands: ") +
                        failure.what());
    }
}

} // namespace explorer::api
