#include "core/monitor/healthmonitor.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace explorer;
using namespace explorer::monitor;
using namespace std::chrono_literals;

namespace
{

/// A cache whose ping fails as it is told to.
class SickCache final : public cache::ResultCache
{
public:
    std::atomic<bool> isSick{false};
    Result<cache::CachedAnswer> get(const std::string &, const std::string &,
                                    const std::vector<std::string> &, Deadline, const Loader &) override
    {
        return fail(ErrorCode::Unavailable, "sick", "It is sick.");
    }
    Result<cache::CachedAnswer> reload(const std::string &, const std::string &,
                                       const std::vector<std::string> &, const Loader &) override
    {
        return fail(ErrorCode::Unavailable, "sick", "It is sick.");
    }
    Result<std::int64_t> preload(const std::string &, const std::string &, const std::vector<std::string> &,
                                 const Loader &) override
    {
        return fail(ErrorCode::Unavailable, "sick", "It is sick.");
    }
    cache::Invalidated invalidate(const std::vector<std::string> &, cache::Removal, bool) override
    {
        return {};
    }
    cache::Invalidated clear(cache::Removal, bool) override { return {}; }
    [[nodiscard]] cache::TagUse usage(const std::string &) const override { return {}; }
    [[nodiscard]] cache::CacheStatistics statistics() const override { return {}; }
    Result<void> ping() override
    {
        return isSick ? Result<void>(fail(ErrorCode::Unavailable, "sick", "It is sick.")) : Result<void>();
    }
};

const api::ComponentHealth *find(const api::HealthReport &report, const std::string &name)
{
    for (const api::ComponentHealth &component : report.components) {
        if (component.name == name)
            return &component;
    }
    return nullptr;
}

} // namespace

class TestHealthMonitor : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    Logger m_logger{LogLevel::Error, [](std::string_view) {}};
    SystemClock m_clock;
    std::unique_ptr<metrics::Metrics> m_metrics;
    std::unique_ptr<storage::Database> m_database;
    std::unique_ptr<index::IndexCatalog> m_indexes;
    std::unique_ptr<SickCache> m_cache;
    std::unique_ptr<HealthMonitor> m_monitor;

    void start(const MonitorSettings &settings = {})
    {
        auto made = HealthMonitor::create(*m_database, *m_indexes, *m_cache, *m_metrics,
                                          m_directory->path().toStdString(), settings, m_clock, m_logger);
        QVERIFY(made.has_value());
        m_monitor = std::move(*made);
    }

private Q_SLOTS:
    void init()
    {
        index::initializeLucene();
        m_directory = std::make_unique<QTemporaryDir>();
        const std::filesystem::path path = m_directory->path().toStdString();
        m_metrics = std::make_unique<metrics::Metrics>();
        m_cache = std::make_unique<SickCache>();
        auto database = storage::Database::open(path, {}, m_logger);
        QVERIFY(database.has_value());
        m_database = std::move(*database);
        auto indexes = index::IndexCatalog::open(path, *m_database, {}, m_logger);
        QVERIFY(indexes.has_value());
        m_indexes = std::move(*indexes);
    }
    void cleanup()
    {
        m_monitor.reset();
        m_indexes.reset();
        m_database.reset();
    }

    void aHealthyServerPasses()
    {
        start();
        const api::HealthReport report = m_monitor->report(true);
        QCOMPARE(report.components.size(), std::size_t(5));
        for (const char *name : {"gateway", "database", "cache", "search index"}) {
            const api::ComponentHealth *component = find(report, name);
            QVERIFY2(component != nullptr && component->status == api::HealthStatus::Pass, name);
            QVERIFY(component->reason.empty());
            QVERIFY(component->since > 0 && component->since <= report.checkedAt + 1000);
        }
        QVERIFY(report.figures.diskTotalBytes > 0);
        QCOMPARE(report.figures.apiP95Millis, -1.0);
        QCOMPARE(report.figures.cacheHitRatio, -1.0);
        QVERIFY(m_monitor->notReadyReasons().empty());
    }

    void aSickCacheDegradesAndRecovers()
    {
        start();
        const UnixMillis before = find(m_monitor->report(true), "cache")->since;
        m_cache->isSick = true;
        const api::HealthReport sick = m_monitor->report(true);
        QVERIFY(find(sick, "cache")->status == api::HealthStatus::Degraded);
        QCOMPARE(find(sick, "cache")->reason, std::string("It is sick."));
        QVERIFY(sick.status != api::HealthStatus::Pass);
        QVERIFY(find(sick, "cache")->since >= before);
        m_cache->isSick = false;
        QVERIFY(find(m_monitor->report(true), "cache")->status == api::HealthStatus::Pass);
        QVERIFY(m_monitor->notReadyReasons().empty());
    }

    void theGatewaySpeaksForItself()
    {
        start();
        m_monitor->setGateway([] {
            api::ComponentHealth health;
            health.status = api::HealthStatus::Degraded;
            health.reason = "It is draining.";
            return health;
        });
        QCOMPARE(find(m_monitor->report(true), "gateway")->reason, std::string("It is draining."));
        m_monitor->setGateway({});
        QVERIFY(find(m_monitor->report(true), "gateway")->reason.empty());
    }

    void brokenThresholdsDegradeTheWhole()
    {
        start();
        const api::HealthStatus quiet = m_monitor->report(true).status;
        for (int i = 0; i < 200; ++i) {
            m_metrics->recordRequest("GET", "/api/v1/search", i % 10 == 0 ? 503 : 200, 20ms);
            m_metrics->recordSearch(i % 2 == 0 ? "hit" : "miss", 1ms);
        }
        const api::HealthReport report = m_monitor->report(true);
        QVERIFY(report.status >= api::HealthStatus::Degraded && report.status >= quiet);
        QCOMPARE(report.figures.errorRatio, 0.1);
        QCOMPARE(report.figures.cacheHitRatio, 0.5);
        QVERIFY(report.figures.apiP95Millis > 19.5 && report.figures.apiP95Millis < 20.5);
        QVERIFY(report.figures.requestsPerSecond > 0);
        QCOMPARE(report.routes.at(0).route, std::string("/api/v1/search"));
        QCOMPARE(report.routes.at(0).requests, 200);
        QVERIFY(m_metrics->exposition().find("explorerio_disk_free_bytes") != std::string::npos);
    }

    void samplesAreTakenOnEachTickAndBounded()
    {
        MonitorSettings settings;
        settings.checkMillis = 5;
        settings.samples = 4;
        start(settings);
        std::atomic<int> ticks{0};
        m_monitor->onTick([&ticks] { ++ticks; });
        QTRY_VERIFY(ticks > 10);
        const api::HealthReport report = m_monitor->report(false);
        QCOMPARE(report.samples.size(), std::size_t(4));
        QVERIFY(report.samples.front().at <= report.samples.back().at);
        m_monitor.reset();
    }
};

QTEST_GUILESS_MAIN(TestHealthMonitor)
#include "tst_healthmonitor.moc"
