#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace explorer::api
{

/// A field, or `score` or `id`.
struct SortField {
    std::string field;
    bool descending = false;
    bool operator==(const SortField &) const = default;
};

/// `field:asc,other:desc`. The default of `score` is descending, of all others ascending.
Result<std::vector<SortField>> parseSort(std::string_view text);
std::string formatSort(const std::vector<SortField> &sort);

/// The time range of a search. `from` and `to` are dates of the query language (`now-1d/d`, `2024-02`);
/// either may be empty. From is included, to is not.
struct TimeRange {
    std::string field;
    std::string from;
    std::string to;
    /// IANA name; UTC if empty.
    std::string zone;
};

struct SearchRequest {
    std::vector<std::string> collections;
    std::string query;
    /// Further queries that must match but do not score.
    std::vector<std::string> filters;
    std::optional<TimeRange> time;
    std::vector<SortField> sort;
    int size = 10;
    std::string cursor;
    /// Hits passed over first, counted from the cursor's place: 0 to 10,000.
    int offset = 0;
    /// Members of the source to give back; empty: the whole source as stored.
    std::vector<std::string> fields;
    std::vector<std::string> facets;
    /// `field:interval`, an interval being auto, or a number with a unit y M w d h m s.
    std::string histogram;
    /// Numeric and date fields to sum up over all hits.
    std::vector<std::string> statistics;
    bool highlight = false;
    /// Each hit tells where its score comes from.
    bool explain = false;
    std::optional<int> timeoutMillis;
    bool literal = false;
    /// `and` or `or`.
    std::string defaultOperator = "and";
    /// `natural`: of several words documents with all of them first, then with most, and those where they
    /// stand near each other. `bm25`: the sum of the words' scores, nothing else.
    std::string ranking = "natural";
    /// What `now` means; the server's clock if none.
    std::optional<UnixMillis> now;
    std::string zone;
};
/// The body of POST search. All problems at once, each with its pointer.
Result<SearchRequest> searchRequestFromJson(const nlohmann::json &json);
nlohmann::json toJson(const SearchRequest &request);

/// Offsets and lengths count Unicode code points of the field's text; `element` is the index in an array (0
/// if none).
struct HighlightSpan {
    int element = 0;
    std::size_t offset = 0;
    std::size_t length = 0;
};

/// Where a score comes from: the values of the details, where there are any, add up to the value.
struct Explanation {
    double value = 0;
    std::string description;
    std::vector<Explanation> details = {};
};

struct SearchHit {
    std::string id;
    std::string collection;
    double score = 0;
    /// The document's JSON as stored, spliced into the answer and not serialised again.
    std::string source;
    std::map<std::string, std::vector<HighlightSpan>> highlights;
    std::optional<Explanation> explanation = std::nullopt;
};

struct FacetValue {
    std::string value;
    std::int64_t count = 0;
};
struct Facet {
    std::string field;
    std::vector<FacetValue> values;
    /// Hits in values beyond those listed, hits without the field, and distinct values in all.
    std::int64_t otherCount = 0;
    std::int64_t missingCount = 0;
    std::int64_t distinctCount = 0;
};

struct HistogramBucket {
    UnixMillis start = 0;
    std::int64_t count = 0;
};
/// Buckets without a hit between the first and the last are there too.
struct Histogram {
    std::string field;
    /// The interval chosen, for example `1h`.
    std::string interval;
    std::vector<HistogramBucket> buckets;
};

/// A numeric field over all hits. Least, greatest, sum and mean are null on the wire where no hit has a
/// value.
struct FieldStatistics {
    std::string field;
    /// Values, of which a hit may have several, and hits without one.
    std::int64_t count = 0;
    std::int64_t missing = 0;
    /// Integers of a long or (milliseconds) a date field, doubles of a double field.
    std::variant<std::monostate, std::int64_t, double> min;
    std::variant<std::monostate, std::int64_t, double> max;
    double sum = 0;
    double mean = 0;
};

struct CacheInfo {
    /// hit, miss, stale or bypass.
    std::string status = "miss";
    std::int64_t ageMillis = 0;
};

struct SearchAnswer {
    std::vector<SearchHit> hits;
    std::int64_t total = 0;
    /// `eq`, or `gte` where counting ended early.
    std::string totalRelation = "eq";
    std::vector<Facet> facets;
    std::optional<Histogram> histogram;
    std::vector<FieldStatistics> statistics;
    std::string nextCursor;
    double tookMillis = 0;
    bool partial = false;
    CacheInfo cache;
    std::int64_t generation = 0;
    std::vector<ErrorDetail> warnings;
};

/// Compact JSON of the contract. Everything but took_ms and cache is in `encodeSearchBody`, so that a cached
/// answer is kept encoded; `withEnvelope` adds those two.
std::string encodeSearchBody(const SearchAnswer &answer);
std::string withEnvelope(std::string_view encodedBody, double tookMillis, const CacheInfo &cache);
/// Whether an encoded body tells of no hit at all.
bool isWithoutHits(std::string_view encodedBody);
/// An encoded body with one warning more.
std::string withWarning(std::string_view encodedBody, const ErrorDetail &warning);
Result<SearchAnswer> searchAnswerFromJson(std::string_view body);

} // namespace explorer::api
