#include "core/search/answermerge.h"

namespace explorer::search
{
namespace
{

constexpr int kMostBuckets = 120;

bool isMissing(const index::SortValue &value) { return std::holds_alternative<std::monostate>(value); }

std::optional<double> asNumber(const index::SortValue &value)
{
    if (const auto *whole = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*whole);
    if (const auto *real = std::get_if<double>(&value))
        return *real;
    return std::nullopt;
}

/// Below zero: a comes first. A missing value comes last in both directions; numbers before texts.
int compareValues(const index::SortValue &a, const index::SortValue &b, bool descending)
{
    if (isMissing(a) || isMissing(b))
        return static_cast<int>(isMissing(a)) - static_cast<int>(isMissing(b));
    int order = 0;
    if (a.index() != b.index() && asNumber(a) && asNumber(b))
        order = *asNumber(a) < *asNumber(b) ? -1 : static_cast<int>(*asNumber(b) < *asNumber(a));
    else
        order = a < b ? -1 : static_cast<int>(b < a);
    return descending ? -order : order;
}

/// A collection's own sort values at their places in the plan's sort.
std::vector<index::SortValue> spread(const CollectionPlan &part, const std::vector<index::SortValue> &values,
                                     std::size_t count)
{
    std::vector<index::SortValue> all(count);
    for (std::size_t i = 0; i < part.sortPlaces.size() && i < values.size(); ++i)
        all[part.sortPlaces[i]] = values[i];
    return all;
}

constexpr auto asDouble = [](const auto &value) {
    if constexpr (std::is_arithmetic_v<std::decay_t<decltype(value)>>)
        return static_cast<double>(value);
    else
        return 0.0;
};

std::variant<std::monostate, std::int64_t, double> figureOf(const index::SortValue &value)
{
    if (const auto *whole = std::get_if<std::int64_t>(&value))
        return *whole;
    if (const auto *real = std::get_if<double>(&value))
        return *real;
    return {};
}

void addSummary(api::FieldStatistics &sum, const index::FieldSummary &own)
{
    sum.missing += own.missing;
    if (own.count == 0)
        return;
    if (sum.count == 0 || *asNumber(own.least) < std::visit(asDouble, sum.min))
        sum.min = figureOf(own.least);
    if (sum.count == 0 || *asNumber(own.greatest) > std::visit(asDouble, sum.max))
        sum.max = figureOf(own.greatest);
    sum.count += own.count;
    sum.sum += own.sum;
    sum.mean = sum.sum / static_cast<double>(sum.count);
}

struct Candidate {
    PlacedHit placed;
    std::vector<index::SortValue> values;
};

} // namespace

std::vector<PlacedHit> mergeHits(const SearchPlan &plan, std::vector<index::IndexAnswer> &answers,
                                 std::size_t count)
{
    std::vector<Candidate> candidates;
    for (std::size_t part = 0; part < answers.size(); ++part) {
        for (index::IndexHit &hit : answers[part].hits) {
            std::vector<index::SortValue> values =
                answers.size() > 1 ? spread(plan.parts[part], hit.sortValues, plan.sort.size())
                                   : std::vector<index::SortValue>();
            candidates.push_back({{part, std::move(hit)}, std::move(values)});
        }
    }
    if (answers.size() > 1) {
        std::stable_sort(
            candidates.begin(), candidates.end(), [&plan](const Candidate &a, const Candidate &b) {
                for (std::size_t i = 0; i < plan.sort.size(); ++i) {
                    if (const int order = compareValues(a.values[i], b.values[i], plan.sort[i].descending);
                        order != 0)
                        return order < 0;
                }
                return a.placed.hit.id < b.placed.hit.id;
            });
    }
    std::vector<PlacedHit> hits;
    for (std::size_t i = 0; i < candidates.size() && i < count; ++i)
        hits.push_back(std::move(candidates[i].placed));
    return hits;
}

std::vector<api::Facet> mergeFacets(const SearchPlan &plan, const std::vector<index::IndexAnswer> &answers,
                                    std::size_t keep)
{
    if (answers.size() == 1)
        return answers.front().facets;
    std::vector<api::Facet> merged;
    for (const std::string &field : plan.request.facets) {
        api::Facet facet;
        facet.field = field;
        std::map<std::string, std::int64_t> counts;
        std::int64_t unlistedValues = 0;
        for (const index::IndexAnswer &answer : answers) {
            const auto own = std::find_if(answer.facets.begin(), answer.facets.end(),
                                          [&field](const api::Facet &one) { return one.field == field; });
            if (own == answer.facets.end()) {
                facet.missingCount += answer.total;
                continue;
            }
            for (const api::FacetValue &value : own->values)
                counts[value.value] += value.count;
            facet.otherCount += own->otherCount;
            facet.missingCount += own->missingCount;
            unlistedValues =
                std::max(unlistedValues, own->distinctCount - static_cast<std::int64_t>(own->values.size()));
        }
        facet.distinctCount = static_cast<std::int64_t>(counts.size()) + unlistedValues;
        for (const auto &[value, count] : counts)
            facet.values.push_back({value, count});
        std::stable_sort(
            facet.values.begin(), facet.values.end(),
            [](const api::FacetValue &a, const api::FacetValue &b) { return a.count > b.count; });
        for (std::size_t i = keep; i < facet.values.size(); ++i)
            facet.otherCount += facet.values[i].count;
        if (facet.values.size() > keep)
            facet.values.resize(keep);
        merged.push_back(std::move(facet));
    }
    return merged;
}

std::optional<api::Histogram> mergeHistograms(const SearchPlan &plan,
                                              const std::vector<index::IndexAnswer> &answers)
{
    if (answers.size() == 1)
        return answers.front().histogram;
    std::optional<api::Histogram> merged;
    std::map<UnixMillis, std::int64_t> counts;
    for (const index::IndexAnswer &answer : answers) {
        if (!answer.histogram)
            continue;
        if (!merged || merged->interval.empty())
            merged = api::Histogram{answer.histogram->field, answer.histogram->interval, {}};
        for (const api::HistogramBucket &bucket : answer.histogram->buckets)
            counts[bucket.start] += bucket.count;
    }
    if (!merged || counts.empty())
        return merged;
    const Result<query::CalendarInterval> interval = query::CalendarInterval::parse(merged->interval);
    for (UnixMillis at = counts.begin()->first; interval && at < counts.rbegin()->first;
         at = interval->next(at, plan.zone))
        counts.try_emplace(at, 0);
    for (const auto &[start, count] : counts)
        merged->buckets.push_back({start, count});
    return merged;
}

std::vector<api::FieldStatistics> mergeStatistics(const SearchPlan &plan,
                                                  const std::vector<index::IndexAnswer> &answers)
{
    std::vector<api::FieldStatistics> merged;
    for (const std::string &field : plan.request.statistics) {
        api::FieldStatistics sum;
        sum.field = field;
        for (const index::IndexAnswer &answer : answers) {
            const auto own =
                std::find_if(answer.statistics.begin(), answer.statistics.end(),
                             [&field](const index::FieldSummary &one) { return one.field == field; });
            if (own == answer.statistics.end())
                sum.missing += answer.total;
            else
                addSummary(sum, *own);
        }
        merged.push_back(std::move(sum));
    }
    return merged;
}

std::optional<query::CalendarInterval> commonInterval(const SearchPlan &plan,
                                                      const std::vector<index::IndexAnswer> &answers)
{
    std::optional<UnixMillis> from;
    std::optional<UnixMillis> to;
    for (const index::IndexAnswer &answer : answers) {
        if (!answer.histogram || answer.histogram->buckets.empty())
            continue;
        const Result<query::CalendarInterval> interval =
            query::CalendarInterval::parse(answer.histogram->interval);
        const UnixMillis first = answer.histogram->buckets.front().start;
        const UnixMillis last = answer.histogram->buckets.back().start;
        const UnixMillis end = interval ? interval->next(last, plan.zone) : last + 1;
        from = std::min(from.value_or(first), first);
        to = std::max(to.value_or(end), end);
    }
    if (!from)
        return std::nullopt;
    const query::CalendarInterval fitting = query::CalendarInterval::fitting(*from, *to, kMostBuckets);
    const std::string text = fitting.toString();
    const bool agree = std::all_of(answers.begin(), answers.end(), [&text](const index::IndexAnswer &answer) {
        return !answer.histogram || answer.histogram->buckets.empty() || answer.histogram->interval == text;
    });
    return agree ? std::nullopt : std::optional(fitting);
}

} // namespace explorer::search
