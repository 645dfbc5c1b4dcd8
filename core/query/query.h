#pragma once

#include "core/api/schema.h"
#include "core/base/clock.h"
#include "core/query/tree.h"

#include <string>
#include <string_view>
#include <vector>

namespace explorer::query
{

/// What a query's meaning depends on besides its text.
struct QueryContext {
    UnixMillis now = 0;
    /// IANA name of the zone of dates; UTC if empty.
    std::string zone;
    /// Adjacent terms are joined by `or` instead of `and`.
    bool orByDefault = false;
    /// The whole text is searched as words: no operator, no field, no wildcard.
    bool literal = false;
    /// JSON pointer of the text in the request, for errors; empty: the query.
    std::string pointer;
    /// Words joined by default are ranked by how many of them a document has, too.
    bool ranksFreeWords = false;
};

/// Defaults of the limits table; the query's length is in bytes.
struct QueryLimits {
    std::size_t lengthBytes = 2048;
    int depth = 16;
    int clauses = 64;
    int wildcards = 4;
    int fuzzies = 2;
    int slop = 50;
};

/// An error found when a part is executed, with the part's place as its one detail.
Error atPlace(Error error, const std::shared_ptr<const Place> &place);

struct CompiledQuery {
    NodePtr root;
    std::vector<ErrorDetail> warnings;
};

/// Text -> syntax tree -> checked tree. On failure ALL problems of the text in one Error: reason
/// "query_syntax" (400) where any is one of syntax, else "query_meaning" (422). Pure; any thread; linear in
/// the text.
Result<CompiledQuery> compile(std::string_view text, const api::Schema &schema, const QueryContext &context,
                              const QueryLimits &limits = {});

/// One text for all trees that mean the same to the index: nested and/or flattened, children sorted and
/// deduplicated, boosts of 1 left out. The cache key.
std::string canonicalForm(const NodePtr &root);

/// [from, to) of a date expression (`2024-02`, `now-1d/d`, `2024-02-15||/M`): the whole interval it names; a
/// moment has from == to - 1.
struct DateInterval {
    UnixMillis from = 0;
    UnixMillis to = 0;
};
Result<DateInterval> resolveDate(std::string_view text, UnixMillis now, const std::string &zone);

/// A calendar interval (`1h`, `2d`, `1M`): start of the bucket that holds `at`, and the start of the next
/// one. Weeks start on Monday.
struct CalendarInterval {
    int count = 1;
    /// One of y M w d h m s.
    char unit = 'd';
    static Result<CalendarInterval> parse(std::string_view text);
    [[nodiscard]] std::string toString() const;
    [[nodiscard]] UnixMillis floor(UnixMillis at, const std::string &zone) const;
    [[nodiscard]] UnixMillis next(UnixMillis bucketStart, const std::string &zone) const;
    /// The finest of a fixed ladder (1s 5s 15s 1m 5m 15m 1h 3h 12h 1d 1w 1M 1y) that makes at most `most`
    /// buckets of the span.
    static CalendarInterval fitting(UnixMillis from, UnixMillis to, int most);
};

} // namespace explorer::query
