#pragma once

#include "core/index/lucene/indexview.h"
#include "core/index/searchindex.h"

#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace explorer::index
{

inline namespace reading
{

/// Counts a field's values over all hits: exactly, each value once a document.
class FacetCounter
{
public:
    /// Throws SearchStopped ("facet_field") where a field has no countable values.
    FacetCounter(const std::string &field, const api::Schema &schema);
    void startSegment(const SegmentView &segment);
    void collect(std::span<const int> documents);
    void finishSegment();
    /// The `most` most frequent values; ties by value.
    api::Facet take(int most);

private:
    [[nodiscard]] std::string textOf(std::int64_t value) const;

    std::string m_field;
    api::FieldType m_type;
    std::shared_ptr<const KeywordColumn> m_keyword;
    std::shared_ptr<const NumericColumn> m_numeric;
    std::vector<std::uint32_t> m_byOrdinal;
    std::unordered_map<std::string, std::int64_t> m_texts;
    std::unordered_map<std::int64_t, std::int64_t> m_numbers;
    std::int64_t m_missing = 0;
};

} // namespace reading

} // namespace explorer::index
