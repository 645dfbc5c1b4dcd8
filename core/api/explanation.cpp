#include "core/api/explanation.h"

namespace explorer::api
{
namespace
{

constexpr int kDepthLimit = 32;

Explanation readLevel(const nlohmann::ordered_json &json, int depth)
{
    Explanation read;
    if (!json.is_object())
        return read;
    read.value = json.value("value", 0.0);
    read.description = json.value("description", "");
    const auto details = json.find("details");
    if (details == json.end() || !details->is_array() || depth == kDepthLimit)
        return read;
    for (const auto &detail : *details)
        read.details.push_back(readLevel(detail, depth + 1));
    return read;
}

} // namespace

nlohmann::json toJson(const Explanation &explanation)
{
    nlohmann::json details = nlohmann::json::array();
    for (const Explanation &detail : explanation.details)
        details.push_back(toJson(detail));
    return {{"value", explanation.value},
            {"description", explanation.description},
            {"details", std::move(details)}};
}

Explanation explanationFromJson(const nlohmann::ordered_json &json) { return readLevel(json, 1); }

} // namespace explorer::api
