#include "core/engine/engine.h"

#include "core/engine/maintenance.h"
#include "core/storage/accountstores.h"
#include "core/storage/keptstores.h"

namespace explorer::engine
{

struct Engine::Private {
    explicit Private(Logger &log) : logger(log) {}
    ~Private();
    Result<void> open(const std::filesystem::path &directory, const EngineSettings &settings);
    Result<void> openServices(const std::filesystem::path &directory, const EngineSettings &settings);
    Result<void> openSearch(const EngineSettings &settings);
    void followChanges();
    void committed(const ingest::IngestService::Committed &change);
    void startWarming();

    Logger &logger;
    SystemClock clock;
    std::unique_ptr<DirectoryLock> lock;
    std::unique_ptr<metrics::Metrics> metrics;
    // Before the indexes, whose thread tells it what they show.
    std::unique_ptr<cache::ResultCache> cache;
    std::unique_ptr<cache::Invalidation> invalidation;
    std::unique_ptr<storage::Database> database;
    std::unique_ptr<index::IndexCatalog> indexes;
    std::unique_ptr<ThreadPool> pool;
    std::unique_ptr<auth::AuthService> auth;
    std::unique_ptr<auth::AuditLog> audit;
    std::unique_ptr<search::SearchService> search;
    std::unique_ptr<search::KeptWork> keptWork;
    std::unique_ptr<search::CacheWarmer> warmer;
    std::unique_ptr<CacheAdmin> cacheAdmin;
    std::unique_ptr<ingest::IngestService> ingest;
    std::unique_ptr<ingest::QuarantineService> quarantine;
    std::unique_ptr<ingest::JobService> jobs;
    std::unique_ptr<Maintenance> maintenance;
    std::unique_ptr<monitor::HealthMonitor> health;
};

Engine::Private::~Private()
{
    health.reset();
    jobs.reset();
    if (warmer)
        warmer->stop();
    if (search) {
        if (const Result<void> saved = search->queryLog().save().get(); !saved)
            logger.warning("query_log_not_saved", {{"message", saved.error().message}});
    }
    // The pool runs the cache's background refreshes, which use the search service.
    pool.reset();
    // Their thread tells the invalidation and the warmer what it shows.
    indexes.reset();
}

namespace
{

Result<void> makeDirectory(const std::filesystem::path &directory)
{
    std::error_code failure;
    const bool isNew = std::filesystem::create_directories(directory, failure);
    if (!failure && isNew)
        std::filesystem::permissions(directory, std::filesystem::perms::owner_all, failure);
    if (failure)
        return fail(ErrorCode::Io, "directory_unusable",
                    "The data directory " + directory.string() + " cannot be made: " + failure.message() +
                        ". Check the path and its permissions.");
    return {};
}

constexpr const char *kVersionName = "program_version";
/// What an answer's scope can be: everybody with a role sees the same.
const std::vector<std::string> kScopes{"viewer", "analyst", "admin"};

/// A tag for each saved search that names the collection; none where they cannot be read.
std::vector<std::string> savedSearchTags(storage::Database &database, const std::string &collection)
{
    std::vector<std::string> tags;
    if (const auto ids = storage::SavedSearchStore(database).naming(collection)) {
        for (const std::string &id : *ids)
            tags.push_back("saved:" + id);
    }
    return tags;
}

/// Takes over what a part's creation gave, or passes its failure on with the part's name.
template <typename T>
Result<void> take(std::unique_ptr<T> &target, Result<std::unique_ptr<T>> made, const char *what)
{
    if (!made)
        return fail(std::move(made.error()).withContext(std::string("opening ") + what));
    target = std::move(*made);
    return {};
}

} // namespace

Result<void> Engine::Private::open(const std::filesystem::path &directory, const EngineSettings &settings)
{
    if (auto made = makeDirectory(directory); !made)
        return made;
    if (auto taken = take(lock, DirectoryLock::acquire(directory), "the data directory"); !taken)
        return taken;
    // Its static state is not safe to build from two threads at once.
    index::initializeLucene();
    metrics = std::make_unique<metrics::Metrics>(clock);
    if (auto taken =
            take(database, storage::Database::open(directory, settings.storage, logger), "the database");
        !taken)
        return taken;
    if (auto taken = take(indexes, index::IndexCatalog::open(directory, *database, settings.index, logger),
                          "the search index");
        !taken)
        return taken;
    return openServices(directory, settings);
}

Result<void> Engine::Private::openServices(const std::filesystem::path &directory,
                                           const EngineSettings &settings)
{
    pool = std::make_unique<ThreadPool>("engine", settings.poolThreads,
                                        static_cast<std::size_t>(settings.poolQueue));
    if (auto taken =
            take(auth, auth::AuthService::create(*database, settings.auth, clock, logger), "sign-in");
        !taken)
        return taken;
    keptWork = std::make_unique<search::KeptWork>(*database, clock);
    audit = std::make_unique<auth::AuditLog>(*database);
    if (auto opened = openSearch(settings); !opened)
        return opened;
    ingest::IngestSettings ingestSettings = settings.ingest;
    ingestSettings.securityRulesFolder = directory / "security";
    if (auto taken =
            take(ingest,
                 ingest::IngestService::create(*database, *indexes, *metrics, ingestSettings, clock, logger),
                 "the ingest service");
        !taken)
        return taken;
    quarantine = std::make_unique<ingest::QuarantineService>(*database, *ingest, settings.ingest, clock);
    if (auto taken = take(health,
                          monitor::HealthMonitor::create(*database, *indexes, *cache, *metrics, directory,
                                                         settings.monitor, clock, logger),
                          "the health monitor");
        !taken)
        return taken;
    maintenance = std::make_unique<Maintenance>(*database, search->queryLog(), clock, logger,
                                                Maintenance::Kept{settings.auth.refreshAbsoluteSeconds,
                                                                  settings.ingest.quarantineDays,
                                                                  settings.jobs.undoDays});
    health->onTick([this] {
        maintenance->tick();
        metrics->setGauge("explorerio_cache_warming_percent",
                          "How far the warming of the cache is; 100 where none runs.",
                          static_cast<double>(warmer->state().percent));
    });
    followChanges();
    startWarming();
    // What a former process left goes on at once: last, as it uses all of the above.
    return take(jobs, ingest::JobService::create(*database, *ingest, directory, settings.jobs, clock, logger),
                "the jobs");
}

Result<void> Engine::Private::openSearch(const EngineSettings &settings)
{
    cache = cache::makeLocalCache(settings.cache, clock, [tasks = pool.get()](std::function<void()> task) {
        return tasks->tryPost(std::move(task));
    });
    invalidation = std::make_unique<cache::Invalidation>(*cache, *metrics);
    if (auto taken = take(search,
                          search::SearchService::create(*database, *indexes, *cache, *metrics,
                                                        settings.search, clock, logger),
                          "the search service");
        !taken)
        return taken;
    warmer = std::make_unique<search::CacheWarmer>(*search, *database, settings.cache.capacityBytes,
                                                   settings.warming, clock, logger);
    cacheAdmin = std::make_unique<CacheAdmin>(
        CacheAdmin::Parts{*database, *cache, *invalidation, *search, *warmer, clock});
    return {};
}

void Engine::Private::followChanges()
{
    invalidation->setDependents(
        [this](const std::string &collection) { return savedSearchTags(*database, collection); });
    invalidation->onNewIndex([this](const std::string &collection) {
        warmer->start({"index", {collection}, kScopes, false});
    });
    indexes->onPublished([this](std::int64_t collection, std::int64_t sequence) {
        invalidation->visible(collection, sequence);
    });
    ingest->onCommitted([this](const ingest::IngestService::Committed &change) { committed(change); });
}

void Engine::Private::committed(const ingest::IngestService::Committed &change)
{
    const cache::CommittedWrite write{change.collection, change.name, change.isCritical, change.isBulk,
                                      change.sequence};
    if (change.isSchema)
        invalidation->schemaChanged(change.collection, change.name);
    if (change.isShown)
        invalidation->awaited(write);
    else
        invalidation->written(write);
}

void Engine::Private::startWarming()
{
    storage::MetaStore meta(*database);
    const auto known = meta.find(kVersionName);
    const bool isDeployment = known && *known && **known != EXPLORERIO_VERSION;
    if (known && (!*known || isDeployment)) {
        // Without a writable disk the next start only calls itself a deployment once more.
        static_cast<void>(database->write([](storage::Connection &connection) {
            return storage::MetaStore::set(connection, kVersionName, EXPLORERIO_VERSION);
        }));
    }
    warmer->start({isDeployment ? "deployment" : "start", {}, kScopes, true});
}

Result<std::unique_ptr<Engine>> Engine::open(const std::filesystem::path &directory,
                                             const EngineSettings &settings, Logger &logger)
{
    const auto started = std::chrono::steady_clock::now();
    auto d = std::make_unique<Private>(logger);
    if (auto opened = d->open(directory, settings); !opened)
        return fail(std::move(opened.error()));
    const auto took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started);
    logger.info("engine_opened", {{"took_ms", std::to_string(took.count())}});
    return std::unique_ptr<Engine>(new Engine(std::move(d)));
}

Engine::Engine(std::unique_ptr<Private> parts) : d(std::move(parts)) {}
Engine::~Engine() = default;

storage::Database &Engine::database() const { return *d->database; }
index::IndexCatalog &Engine::indexes() const { return *d->indexes; }
cache::ResultCache &Engine::cache() const { return *d->cache; }
CacheAdmin &Engine::cacheAdmin() const { return *d->cacheAdmin; }
const search::CacheWarmer &Engine::warmer() const { return *d->warmer; }
auth::AuditLog &Engine::audit() const { return *d->audit; }
auth::AuthService &Engine::auth() const { return *d->auth; }
search::SearchService &Engine::search() const { return *d->search; }
search::KeptWork &Engine::keptWork() const { return *d->keptWork; }
ingest::IngestService &Engine::ingest() const { return *d->ingest; }
ingest::QuarantineService &Engine::quarantine() const { return *d->quarantine; }
ingest::JobService &Engine::jobs() const { return *d->jobs; }
monitor::HealthMonitor &Engine::health() const { return *d->health; }
metrics::Metrics &Engine::metrics() const { return *d->metrics; }
ThreadPool &Engine::pool() const { return *d->pool; }
const Clock &Engine::clock() const { return d->clock; }
Logger &Engine::logger() const { return d->logger; }

} // namespace explorer::engine
