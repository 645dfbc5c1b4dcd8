#include "core/api/suggest.h"

#include "core/api/searchpart_p.h"
#include "core/api/wire.h"

namespace explorer::api
{

Result<SuggestRequest> suggestRequestFromJson(const nlohmann::json &json)
{
    Problems problems;
    problems.note(requireKnownMembers(
        json, {"collection", "text", "cursor", "filters", "time", "zone", "now", "size"}));
    SuggestRequest request;
    problems.note(readMember(json, "text", request.text));
    std::int64_t cursor = -1;
    problems.note(readMember(json, "cursor", cursor));
    if (cursor >= 0)
        request.cursor = static_cast<std::size_t>(cursor);
    const Result<SearchRequest> part =
        readSearchPart(json, {"collection", "filters", "time", "zone", "now", "size"});
    if (!part)
        problems.note(part.error());
    if (auto good = problems.finish(); !good)
        return fail(std::move(good.error()));
    request.collections = part->collections;
    request.filters = part->filters;
    request.time = part->time;
    request.zone = part->zone;
    request.now = part->now;
    request.size = part->size;
    return request;
}

nlohmann::json toJson(const SuggestRequest &request)
{
    SearchRequest part;
    part.collections = request.collections;
    part.filters = request.filters;
    part.time = request.time;
    part.zone = request.zone;
    part.now = request.now;
    part.size = request.size;
    nlohmann::json json = toJson(part);
    json.erase("query");
    json["text"] = request.text;
    if (request.cursor)
        json["cursor"] = *request.cursor;
    return json;
}

nlohmann::json toJson(const SuggestAnswer &answer)
{
    nlohmann::json items = nlohmann::json::array();
    for (const SuggestItem &item : answer.items) {
        nlohmann::json entry{{"text", item.text}, {"insert", item.insert}, {"kind", item.kind}};
        if (!item.type.empty())
            entry["type"] = item.type;
        if (item.count)
            entry["count"] = *item.count;
        items.push_back(std::move(entry));
    }
    return {{"context", answer.context},
            {"replace", {{"offset", answer.replaceOffset}, {"length", answer.replaceLength}}},
            {"items", std::move(items)},
            {"took_ms", answer.tookMillis},
            {"partial", answer.partial}};
}

Result<SuggestAnswer> suggestAnswerFromJson(std::string_view body)
{
    try {
        const nlohmann::json json = nlohmann::json::parse(body);
        SuggestAnswer answer;
        answer.context = json.value("context", "");
        answer.replaceOffset = json.at("replace").value("offset", std::size_t{0});
        answer.replaceLength = json.at("replace").value("length", std::size_t{0});
        for (const nlohmann::json &entry : json.at("items")) {
            SuggestItem item;
            item.text = entry.value("text", "");
            item.insert = entry.value("insert", "");
            item.kind = entry.value("kind", "");
            item.type = entry.value("type", "");
            if (entry.contains("count"))
                item.count = entry.at("count").get<std::int64_t>();
            answer.items.push_back(std::move(item));
        }
        answer.tookMillis = json.value("took_ms", 0.0);
        answer.partial = json.value("partial", false);
        return answer;
    } catch (const nlohmann::json::exception &failure) {
        return fail(answerUnreadable(failure.what()));
    }
}

} // namespace explorer::api
