#include "core/index/lucene/execute/facetcounter.h"

#include "core/base/timestamp.h"
#include "core/index/lucene/interrupt.h"
#include "core/index/lucene/lucenetext.h"

#include <algorithm>
#include <charconv>
#include <type_traits>

namespace explorer::index
{
namespace
{

constexpr std::size_t kLanes = 4;
/// Above it the lanes would not fit the cache, and the same ordinal seldom comes twice in a row.
constexpr std::size_t kMostInLanes = 2048;

/// Keeps the best `most` of (value, count) and sums the others.
template <typename T>
class TopCounts
{
public:
    explicit TopCounts(int most) : m_most(static_cast<std::size_t>(std::max(most, 0))) {}
    void add(T value, std::int64_t count)
    {
        ++m_distinct;
        m_total += count;
        if (m_most == 0 || (m_best.size() == m_most && !isBetter({value, count}, m_best.front())))
            return;
        if (m_best.size() == m_most) {
            std::pop_heap(m_best.begin(), m_best.end(), isBetter);
            m_best.pop_back();
        }
        m_best.emplace_back(value, count);
        std::push_heap(m_best.begin(), m_best.end(), isBetter);
    }
    template <typename Text>
    void fill(api::Facet &facet, const Text &text)
    {
        std::sort_heap(m_best.begin(), m_best.end(), isBetter);
        facet.distinctCount = m_distinct;
        facet.otherCount = m_total;
        for (const auto &[value, count] : m_best) {
            facet.values.push_back({text(value), count});
            facet.otherCount -= count;
        }
    }

private:
    using Counted = std::pair<T, std::int64_t>;
    static bool isBetter(const Counted &a, const Counted &b)
    {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    }
    std::size_t m_most;
    std::vector<Counted> m_best;
    std::int64_t m_distinct = 0;
    std::int64_t m_total = 0;
};

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

void FacetCounter::startSegment(const Segment &segment)
{
    const std::string field = indexedFieldUtf8(m_field);
    m_ordinals = nullptr;
    m_numbers = nullptr;
    if (m_type != api::FieldType::Keyword) {
        m_numbers = segment.columns().numbers(field);
        return;
    }
    m_ordinals = segment.columns().ordinals(field);
    m_terms = segment.terms(field);
    if (m_ordinals == nullptr)
        return;
    const std::size_t counters = m_ordinals->limit() + std::size_t{1};
    m_lanes = counters <= kMostInLanes ? kLanes : 1;
    m_byOrdinal.assign(counters * m_lanes, 0);
}

void FacetCounter::collect(std::span<const int> documents)
{
    if (m_ordinals != nullptr)
        collectOrdinals(documents);
    else if (m_numbers != nullptr)
        collectNumbers(documents);
    else
        m_missing += static_cast<std::int64_t>(documents.size());
}

void FacetCounter::collectOrdinals(std::span<const int> documents)
{
    const std::uint32_t missing = m_ordinals->limit();
    std::uint32_t *counts = m_byOrdinal.data();
    m_ordinals->visit([&](const auto &values) {
        using T = typename std::decay_t<decltype(values)>::Type;
        if constexpr (std::is_same_v<std::decay_t<decltype(values)>, MarkedValues<T>>) {
            // The mark is counted as one more ordinal.
            std::size_t i = 0;
            if (m_lanes == kLanes) {
                for (; i + kLanes <= documents.size(); i += kLanes) {
                    for (std::size_t lane = 0; lane < kLanes; ++lane) {
                        const auto place = static_cast<std::size_t>(documents[i + lane]);
                        ++counts[values.values[place] * kLanes + lane];
                    }
                }
            }
            for (; i < documents.size(); ++i)
                ++counts[values.values[static_cast<std::size_t>(documents[i])] * m_lanes];
        } else {
            for (const int document : documents) {
                const auto place = static_cast<std::size_t>(document);
                counts[missing * m_lanes] += values.isMissing(place) ? 1 : 0;
                values.each(place, [&](std::uint32_t ordinal) { ++counts[ordinal * m_lanes]; });
            }
        }
    });
}

void FacetCounter::collectNumbers(std::span<const int> documents)
{
    m_numbers->visit([&](const auto &values) {
        for (const int document : documents) {
            const auto place = static_cast<std::size_t>(document);
            m_missing += values.isMissing(place) ? 1 : 0;
            values.each(place, [&](std::uint64_t stored) { m_values.add(m_numbers->value(stored)); });
        }
    });
}

void FacetCounter::finishSegment()
{
    if (m_ordinals == nullptr)
        return;
    Counted counted{m_terms, {}};
    const std::size_t counters = m_byOrdinal.size() / m_lanes;
    for (std::size_t ordinal = 0; ordinal < counters; ++ordinal) {
        std::uint32_t count = 0;
        for (std::size_t lane = 0; lane < m_lanes; ++lane)
            count += m_byOrdinal[ordinal * m_lanes + lane];
        if (ordinal + 1 == counters)
            m_missing += count;
        else if (count > 0)
            counted.counts.emplace_back(static_cast<std::uint32_t>(ordinal), count);
    }
    if (!counted.counts.empty())
        m_counted.push_back(std::move(counted));
}

template <typename Take>
void FacetCounter::eachText(const Take &take) const
{
    struct Source {
        std::string_view text;
        const Counted *counted;
        std::size_t at;
    };
    std::vector<Source> sources;
    for (const Counted &counted : m_counted)
        sources.push_back({counted.terms->at(counted.counts.front().first), &counted, 0});
    const auto greatestFirst = [](const Source &a, const Source &b) { return a.text > b.text; };
    std::make_heap(sources.begin(), sources.end(), greatestFirst);
    std::string_view text;
    std::int64_t count = 0;
    while (!sources.empty()) {
        std::pop_heap(sources.begin(), sources.end(), greatestFirst);
        Source &least = sources.back();
        if (count > 0 && least.text != text) {
            take(text, count);
            count = 0;
        }
        text = least.text;
        count += least.counted->counts[least.at].second;
        if (++least.at == least.counted->counts.size()) {
            sources.pop_back();
        } else {
            least.text = least.counted->terms->at(least.counted->counts[least.at].first);
            std::push_heap(sources.begin(), sources.end(), greatestFirst);
        }
    }
    if (count > 0)
        take(text, count);
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
    if (m_type != api::FieldType::Keyword) {
        TopCounts<std::int64_t> top(most);
        for (const auto &[value, count] : m_values.all())
            top.add(value, count);
        top.fill(facet, [this](std::int64_t value) { return textOf(value); });
    } else if (m_counted.size() == 1) {
        const Counted &only = m_counted.front();
        TopCounts<std::uint32_t> top(most);
        for (const auto &[ordinal, count] : only.counts)
            top.add(ordinal, count);
        top.fill(facet, [&only](std::uint32_t ordinal) { return std::string(only.terms->at(ordinal)); });
    } else {
        TopCounts<std::string_view> top(most);
        eachText([&top](std::string_view text, std::int64_t count) { top.add(text, count); });
        top.fill(facet, [](std::string_view text) { return std::string(text); });
    }
    return facet;
}

} // namespace explorer::index
