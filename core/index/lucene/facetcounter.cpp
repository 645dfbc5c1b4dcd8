#include "core/index/lucene/facetcounter.h"

#include "core/base/timestamp.h"
#include "core/index/lucene/interrupt.h"
#include "core/index/lucene/lucenetext.h"

#include <algorithm>
#include <charconv>

namespace explorer::index
{
namespace
{

/// The best `most` of (value, count), and the sums of a facet.
template <typename T, typename Text>
void fillFacet(api::Facet &facet, std::vector<std::pair<T, std::int64_t>> counts, int most, const Text &text)
{
    facet.distinctCount = static_cast<std::int64_t>(counts.size());
    const auto shown = std::min(counts.size(), static_cast<std::size_t>(std::max(most, 0)));
    std::partial_sort(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(shown), counts.end(),
                      [](const auto &a, const auto &b) {
                          return a.second != b.second ? a.second > b.second : a.first < b.first;
                      });
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (i < shown)
            facet.values.push_back({text(counts[i].first), counts[i].second});
        else
            facet.otherCount += counts[i].second;
    }
}

} // namespace

FacetCounter::FacetCounter(const std::string &field, const api::Schema &schema) : m_field(field)
{
    const api::Field *known = schema.find(field);
    if (known == nullptr)
        stopSearch(ErrorCode::InvalidArgument, "facet_field",
                   "There is no field " + field + " to count the values of in this collection.");
    if (known->type == api::FieldType::Text)
        stopSearch(ErrorCode::InvalidArgument, "facet_field",
                   "The field " + field +
                       " holds text, whose values cannot be counted; use a keyword field.");
    m_type = known->type;
}

void FacetCounter::startSegment(const SegmentView &segment)
{
    if (m_type == api::FieldType::Keyword) {
        m_keyword = segment.columns->keyword(segment.reader, indexedField(m_field));
        m_byOrdinal.assign(m_keyword->terms->size(), 0);
    } else {
        m_numeric = segment.columns->numeric(segment.reader, indexedField(m_field));
    }
}

void FacetCounter::collect(std::span<const int> documents)
{
    for (const int document : documents) {
        if (m_type == api::FieldType::Keyword) {
            const auto ordinals = m_keyword->ordinals.of(document);
            m_missing += ordinals.empty() ? 1 : 0;
            for (const std::uint32_t ordinal : ordinals)
                ++m_byOrdinal[ordinal];
            continue;
        }
        const auto values = m_numeric->table.of(document);
        m_missing += values.empty() ? 1 : 0;
        for (const std::int64_t value : values)
            ++m_numbers[value];
    }
}

void FacetCounter::finishSegment()
{
    for (std::size_t ordinal = 0; ordinal < m_byOrdinal.size(); ++ordinal) {
        if (m_byOrdinal[ordinal] > 0)
            m_texts[std::string(m_keyword->terms->at(ordinal))] += m_byOrdinal[ordinal];
    }
    m_byOrdinal.clear();
}

std::string FacetCounter::textOf(std::int64_t value) const
{
    switch (m_type) {
    case api::FieldType::Boolean:
        return value != 0 ? "true" : "false";
    case api::FieldType::Date:
        return toRfc3339(value);
    case api::FieldType::Double: {
        char text[32];
        const auto end = std::to_chars(std::begin(text), std::end(text), doubleFromSortable(value));
        return {std::begin(text), end.ptr};
    }
    default:
        return std::to_string(value);
    }
}

api::Facet FacetCounter::take(int most)
{
    api::Facet facet;
    facet.field = m_field;
    facet.missingCount = m_missing;
    if (m_type == api::FieldType::Keyword)
        fillFacet<std::string>(facet, {m_texts.begin(), m_texts.end()}, most,
                               [](const std::string &value) { return value; });
    else
        fillFacet<std::int64_t>(facet, {m_numbers.begin(), m_numbers.end()}, most,
                                [this](std::int64_t value) { return textOf(value); });
    return facet;
}

} // namespace explorer::index
