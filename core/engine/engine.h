#pragma once

#include "core/auth/authservice.h"
#include "core/base/fileops.h"
#include "core/base/threadpool.h"
#include "core/engine/cacheadmin.h"
#include "core/ingest/jobs/jobservice.h"
#include "core/ingest/quarantineservice.h"
#include "core/monitor/healthmonitor.h"
#include "core/search/keptwork.h"
#include "core/search/searchservice.h"

namespace explorer::engine
{

/// The sections of the settings file, each with its defaults.
struct EngineSettings {
    storage::StorageSettings storage;
    index::IndexSettings index;
    cache::CacheSettings cache;
    auth::AuthSettings auth;
    search::SearchSettings search;
    search::WarmingSettings warming;
    ingest::IngestSettings ingest;
    ingest::JobSettings jobs;
    monitor::MonitorSettings monitor;
    int poolThreads = 8;
    int poolQueue = 512;
};

/// Takes the engine's sections out of the whole settings file (`http` belongs to the gateway).
/// settings_invalid.
Result<EngineSettings> engineSettingsFromJson(const nlohmann::json &file);
nlohmann::json toJson(const EngineSettings &settings);

/// Everything that holds the data, wired in the order that its parts need each other and torn down backwards.
/// Two may live in one process, on two directories.
class Engine
{
public:
    /// Takes the directory's lock, opens the database, the indexes (rebuilding in the background where
    /// needed) and the services. AlreadyExists ("directory_in_use").
    static Result<std::unique_ptr<Engine>> open(const std::filesystem::path &directory,
                                                const EngineSettings &settings, Logger &logger);
    ~Engine();

    [[nodiscard]] storage::Database &database() const;
    [[nodiscard]] index::IndexCatalog &indexes() const;
    [[nodiscard]] cache::ResultCache &cache() const;
    [[nodiscard]] CacheAdmin &cacheAdmin() const;
    /// Of the cache, since the start and later on.
    [[nodiscard]] const search::CacheWarmer &warmer() const;
    [[nodiscard]] auth::AuthService &auth() const;
    [[nodiscard]] auth::AuditLog &audit() const;
    [[nodiscard]] search::SearchService &search() const;
    [[nodiscard]] search::KeptWork &keptWork() const;
    [[nodiscard]] ingest::IngestService &ingest() const;
    [[nodiscard]] ingest::QuarantineService &quarantine() const;
    [[nodiscard]] ingest::JobService &jobs() const;
    [[nodiscard]] monitor::HealthMonitor &health() const;
    [[nodiscard]] metrics::Metrics &metrics() const;
    [[nodiscard]] ThreadPool &pool() const;
    [[nodiscard]] const Clock &clock() const;
    [[nodiscard]] Logger &logger() const;

private:
    struct Private;
    explicit Engine(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace explorer::engine
