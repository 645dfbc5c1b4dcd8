#include "core/index/lucene/execute/sortkeys_p.h"

namespace explorer::index
{

std::uint64_t keyOfText(const FieldTerms *terms, std::string_view text)
{
    if (terms == nullptr)
        return 0;
    const std::uint32_t ordinal = terms->lowerBound(text);
    const bool isThere = ordinal < terms->size() && terms->at(ordinal) == text;
    return 2ULL * ordinal + (isThere ? 1 : 0);
}

int compareSortValues(const SortValue &a, const SortValue &b, bool descending)
{
    const bool missingA = std::holds_alternative<std::monostate>(a);
    const bool missingB = std::holds_alternative<std::monostate>(b);
    if (missingA || missingB)
        return static_cast<int>(missingA) - static_cast<int>(missingB);
    const int order = a < b ? -1 : (b < a ? 1 : 0);
    return descending ? -order : order;
}

} // namespace explorer::index
