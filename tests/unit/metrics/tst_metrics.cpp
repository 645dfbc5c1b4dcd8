#include "core/metrics/latencywindow.h"
#include "core/metrics/metrics.h"
#include "core/metrics/processusage.h"
#include "support/fakeclock.h"

#include <QProcess>
#include <QStandardPaths>
#include <QtTest>

#include <thread>

using namespace explorer;
using namespace explorer::metrics;
using namespace std::chrono_literals;

class TestMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quantilesAreWithinTwoPercent_data()
    {
        QTest::addColumn<double>("scaleMillis");
        QTest::newRow("tenths of a millisecond") << 0.1;
        QTest::newRow("milliseconds") << 1.0;
        QTest::newRow("seconds") << 70.0;
    }

    void quantilesAreWithinTwoPercent()
    {
        QFETCH(double, scaleMillis);
        test::FakeClock clock;
        LatencyWindow window;
        for (int i = 1; i <= 1000; ++i)
            window.record(clock.steadyNow(), std::chrono::nanoseconds(std::llround(i * scaleMillis * 1e6)),
                          false);
        const LatencyWindow::Sum sum = window.sum(clock.steadyNow(), 5min);
        QCOMPARE(sum.requests, 1000);
        for (const double ratio : {0.5, 0.95, 0.99}) {
            const double expected = ratio * 1000 * scaleMillis;
            QVERIFY2(std::abs(sum.quantileMillis(ratio) - expected) <= expected * 0.021,
                     qPrintable(QString::number(sum.quantileMillis(ratio)) + QLatin1String(" for ") +
                                QString::number(expected)));
        }
    }

    void requestsLeaveTheWindow()
    {
        test::FakeClock clock;
        Metrics metrics(clock);
        metrics.recordRequest("GET", "/api/v1/search", 200, 3ms);
        metrics.recordRequest("GET", "/api/v1/search", 504, 2s);
        QCOMPARE(metrics.allRoutes().requests, 2);
        QCOMPARE(metrics.allRoutes().errors, 1);
        clock.advance(4min);
        metrics.recordRequest("POST", "/api/v1/search", 200, 1ms);
        QCOMPARE(metrics.allRoutes().requests, 3);
        QCOMPARE(metrics.allRoutes(60s).requests, 1);
        clock.advance(2min);
        QCOMPARE(metrics.allRoutes().requests, 1);
        clock.advance(1h);
        QVERIFY(metrics.routes().empty());
        QCOMPARE(metrics.allRoutes().p95Millis, 0.0);
    }

    void routesAreSortedByTheirTraffic()
    {
        test::FakeClock clock;
        Metrics metrics(clock);
        metrics.recordRequest("GET", "/quiet", 200, 1ms);
        for (int i = 0; i < 3; ++i)
            metrics.recordRequest("GET", "/busy", i == 0 ? 404 : 200, 10ms);
        const std::vector<RouteWindow> routes = metrics.routes();
        QCOMPARE(routes.size(), std::size_t(2));
        QCOMPARE(routes[0].route, std::string("/busy"));
        QCOMPARE(routes[0].requests, 3);
        QCOMPARE(routes[0].errors, 0);
        QVERIFY(routes[0].p50Millis > 9.7 && routes[0].p50Millis < 10.3);
    }

    void routesBeyondTheLimitAreCountedTogether()
    {
        Metrics metrics;
        for (int i = 0; i < 500; ++i)
            metrics.recordRequest("BREW", "/r" + std::to_string(i), 200, 1ms);
        QVERIFY(metrics.routes().size() <= 201);
        QCOMPARE(metrics.allRoutes().requests, 500);
        const std::string text = metrics.exposition();
        QVERIFY(text.find(
                    "explorerio_http_requests_total{method=\"other\",route=\"other\",status=\"200\"} 300") !=
                std::string::npos);
    }

    void searchWindowCountsHitsAndLookups()
    {
        test::FakeClock clock;
        Metrics metrics(clock);
        for (const char *status : {"hit", "hit", "miss", "stale", "bypass"})
            metrics.recordSearch(status, 1ms);
        const Metrics::SearchWindow window = metrics.searches(10min);
        QCOMPARE(window.searches, 5);
        QCOMPARE(window.cacheHits, 2);
        QCOMPARE(window.cacheLookups, 4);
        clock.advance(11min);
        QCOMPARE(metrics.searches(10min).searches, 0);
    }

    void aGaugeThatPrometheusForbidsIsLeftOut()
    {
        Metrics metrics;
        metrics.setGauge("explorerio_index_lag", "Changes not yet visible to searches.", 7);
        metrics.setGauge("explorerio_index_lag", "Changes not yet visible to searches.", 9);
        metrics.setGauge("not a name", "Nothing.", 1);
        metrics.setGauge("explorerio_searches_total", "Taken by a counter.", 1);
        const std::string text = metrics.exposition();
        QVERIFY(text.find("explorerio_index_lag 9\n") != std::string::npos);
        QVERIFY(text.find("not a name") == std::string::npos);
        QVERIFY(text.find("Taken by a counter") == std::string::npos);
    }

    void countsFromManyThreadsAddUp()
    {
        Metrics metrics;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&metrics] {
                for (int i = 0; i < 2000; ++i) {
                    metrics.recordRequest("GET", i % 2 == 0 ? "/a" : "/b", 200, 1ms);
                    metrics.recordSearch("hit", 1ms);
                    metrics.recordIngest(1, 1, 1, 1);
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(metrics.allRoutes().requests, 8000);
        const std::string text = metrics.exposition();
        QVERIFY(text.find("explorerio_ingest_records_total{outcome=\"quarantined\"} 8000") !=
                std::string::npos);
        QVERIFY(
            text.find("explorerio_http_requests_total{method=\"GET\",route=\"/a\",status=\"200\"} 4000") !=
            std::string::npos);
    }

    void processFiguresAreReal()
    {
        const ProcessUsage usage = readProcessUsage();
        QVERIFY(usage.residentBytes > 1'000'000);
        QVERIFY(usage.residentBytes <= machineMemoryBytes());
        QVERIFY(usage.cpuSeconds > 0);
        QVERIFY(usage.openFiles >= 3);
        const double now = static_cast<double>(SystemClock().nowMillis()) / 1000.0;
        QVERIFY(usage.startSeconds <= now + 2 && usage.startSeconds > now - 600);
    }

    void promtoolHasNothingToSay()
    {
        const QString promtool = QStandardPaths::findExecutable(QStringLiteral("promtool"));
        if (promtool.isEmpty())
            QSKIP("promtool (Debian package prometheus) is not installed");
        Metrics metrics;
        metrics.recordRequest("GET", "/api/v1/search", 200, 3ms);
        metrics.recordRequest("GET", "/odd\"route\\with\nescapes", 500, 3ms);
        metrics.recordSearch("miss", 2ms);
        metrics.recordIngest(5, 1, 1, 0);
        metrics.recordConnections(3);
        metrics.setGauge("explorerio_cache_bytes", "Bytes held by the result cache.", 1.5e9);
        QProcess process;
        process.start(promtool, {QStringLiteral("check"), QStringLiteral("metrics")});
        QVERIFY(process.waitForStarted());
        process.write(QByteArray::fromStdString(metrics.exposition()));
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAllStandardOutput() + process.readAllStandardError(), QByteArray());
        QCOMPARE(process.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
