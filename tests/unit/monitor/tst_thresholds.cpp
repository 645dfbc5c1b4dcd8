#include "core/monitor/componentchecks.h"
#include "core/monitor/thresholds.h"

#include <QtTest>

using namespace explorer;
using namespace explorer::monitor;

namespace
{

metrics::RouteWindow route(std::int64_t requests, std::int64_t errors, double p95)
{
    metrics::RouteWindow window;
    window.requests = requests;
    window.errors = errors;
    window.p95Millis = p95;
    return window;
}

} // namespace

class TestThresholds : public QObject
{
    Q_OBJECT

    static std::string broken(const Observations &observations)
    {
        std::string text;
        for (const std::string &name : brokenThresholds(observations, {}))
            text += (text.empty() ? "" : ",") + name;
        return text;
    }

private Q_SLOTS:
    void exactlyAtTheThresholdHolds()
    {
        Observations seen;
        seen.routes = {route(100, 0, 5000)};
        seen.allRoutes = route(500, 5, 1);
        seen.searches = {1000, 700, 1000};
        seen.poolInUseRatio = 0.8;
        seen.poolSamples = 6;
        QCOMPARE(broken(seen), std::string());
        seen.routes = {route(100, 0, 5001)};
        seen.allRoutes = route(500, 6, 1);
        seen.searches = {1000, 699, 1000};
        seen.poolInUseRatio = 0.81;
        QCOMPARE(broken(seen), std::string("api_p95,pool_in_use,cache_hit_ratio,error_ratio"));
    }

    void tooFewSamplesHold()
    {
        Observations seen;
        seen.routes = {route(19, 0, 9000)};
        seen.allRoutes = route(99, 50, 1);
        seen.searches = {199, 0, 199};
        seen.poolInUseRatio = 1;
        seen.poolSamples = 4;
        QCOMPARE(broken(seen), std::string());
        seen.allRoutes = route(100, 4, 1);
        QCOMPARE(broken(seen), std::string());
        QCOMPARE(broken({}), std::string());
    }

    void sinceIsTheLastChange()
    {
        StatusTracker tracker;
        api::ComponentHealth component;
        component.name = "cache";
        tracker.update(component, 100);
        QCOMPARE(component.since, 100);
        tracker.update(component, 200);
        QCOMPARE(component.since, 100);
        component.status = api::HealthStatus::Degraded;
        tracker.update(component, 300);
        QCOMPARE(component.since, 300);
        component.status = api::HealthStatus::Pass;
        tracker.update(component, 400);
        QCOMPARE(component.since, 400);
    }

    void aRebuildingIndexIsDegradedAndAFailedOneFails()
    {
        index::IndexState state;
        QVERIFY(checkIndex(state).status == api::HealthStatus::Pass);
        state.phase = index::IndexState::Phase::Rebuilding;
        state.progress = 0.42;
        QVERIFY(checkIndex(state).status == api::HealthStatus::Degraded);
        QVERIFY(checkIndex(state).reason.find("42 %") != std::string::npos);
        state.phase = index::IndexState::Phase::Failed;
        state.reason = "broken";
        QVERIFY(checkIndex(state).status == api::HealthStatus::Fail);
        QCOMPARE(checkIndex(state).reason, std::string("broken"));
    }

    void aMissingDirectoryFailsTheDisk()
    {
        api::HealthFigures figures;
        QVERIFY(checkDisk("/nowhere/at/all", figures).status == api::HealthStatus::Fail);
        static_cast<void>(checkDisk(QDir::tempPath().toStdString(), figures));
        QVERIFY(figures.diskTotalBytes > 0 && figures.diskFreeBytes <= figures.diskTotalBytes);
    }
};

QTEST_GUILESS_MAIN(TestThresholds)
#include "tst_thresholds.moc"
