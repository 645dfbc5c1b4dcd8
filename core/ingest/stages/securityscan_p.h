#pragma once

#include "core/api/validation.h"
#include "core/ingest/record.h"
#include "core/ingest/stages/securityrules.h"

#include <simdjson.h>

namespace explorer::ingest
{

/// What is suspicious without being a signature's match.
struct ScanLimits {
    int depth = 20;
    std::size_t stringBytes = 256 * 1024;
};

/// Looks at all texts of a record, keys too, decoded: signatures, control characters, characters that turn
/// the direction of writing (CVE-2021-42574), uncommon depth and size. One scanner a thread.
class SecurityScan
{
public:
    explicit SecurityScan(std::shared_ptr<const SecurityRules> rules, const ScanLimits &limits = {})
        : m_scanner(std::move(rules)), m_limits(limits)
    {
    }
    /// By the policy: a problem, or a change "flagged" for each finding; the JSON stays as it is.
    void take(Record &record, simdjson::dom::element root, api::SecurityPolicy policy);

private:
    struct Hit {
        std::string rule;
        std::string description;
        std::string pointer;
    };
    void collect(simdjson::dom::element value, int depth);
    void add(std::string_view text);
    [[nodiscard]] std::vector<Hit> find(simdjson::dom::element root);
    void findCharacters(simdjson::dom::element root, std::vector<Hit> &hits) const;
    static void flag(Record &record, const std::vector<Hit> &hits);

    SecurityRules::Scanner m_scanner;
    ScanLimits m_limits;
    /// Every text of the record on lines of its own.
    std::string m_text;
    bool m_isDeep = false;
    bool m_isLong = false;
};

} // namespace explorer::ingest
