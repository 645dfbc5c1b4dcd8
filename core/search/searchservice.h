#pragma once

#include "core/api/documentcontext.h"
#include "core/api/exportrequest.h"
#include "core/base/deadline.h"
#include "core/base/logging.h"
#include "core/cache/resultcache.h"
#include "core/index/indexcatalog.h"
#include "core/metrics/metrics.h"
#include "core/search/querylog.h"

namespace explorer::search
{

class HitExport;
struct ContextRequest;

struct SearchSettings {
    int timeoutMillis = 2000;
    int timeoutLimitMillis = 5000;
    int pageLimit = 200;
    int offsetLimit = 10'000;
    int facetFieldsLimit = 10;
    int snapshotMillis = 300'000;
    int exportMillis = 600'000;
};

/// Everything around one search that the index does not know: parse -> canonical key -> cache (one loader a
/// key) -> breaker -> index -> sources from the database -> answer. Blocks; any thread of the engine's pool.
class SearchService
{
public:
    static Result<std::unique_ptr<SearchService>>
    create(storage::Database &database, index::IndexCatalog &indexes, cache::ResultCache &cache,
           metrics::Metrics &metrics, const SearchSettings &settings, const Clock &clock, Logger &logger);
    /// With another way to find an index: what a test puts in its place.
    using IndexSource = std::function<Result<std::shared_ptr<index::SearchIndex>>(std::int64_t collection)>;
    static Result<std::unique_ptr<SearchService>> create(storage::Database &database, IndexSource indexes,
                                                         cache::ResultCache &cache, metrics::Metrics &metrics,
                                                         const SearchSettings &settings, const Clock &clock,
                                                         Logger &logger);
    ~SearchService();

    /// The encoded answer of POST search with its envelope. `scope` is what the caller may see (part of the
    /// cache key). Errors: query_syntax, query_meaning, collection_unknown, cursor_invalid, cursor_expired
    /// (410), index_rebuilding, DeadlineExceeded, Cancelled. `bypassCache`: F5.
    Result<std::string> search(const api::SearchRequest &request, const std::string &scope, bool bypassCache,
                               CancelToken cancel);

    /// Every hit of a search, at most `exportMillis` long; nothing is read before its first piece is asked
    /// for. Goes before the service. Errors: those of search(); what is more comes with the pieces.
    Result<std::unique_ptr<HitExport>> openExport(const api::ExportRequest &request, CancelToken cancel);

    /// The neighbours of a document. Errors: those of search(), document_unknown.
    Result<api::DocumentContext> context(const ContextRequest &request, Deadline deadline,
                                         CancelToken cancel);

    /// Makes the answer where it is not in the cache yet, for nobody: no figure of searches counts it. The
    /// bytes that it takes there.
    Result<std::int64_t> warm(const api::SearchRequest &request, const std::string &scope,
                              const CancelToken &cancel);
    /// Searches that people wait for.
    [[nodiscard]] int running() const;
    [[nodiscard]] QueryLog &queryLog();
    /// The tags of the answers that this query has in the cache, whichever way it was written and whatever
    /// else was asked for. query_syntax, query_meaning where no collection understands it.
    Result<std::vector<std::string>> tagsOf(const std::string &query);

    struct Validation {
        std::vector<ErrorDetail> errors;
        std::vector<ErrorDetail> warnings;
        std::string canonical;
    };
    Result<Validation> validate(const api::SearchRequest &request);

private:
    struct Private;
    explicit SearchService(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace explorer::search
