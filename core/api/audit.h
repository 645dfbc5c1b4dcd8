#pragma once

#include "core/base/clock.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace explorer::api
{

/// One action that changed what others see; never changed afterwards.
struct AuditEntry {
    std::int64_t sequence = 0;
    UnixMillis at = 0;
    std::string user;
    /// Dotted, for example `cache.invalidate`.
    std::string action;
    std::string target;
    std::string detail;
    /// Lower-case hex SHA-256 over the entry before it and this one.
    std::string hash;
};

/// GET audit, newest first.
struct AuditPage {
    std::vector<AuditEntry> entries;
    std::string nextCursor;
};
void to_json(nlohmann::json &json, const AuditPage &page);
void from_json(const nlohmann::json &json, AuditPage &page);

} // namespace explorer::api
