#include "core/api/searchhit_p.h"

#include <array>
#include <charconv>

namespace explorer::api
{
namespace
{

nlohmann::json highlightsToJson(const SearchHit &hit)
{
    nlohmann::json json = nlohmann::json::object();
    for (const auto &[field, spans] : hit.highlights) {
        nlohmann::json list = nlohmann::json::array();
        for (const HighlightSpan &span : spans)
            list.push_back({{"element", span.element}, {"offset", span.offset}, {"length", span.length}});
        json[field] = std::move(list);
    }
    return json;
}

void appendExplanation(std::string &out, const Explanation &explanation)
{
    out += "{\"value\":" + numberText(explanation.value) + ",\"description\":";
    appendJson(out, explanation.description);
    out += ",\"details\":[";
    for (const Explanation &detail : explanation.details) {
        if (&detail != &explanation.details.front())
            out += ',';
        appendExplanation(out, detail);
    }
    out += "]}";
}

Explanation readExplanation(const nlohmann::ordered_json &json)
{
    Explanation explanation{json.value("value", 0.0), json.value("description", "")};
    if (const auto details = json.find("details"); details != json.end()) {
        for (const auto &detail : *details)
            explanation.details.push_back(readExplanation(detail));
    }
    return explanation;
}

} // namespace

void appendJson(std::string &out, const nlohmann::json &json)
{
    out += json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string numberText(double value)
{
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr};
}

void appendHit(std::string &out, const SearchHit &hit)
{
    out += "{\"id\":";
    appendJson(out, hit.id);
    out += ",\"collection\":";
    appendJson(out, hit.collection);
    out += ",\"score\":" + numberText(hit.score);
    out += ",\"source\":";
    out += hit.source.empty() ? "null" : hit.source;
    if (!hit.highlights.empty()) {
        out += ",\"highlights\":";
        appendJson(out, highlightsToJson(hit));
    }
    if (hit.explanation) {
        out += ",\"explanation\":";
        appendExplanation(out, *hit.explanation);
    }
    out += '}';
}

void appendHitList(std::string &out, const std::vector<SearchHit> &hits)
{
    out += '[';
    bool first = true;
    for (const SearchHit &hit : hits) {
        if (!first)
            out += ',';
        first = false;
        appendHit(out, hit);
    }
    out += ']';
}

SearchHit readHit(const nlohmann::ordered_json &json)
{
    SearchHit hit;
    hit.id = json.value("id", "");
    hit.collection = json.value("collection", "");
    hit.score = json.value("score", 0.0);
    if (json.contains("source") && !json["source"].is_null())
        hit.source = json["source"].dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    if (json.contains("highlights")) {
        for (const auto &[field, spans] : json["highlights"].items()) {
            for (const auto &span : spans)
                hit.highlights[field].push_back({span.value("element", 0),
                                                 span.value("offset", std::size_t{0}),
                                                 span.value("length", std::size_t{0})});
        }
    }
    if (json.contains("explanation"))
        hit.explanation = readExplanation(json["explanation"]);
    return hit;
}

} // namespace explorer::api
