#pragma once

#include "core/api/schema.h"
#include "core/api/search.h"
#include "core/index/lucene/execute/valuecounts.h"
#include "core/index/lucene/segment/segment.h"

#include <span>
#include <string>
#include <vector>

namespace explorer::index
{

/// Counts a field's values over all hits: exactly, each value once a document. Keywords are counted by
/// ordinal, an array a segment, and merged by text at the end.
class FacetCounter
{
public:
    /// Throws SearchStopped ("facet_field") where a field has no countable values.
    FacetCounter(const std::string &field, const api::Schema &schema);
    /// The segment must live until take().
    void startSegment(const Segment &segment);
    void collect(std::span<const int> documents);
    void finishSegment();
    /// The `most` most frequent values; ties by value.
    api::Facet take(int most);

private:
    /// What was counted in one segment: ordinals ascending, none with 0.
    struct Counted {
        const FieldTerms *terms = nullptr;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> counts;
    };
    void collectOrdinals(std::span<const int> documents);
    void collectNumbers(std::span<const int> documents);
    /// Calls `take` with each text and its count over all segments, ascending.
    template <typename Take>
    void eachText(const Take &take) const;
    [[nodiscard]] std::string textOf(std::int64_t value) const;

    std::string m_field;
    api::FieldType m_type;
    const OrdinalColumn *m_ordinals = nullptr;
    const NumericColumn *m_numbers = nullptr;
    const FieldTerms *m_terms = nullptr;
    /// Side by side, so that hits of the same value one after the other do not wait for each other.
    std::vector<std::uint32_t> m_byOrdinal;
    std::size_t m_lanes = 1;
    std::vector<Counted> m_counted;
    ValueCounts m_values;
    std::int64_t m_missing = 0;
};

} // namespace explorer::index
