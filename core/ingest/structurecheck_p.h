#pragma once

#include "core/ingest/parseddocument_p.h"

#include <vector>

namespace explorer::ingest
{

/// The JSON row of the limits table.
struct StructureLimits {
    int depth = 32;
    std::size_t objectKeys = 1000;
    std::size_t arrayElements = 10'000;
    std::size_t stringBytes = 1024 * 1024;
    std::size_t keyBytes = 256;
    std::size_t documentFields = 256;
};

/// Whether a parsed document keeps to the limits: one walk over its tape. Reads no types.
class StructureCheck
{
public:
    explicit StructureCheck(const StructureLimits &limits) : m_limits(limits) {}
    std::optional<Problem> check(simdjson::dom::element root);

private:
    bool walk(simdjson::dom::element value, int depth);
    bool walkObject(simdjson::dom::object object, int depth);
    bool walkArray(simdjson::dom::array array, int depth);
    bool checkText(std::string_view text);
    bool isRepeated(std::size_t begin, std::uint64_t &seen);
    bool refuse(std::string code, std::string message);
    [[nodiscard]] std::size_t countFields(simdjson::dom::element root) const;

    StructureLimits m_limits;
    std::vector<std::string_view> m_keys;
    std::size_t m_leaves = 0;
    std::optional<Problem> m_problem;
};

/// What a caller hands in from outside the pipeline (tests, PUT): parse and check in one.
std::optional<Problem> checkStructure(std::string_view json, const StructureLimits &limits = {});

} // namespace explorer::ingest
