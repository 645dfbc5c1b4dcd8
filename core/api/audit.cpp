#include "core/api/audit.h"

#include "core/base/timestamp.h"

namespace explorer::api
{

void to_json(nlohmann::json &json, const AuditPage &page)
{
    json = {{"entries", nlohmann::json::array()}};
    for (const AuditEntry &entry : page.entries)
        json["entries"].push_back({{"sequence", entry.sequence},
                                   {"at", toRfc3339(entry.at)},
                                   {"user", entry.user},
                                   {"action", entry.action},
                                   {"target", entry.target},
                                   {"detail", entry.detail},
                                   {"hash", entry.hash}});
    if (!page.nextCursor.empty())
        json["next_cursor"] = page.nextCursor;
}

void from_json(const nlohmann::json &json, AuditPage &page)
{
    for (const nlohmann::json &item : json.value("entries", nlohmann::json::array())) {
        AuditEntry &entry = page.entries.emplace_back();
        entry.sequence = item.value("sequence", std::int64_t{0});
        entry.at = fromRfc3339(item.value("at", "")).value_or(0);
        entry.user = item.value("user", "");
        entry.action = item.value("action", "");
        entry.target = item.value("target", "");
        entry.detail = item.value("detail", "");
        entry.hash = item.value("hash", "");
    }
    page.nextCursor = json.value("next_cursor", "");
}

} // namespace explorer::api
