#include "cannedserver.h"

#include "ui/client/apiclient.h"
#include "ui/models/componentsmodel.h"
#include "ui/models/routesmodel.h"
#include "ui/monitor/monitorscreen.h"
#include "ui/monitor/thresholdtile.h"
#include "ui/shell/actionregistry.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace explorer;
using namespace explorer::ui;

namespace
{

api::HealthReport report()
{
    api::HealthReport report;
    report.version = "0.1.0";
    report.checkedAt = 1'710'460'800'000;
    report.status = api::HealthStatus::Degraded;
    report.components = {{"gateway", api::HealthStatus::Pass, 0.4, 0, ""},
                         {"cache", api::HealthStatus::Degraded, 1, 0, "<b>slow</b>"}};
    report.figures.apiP95Millis = 5001;
    report.figures.poolInUseRatio = 0.8;
    report.figures.cacheHitRatio = 0.69;
    report.figures.recentCacheLookups = 200;
    report.figures.recentRequests = 100;
    report.routes = {{"POST /api/v1/search", 2, 1, 2, 3, 0, 10}, {"GET /api/v1/meta", 9, 1, 2, 3, 0.5, 90}};
    return report;
}

} // namespace

class TestMonitorScreen : public QObject
{
    Q_OBJECT

    Theme m_theme;
    ActionRegistry m_actions;

private Q_SLOTS:
    void showsWhatTheServerSays()
    {
        test::CannedServer server;
        server.answer = [](const auto &) {
            return test::CannedServer::Reply{200, QByteArray::fromStdString(nlohmann::json(report()).dump()),
                                             false};
        };
        ApiClient client;
        client.setTarget({server.url(), {}, {}, false});
        MonitorScreen screen({&client, &m_theme, &m_actions});
        screen.resize(1200, 800);
        screen.show();
        screen.activate();
        auto *components = screen.findChild<QTableView *>(QStringLiteral("components"));
        QTRY_COMPARE(components->model()->rowCount(), 2);
        QCOMPARE(components->model()->index(1, ComponentsModel::Reason).data().toString(),
                 QStringLiteral("<b>slow</b>"));
        QStringList states;
        for (const ThresholdTile *tile : screen.findChildren<ThresholdTile *>())
            states.append(tile->statusText());
        // Exactly 80 % is not over it; errors have no samples.
        QCOMPARE(states.filter(QStringLiteral("OK")).size(), 1);
        QCOMPARE(states.filter(QStringLiteral("insufficient data")).size(), 1);
        QCOMPARE(states.filter(QStringLiteral("above")).size(), 1);
        QCOMPARE(states.filter(QStringLiteral("below")).size(), 1);
    }

    void aFailedCheckKeepsTheLastReport()
    {
        test::CannedServer server;
        bool works = true;
        server.answer = [&](const auto &) {
            return works
                       ? test::CannedServer::Reply{200,
                                                   QByteArray::fromStdString(nlohmann::json(report()).dump()),
                                                   false}
                       : test::CannedServer::Reply{404, R"({"title":"x","status":404,"detail":"Gone away."})",
                                                   false};
        };
        ApiClient client;
        client.setTarget({server.url(), {}, {}, false});
        MonitorScreen screen({&client, &m_theme, &m_actions});
        screen.show();
        screen.activate();
        auto *routes = screen.findChild<QTableView *>(QStringLiteral("routes"));
        QTRY_COMPARE(routes->model()->rowCount(), 2);
        works = false;
        QSignalSpy status(&screen, &Screen::statusChanged);
        screen.refresh();
        QTRY_VERIFY(!status.isEmpty());
        QCOMPARE(status.last()[0].toString(), QStringLiteral("Gone away."));
        QVERIFY(routes->isVisible());
    }

    void modelsKeepTheirPromises()
    {
        RoutesModel routes;
        const QAbstractItemModelTester routesTester(&routes,
                                                    QAbstractItemModelTester::FailureReportingMode::QtTest);
        routes.setRoutes(report().routes);
        QCOMPARE(routes.index(0, RoutesModel::Route).data().toString(), QStringLiteral("GET /api/v1/meta"));
        routes.sort(RoutesModel::Route, Qt::DescendingOrder);
        QCOMPARE(routes.index(0, RoutesModel::Route).data().toString(),
                 QStringLiteral("POST /api/v1/search"));
        routes.setRoutes({});
        ComponentsModel components;
        const QAbstractItemModelTester componentsTester(
            &components, QAbstractItemModelTester::FailureReportingMode::QtTest);
        components.setComponents(report().components, 0);
        components.setComponents(report().components, 1);
        QCOMPARE(components.index(1, ComponentsModel::Status).data().toString(), QStringLiteral("degraded"));
    }
};

QTEST_MAIN(TestMonitorScreen)
#include "tst_monitorscreen.moc"
