#include "core/search/searchservice.h"

#include "core/api/wire.h"
#include "core/base/random.h"
#include "core/search/contextfinder.h"
#include "core/search/correction.h"
#include "core/search/hitexport.h"
#include "core/search/queryshape.h"
#include "core/storage/accountstores.h"

namespace explorer::search
{
namespace
{

constexpr const char *kCursorKeyName = "cursor_key";
const std::string kQueryTag = "query:";
/// Little beside what a search may take: nobody waits long for a hint.
constexpr std::chrono::milliseconds kCorrectionTime{300};

std::string toHex(const std::string &data)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (const char c : data) {
        text += kDigits[static_cast<unsigned char>(c) >> 4];
        text += kDigits[static_cast<unsigned char>(c) & 15];
    }
    return text;
}

std::string fromHex(const std::string &text)
{
    std::string data;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        data += static_cast<char>(std::strtol(text.substr(i, 2).c_str(), nullptr, 16));
    return data;
}

double randomUnit()
{
    const std::string bytes = randomBytes(2);
    return (static_cast<unsigned char>(bytes[0]) * 256 + static_cast<unsigned char>(bytes[1])) / 65'536.0;
}

/// Reading a page of documents takes milliseconds: a second is slow.
resilience::CircuitBreakerSettings databaseBreakerSettings()
{
    resilience::CircuitBreakerSettings settings;
    settings.slowMillis = 1000;
    return settings;
}

/// The key that signs cursors: kept, so that a cursor outlives a restart as far as its snapshot does.
Result<std::string> loadCursorKey(storage::Database &database)
{
    storage::MetaStore meta(database);
    const Result<std::optional<std::string>> found = meta.find(kCursorKeyName);
    if (!found)
        return fail(found.error());
    if (*found && (*found)->size() == 2 * CursorCodec::keyBytes())
        return fromHex(**found);
    const std::string key = randomBytes(CursorCodec::keyBytes());
    const Result<void> written = database.writeAndWait([hex = toHex(key)](storage::Connection &connection) {
        return storage::MetaStore::set(connection, kCursorKeyName, hex);
    });
    // Without a writable disk searches still work; their cursors end with the process.
    if (!written && written.error().code != ErrorCode::ResourceExhausted)
        return fail(written.error());
    return key;
}

/// What one search needs past its parsing; shared with a background refresh.
struct Job {
    SearchPlan plan;
    std::optional<Cursor> page;
    std::string scope;
    /// What a cursor belongs to; made only where there is one or will be.
    [[nodiscard]] std::string requestHash() const { return hashRequest(plan.request, scope); }

    [[nodiscard]] std::vector<std::string> collectionNames() const
    {
        std::vector<std::string> names;
        for (const CollectionPlan &part : plan.parts)
            names.push_back(part.collection.name);
        return names;
    }
};

/// What an answer can be invalidated by, beside its collections.
std::vector<std::string> extraTags(const SearchPlan &plan)
{
    std::vector<std::string> tags;
    for (const CollectionPlan &part : plan.parts)
        tags.push_back(kQueryTag + query::canonicalForm(part.root));
    if (!plan.request.facets.empty() || !plan.histogramField.empty())
        tags.emplace_back(cache::kAggregateTag);
    return tags;
}

/// Counts a search as running for as long as it does.
class Presence
{
public:
    explicit Presence(std::atomic<int> &count) : m_count(count) { ++m_count; }
    ~Presence() { --m_count; }
    Presence(const Presence &) = delete;
    Presence &operator=(const Presence &) = delete;

private:
    std::atomic<int> &m_count;
};

} // namespace

struct SearchService::Private {
    Private(storage::Database &database_, IndexSource indexes_, cache::ResultCache &cache_,
            metrics::Metrics &metrics_, const SearchSettings &settings_, const Clock &clock_, Logger &logger_,
            std::string cursorKey)
        : database(database_), cache(cache_), metrics(metrics_), settings(settings_), clock(clock_),
          logger(logger_), collections(database_), documents(database_), codec(std::move(cursorKey)),
          indexBreaker("search index", {}, clock_, randomUnit),
          databaseBreaker("database", databaseBreakerSettings(), clock_, randomUnit),
          dependencies{std::move(indexes_), documents, codec, indexBreaker, databaseBreaker},
          log(database_, {}, clock_)
    {
    }

    Result<std::vector<storage::Collection>> findCollections(const std::vector<std::string> &names);
    Result<std::optional<Cursor>> readCursor(const api::SearchRequest &request, const std::string &scope,
                                             const std::vector<storage::Collection> &found) const;
    Result<std::shared_ptr<Job>> prepare(const api::SearchRequest &request, const std::string &scope);
    [[nodiscard]] UnixMillis nowFor(const api::SearchRequest &request,
                                    const std::optional<Cursor> &page) const;
    [[nodiscard]] std::string keyOf(const Job &job, const std::string &scope, bool withGeneration) const;
    Result<cache::Loaded> load(const Job &job, Deadline deadline, const CancelToken &cancel);
    /// What a search without hits may have meant, kept for as long as its answer would be, by its very text.
    std::optional<ErrorDetail> correctionOf(const std::shared_ptr<const Job> &job, const std::string &key,
                                            const std::vector<std::string> &tags, bool bypassCache,
                                            Deadline deadline, const CancelToken &cancel);
    void record(const Job &job, const std::string &staleKey, const std::string &scope,
                std::string_view cacheStatus, std::chrono::nanoseconds took);

    storage::Database &database;
    cache::ResultCache &cache;
    metrics::Metrics &metrics;
    SearchSettings settings;
    const Clock &clock;
    Logger &logger;
    storage::CollectionStore collections;
    storage::DocumentStore documents;
    CursorCodec codec;
    resilience::CircuitBreaker indexBreaker;
    resilience::CircuitBreaker databaseBreaker;
    Dependencies dependencies;
    QueryLog log;
    std::atomic<int> running{0};
};

Result<std::vector<storage::Collection>>
SearchService::Private::findCollections(const std::vector<std::string> &names)
{
    std::vector<storage::Collection> found;
    for (const std::string &name : names) {
        const auto isSame = [&name](const storage::Collection &one) { return one.name == name; };
        if (std::any_of(found.begin(), found.end(), isSame))
            continue;
        Result<storage::Collection> collection = collections.find(name);
        if (!collection)
            return fail(std::move(collection.error()));
        found.push_back(std::move(*collection));
    }
    return found;
}

Result<std::optional<Cursor>>
SearchService::Private::readCursor(const api::SearchRequest &request, const std::string &scope,
                                   const std::vector<storage::Collection> &found) const
{
    if (request.cursor.empty())
        return std::optional<Cursor>();
    Result<Cursor> cursor = codec.decode(request.cursor);
    if (!cursor)
        return fail(cursor.error());
    bool belongs =
        cursor->requestHash == hashRequest(request, scope) && cursor->positions.size() == found.size();
    for (std::size_t i = 0; belongs && i < found.size(); ++i)
        belongs = cursor->positions[i].collection == found[i].key;
    if (!belongs)
        return fail(cursorInvalid());
    return std::optional<Cursor>(std::move(*cursor));
}

UnixMillis SearchService::Private::nowFor(const api::SearchRequest &request,
                                          const std::optional<Cursor> &page) const
{
    if (page)
        return page->now;
    if (request.now)
        return *request.now;
    // Whole seconds, so that a query that says `now` can be answered from the cache at all.
    const UnixMillis now = clock.nowMillis();
    return now - now % 1000;
}

Result<std::shared_ptr<Job>> SearchService::Private::prepare(const api::SearchRequest &request,
                                                             const std::string &scope)
{
    if (auto good = checkLimits(request, settings); !good)
        return fail(good.error());
    Result<std::vector<storage::Collection>> found = findCollections(request.collections);
    if (!found)
        return fail(std::move(found.error()));
    auto job = std::make_shared<Job>();
    job->scope = scope;
    Result<std::optional<Cursor>> page = readCursor(request, scope, *found);
    if (!page)
        return fail(std::move(page.error()));
    job->page = std::move(*page);
    Result<SearchPlan> plan = makeSearchPlan(request, std::move(*found), nowFor(request, job->page));
    if (!plan)
        return fail(std::move(plan.error()));
    job->plan = std::move(*plan);
    return job;
}

std::string SearchService::Private::keyOf(const Job &job, const std::string &scope, bool withGeneration) const
{
    std::string key = std::to_string(scope.size()) + ":" + scope + job.plan.canonical;
    // A later page lives on its snapshot, whatever has been published since.
    key += "\n" + job.plan.request.cursor;
    if (!withGeneration || job.page)
        return key;
    // The index's own generation is not in it: what a newer one does to an answer is cache::Invalidation's.
    for (const CollectionPlan &part : job.plan.parts)
        key += "/" + std::to_string(part.collection.generation);
    return key;
}

Result<cache::Loaded> SearchService::Private::load(const Job &job, Deadline deadline,
                                                   const CancelToken &cancel)
{
    metrics.recordIndexQuery();
    SearchRun run(dependencies, deadline, cancel);
    const Result<api::SearchAnswer> answer = run.run(job.plan, job.page, job.requestHash());
    if (!answer)
        return fail(answer.error());
    cache::Loaded loaded;
    loaded.body = api::encodeSearchBody(*answer);
    loaded.empty = answer->total == 0;
    loaded.storable = !answer->partial;
    loaded.tags = extraTags(job.plan);
    return loaded;
}

std::optional<ErrorDetail> SearchService::Private::correctionOf(const std::shared_ptr<const Job> &job,
                                                                const std::string &key,
                                                                const std::vector<std::string> &tags,
                                                                bool bypassCache, Deadline deadline,
                                                                const CancelToken &cancel)
{
    const Deadline until(std::min(deadline.at(), Deadline::after(kCorrectionTime).at()));
    const cache::ResultCache::Loader load = [this, job, until,
                                             cancel](bool inBackground) -> Result<cache::Loaded> {
        Correction correction(dependencies, job->plan,
                              inBackground ? Deadline::after(kCorrectionTime) : until,
                              inBackground ? CancelToken() : cancel);
        const Result<std::optional<ErrorDetail>> found = correction.find();
        if (!found)
            return fail(found.error());
        cache::Loaded loaded;
        loaded.body =
            *found ? api::toJson(**found).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
                   : std::string("null");
        loaded.empty = true;
        loaded.tags = extraTags(job->plan);
        return loaded;
    };
    // Equal trees may come from different texts, and a place is one in a text.
    const std::string ownKey = "correction\n" + key + "\n" + job->plan.request.query;
    const Result<cache::CachedAnswer> answer =
        bypassCache ? cache.reload(ownKey, ownKey, tags, load) : cache.get(ownKey, ownKey, tags, until, load);
    // The answer is right without it.
    if (!answer || *answer->body == "null")
        return std::nullopt;
    return api::errorDetailFromJson(nlohmann::json::parse(*answer->body));
}

void SearchService::Private::record(const Job &job, const std::string &staleKey, const std::string &scope,
                                    std::string_view cacheStatus, std::chrono::nanoseconds took)
{
    metrics.recordSearch(cacheStatus, took);
    log.record({std::hash<std::string>{}(staleKey), cacheStatus, took}, [&job, &scope] {
        QueryLog::About about;
        about.shape = shapeOf(job.plan);
        about.collections = job.collectionNames();
        if (!job.page && !isMoving(job.plan.request))
            about.request = PopularRequest{job.plan.request, scope, 0};
        return about;
    });
}

Result<std::string> SearchService::search(const api::SearchRequest &request, const std::string &scope,
                                          bool bypassCache, CancelToken cancel)
{
    const Presence presence(d->running);
    const auto started = std::chrono::steady_clock::now();
    const std::chrono::milliseconds timeout(request.timeoutMillis.value_or(d->settings.timeoutMillis));
    Result<std::shared_ptr<Job>> prepared = d->prepare(request, scope);
    if (!prepared)
        return fail(std::move(prepared.error()));
    const std::shared_ptr<const Job> job = std::move(*prepared);
    const Deadline deadline(started + timeout);
    const cache::ResultCache::Loader load = [parts = d.get(), job, deadline, timeout,
                                             cancel](bool inBackground) {
        return inBackground ? parts->load(*job, Deadline::after(timeout), CancelToken())
                            : parts->load(*job, deadline, cancel);
    };
    const std::vector<std::string> tags = job->collectionNames();
    const std::string key = d->keyOf(*job, scope, true);
    const std::string staleKey = d->keyOf(*job, scope, false);
    const Result<cache::CachedAnswer> answer = bypassCache
                                                   ? d->cache.reload(key, staleKey, tags, load)
                                                   : d->cache.get(key, staleKey, tags, deadline, load);
    if (!answer)
        return fail(answer.error());
    std::shared_ptr<const std::string> body = answer->body;
    if (!job->page && api::isWithoutHits(*body)) {
        if (const auto warning = d->correctionOf(job, key, tags, bypassCache, deadline, cancel))
            body = std::make_shared<const std::string>(api::withWarning(*body, *warning));
    }
    const auto took = std::chrono::steady_clock::now() - started;
    d->record(*job, staleKey, scope, answer->status, took);
    return api::withEnvelope(*body, std::chrono::duration<double, std::milli>(took).count(),
                             {answer->status, answer->ageMillis});
}

Result<std::unique_ptr<HitExport>> SearchService::openExport(const api::ExportRequest &request,
                                                             CancelToken cancel)
{
    Result<std::shared_ptr<Job>> prepared = d->prepare(request.search, {});
    if (!prepared)
        return fail(std::move(prepared.error()));
    SearchPlan &plan = (*prepared)->plan;
    if (!request.ids.empty()) {
        for (CollectionPlan &part : plan.parts)
            part.filters.push_back(query::makeNode(query::Ids{request.ids}));
    }
    return std::make_unique<HitExport>(HitExport::Parts{
        d->dependencies, d->database, std::move(plan), request.format, request.formulaGuard,
        Deadline::after(std::chrono::milliseconds(d->settings.exportMillis)), std::move(cancel)});
}

Result<api::DocumentContext> SearchService::context(const ContextRequest &request, Deadline deadline,
                                                    CancelToken cancel)
{
    api::SearchRequest around;
    around.collections = {request.collection};
    around.query = request.query;
    around.filters = request.filters;
    around.sort = request.sort;
    if (around.sort.empty()) {
        const Result<storage::Collection> collection = d->collections.find(request.collection);
        if (!collection)
            return fail(collection.error());
        around.sort = {ContextFinder::usualSort(collection->schema)};
    }
    const Result<std::shared_ptr<Job>> job = d->prepare(around, {});
    if (!job)
        return fail(job.error());
    ContextFinder finder(d->dependencies, deadline, std::move(cancel));
    return finder.find((*job)->plan.parts.front(), request);
}

Result<std::int64_t> SearchService::warm(const api::SearchRequest &request, const std::string &scope,
                                         const CancelToken &cancel)
{
    Result<std::shared_ptr<Job>> prepared = d->prepare(request, scope);
    if (!prepared)
        return fail(std::move(prepared.error()));
    const std::shared_ptr<const Job> job = std::move(*prepared);
    const std::chrono::milliseconds timeout(d->settings.timeoutMillis);
    return d->cache.preload(d->keyOf(*job, scope, true), d->keyOf(*job, scope, false), job->collectionNames(),
                            [parts = d.get(), job, timeout, cancel](bool) {
                                return parts->load(*job, Deadline::after(timeout), cancel);
                            });
}

int SearchService::running() const { return d->running; }

QueryLog &SearchService::queryLog() { return d->log; }

Result<std::vector<std::string>> SearchService::tagsOf(const std::string &text)
{
    Result<std::vector<storage::Collection>> all = d->collections.list();
    if (!all)
        return fail(std::move(all.error()));
    std::vector<std::string> tags;
    std::optional<Error> failure;
    for (const storage::Collection &collection : *all) {
        query::QueryContext context;
        context.now = d->nowFor({}, std::nullopt);
        const Result<query::CompiledQuery> compiled = query::compile(text, collection.schema, context);
        if (compiled)
            tags.push_back(kQueryTag + query::canonicalForm(compiled->root));
        else
            failure = compiled.error();
    }
    if (tags.empty() && failure)
        return fail(std::move(*failure));
    return tags;
}

Result<SearchService::Validation> SearchService::validate(const api::SearchRequest &request)
{
    Validation validation;
    if (const Result<void> good = checkLimits(request, d->settings); !good) {
        validation.errors = good.error().details;
        return validation;
    }
    Result<std::vector<storage::Collection>> found = d->findCollections(request.collections);
    if (!found)
        return fail(std::move(found.error()));
    const Result<SearchPlan> plan =
        makeSearchPlan(request, std::move(*found), d->nowFor(request, std::nullopt));
    if (!plan && plan.error().code != ErrorCode::InvalidArgument)
        return fail(plan.error());
    if (!plan) {
        validation.errors = plan.error().details;
        if (validation.errors.empty())
            validation.errors.push_back({plan.error().reason, plan.error().message, {}, {}, 0, 0, 0, {}, {}});
        return validation;
    }
    validation.warnings = plan->warnings;
    validation.canonical = query::canonicalForm(plan->parts.front().root);
    return validation;
}

Result<std::unique_ptr<SearchService>>
SearchService::create(storage::Database &database, index::IndexCatalog &indexes, cache::ResultCache &cache,
                      metrics::Metrics &metrics, const SearchSettings &settings, const Clock &clock,
                      Logger &logger)
{
    return create(
        database, [&indexes](std::int64_t collection) { return indexes.find(collection); }, cache, metrics,
        settings, clock, logger);
}

Result<std::unique_ptr<SearchService>> SearchService::create(storage::Database &database, IndexSource indexes,
                                                             cache::ResultCache &cache,
                                                             metrics::Metrics &metrics,
                                                             const SearchSettings &settings,
                                                             const Clock &clock, Logger &logger)
{
    Result<std::string> key = loadCursorKey(database);
    if (!key)
        return fail(std::move(key.error()).withContext("loading the key of cursors"));
    auto parts = std::make_unique<Private>(database, std::move(indexes), cache, metrics, settings, clock,
                                           logger, std::move(*key));
    if (auto loaded = parts->log.load(); !loaded)
        return fail(std::move(loaded.error()).withContext("loading the query log"));
    return std::unique_ptr<SearchService>(new SearchService(std::move(parts)));
}

SearchService::SearchService(std::unique_ptr<Private> parts) : d(std::move(parts)) {}
SearchService::~SearchService() = default;

} // namespace explorer::search
