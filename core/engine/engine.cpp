#include "core/engine/engine.h"

#include "core/engine/maintenance.h"

namespace explorer::engine
{

struct Engine::Private {
    explicit Private(Logger &log) : logger(log) {}
    ~Private();
    Result<void> open(const std::filesystem::path &directory, const EngineSettings &settings);
    Result<void> openServices(const std::filesystem::path &directory, const EngineSettings &settings);

    Logger &logger;
    SystemClock clock;
    std::unique_ptr<DirectoryLock> lock;
    std::unique_ptr<metrics::Metrics> metrics;
    std::unique_ptr<storage::Database> database;
    std::unique_ptr<index::IndexCatalog> indexes;
    std::unique_ptr<ThreadPool> pool;
    std::unique_ptr<cache::ResultCache> cache;
    std::unique_ptr<auth::AuthService> auth;
    std::unique_ptr<search::SearchService> search;
    std::unique_ptr<search::KeptWork> keptWork;
    std::unique_ptr<ingest::IngestService> ingest;
    std::unique_ptr<Maintenance> maintenance;
    std::unique_ptr<monitor::HealthMonitor> health;
};

Engine::Private::~Private()
{
    health.reset();
    // The pool runs the cache's background refreshes, which use the search service.
    pool.reset();
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
    cache = cache::makeLocalCache(settings.cache, clock, [tasks = pool.get()](std::function<void()> task) {
        return tasks->tryPost(std::move(task));
    });
    if (auto taken =
            take(auth, auth::AuthService::create(*database, settings.auth, clock, logger), "sign-in");
        !taken)
        return taken;
    if (auto taken = take(search,
                          search::SearchService::create(*database, *indexes, *cache, *metrics,
                                                        settings.search, clock, logger),
                          "the search service");
        !taken)
        return taken;
    keptWork = std::make_unique<search::KeptWork>(*database, clock);
    if (auto taken =
            take(ingest,
                 ingest::IngestService::create(*database, *indexes, *metrics, settings.ingest, clock, logger),
                 "the ingest service");
        !taken)
        return taken;
    if (auto taken = take(health,
                          monitor::HealthMonitor::create(*database, *indexes, *cache, *metrics, directory,
                                                         settings.monitor, clock, logger),
                          "the health monitor");
        !taken)
        return taken;
    maintenance =
        std::make_unique<Maintenance>(*database, clock, logger, settings.auth.refreshAbsoluteSeconds);
    health->onTick([work = maintenance.get()] { work->tick(); });
    return {};
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
auth::AuthService &Engine::auth() const { return *d->auth; }
search::SearchService &Engine::search() const { return *d->search; }
search::KeptWork &Engine::keptWork() const { return *d->keptWork; }
ingest::IngestService &Engine::ingest() const { return *d->ingest; }
monitor::HealthMonitor &Engine::health() const { return *d->health; }
metrics::Metrics &Engine::metrics() const { return *d->metrics; }
ThreadPool &Engine::pool() const { return *d->pool; }
const Clock &Engine::clock() const { return d->clock; }
Logger &Engine::logger() const { return d->logger; }

} // namespace explorer::engine
