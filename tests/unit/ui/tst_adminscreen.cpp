#include "cannedserver.h"

#include "ui/admin/adminscreen.h"
#include "ui/client/apiclient.h"
#include "ui/shell/actionregistry.h"
#include "ui/widgets/statepanel.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace explorer;
using namespace explorer::ui;
using Reply = test::CannedServer::Reply;

namespace
{

api::CacheStats stats(bool isCritical)
{
    api::CacheStats stats;
    stats.totals.hits = 3;
    stats.totals.misses = 1;
    stats.totals.evictions = 17;
    stats.totals.entries = 4;
    stats.totals.sizeBytes = 2048;
    stats.totals.capacityBytes = 4096;
    stats.shapes = {{"(term status ?)", {"access"}, 4, 3, 1, 0, 0, 1.5, 12, 1'710'460'800'000}};
    stats.collections = {{"access", isCritical, isCritical ? "immediate" : "lazy", 4, 2048}};
    stats.invalidations = {{"batch", "data", 2, 9}, {"immediate", "manual", 1, 5}};
    return stats;
}

QByteArray bytes(const nlohmann::json &json) { return QByteArray::fromStdString(json.dump()); }

} // namespace

class TestAdminScreen : public QObject
{
    Q_OBJECT

    Theme m_theme;
    ActionRegistry m_actions;
    test::CannedServer m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<AdminScreen> m_screen;
    bool m_isCritical = false;
    bool m_isAllowed = true;
    std::vector<api::InvalidationRequest> m_orders;

    Reply answer(const test::CannedServer::Request &request)
    {
        if (!m_isAllowed)
            return {403, R"({"title":"Forbidden","status":403,"detail":"Ask an admin."})", false};
        if (request.path.contains("/cache/_invalidate")) {
            m_orders.push_back(
                *api::invalidationRequestFromJson(nlohmann::json::parse(request.body.toStdString())));
            const bool isPreview = m_orders.back().preview;
            return {200, bytes(api::InvalidationAnswer{4, 1, 2, m_orders.back().strategy, isPreview}), false};
        }
        if (request.path.contains("/cache/_warm"))
            return {202, R"({"started":true})", false};
        if (request.path.contains("/cache/stats"))
            return {200, bytes(stats(m_isCritical)), false};
        if (request.path.contains("/audit")) {
            api::AuditPage page;
            page.entries = {{7, 1'710'460'800'000, "ann", "cache.invalidate", "access", "4 answers", "ab"}};
            return {200, bytes(page), false};
        }
        m_isCritical = nlohmann::json::parse(request.body.toStdString()).at("critical").get<bool>();
        api::CollectionInfo info;
        info.name = "access";
        info.critical = m_isCritical;
        return {200, bytes(info), false};
    }

    template <class Widget>
    Widget *find(const char *name)
    {
        return m_screen->findChild<Widget *>(QString::fromLatin1(name));
    }
    QString cell(const char *table, int row, int column)
    {
        return find<QTableView>(table)->model()->index(row, column).data().toString();
    }

    void open()
    {
        m_screen->show();
        m_screen->activate();
        QTRY_VERIFY(m_screen->findChild<StatePanel *>()->isShowingContent());
        QTRY_COMPARE(find<QTableView>("auditLines")->model()->rowCount(), 1);
    }

private Q_SLOTS:
    void init()
    {
        m_isCritical = false;
        m_isAllowed = true;
        m_orders.clear();
        m_server.requests.clear();
        m_server.answer = [this](const auto &request) { return answer(request); };
        m_client = std::make_unique<ApiClient>();
        m_client->setTarget({m_server.url(), {}, {}, false});
        m_screen = std::make_unique<AdminScreen>(Workbench{m_client.get(), &m_theme, &m_actions});
        m_screen->resize(1200, 900);
    }
    void cleanup()
    {
        m_screen.reset();
        m_client.reset();
    }
    void showsFiguresShapesPoliciesAndTheLastActions()
    {
        open();
        QVERIFY(find<QLabel>("cacheCounts")->text().contains(QStringLiteral("17 evicted")));
        QCOMPARE(cell("queryShapes", 0, 0), QStringLiteral("(term status ?)"));
        QCOMPARE(cell("queryShapes", 0, 3), QStringLiteral("75.0 %"));
        QCOMPARE(cell("auditLines", 0, 1), QStringLiteral("ann"));
        QCOMPARE(find<QTableView>("cachePolicies")->model()->rowCount(), 5);
        QCOMPARE(cell("cachePolicies", 1, 3), QStringLiteral("2 (9 answers)"));
        QCOMPARE(cell("cachePolicies", 3, 3), QStringLiteral("1 (5 answers)"));
    }

    void clearsOnlyWhatWasPreviewed()
    {
        open();
        auto *clear = find<QPushButton>("clearNow");
        QVERIFY(!clear->isEnabled());
        find<QComboBox>("clearWhat")->setCurrentIndex(3);
        find<QLineEdit>("clearText")->setText(QStringLiteral("status:404"));
        QTest::mouseClick(find<QPushButton>("clearPreview"), Qt::LeftButton);
        QTRY_VERIFY(clear->isEnabled());
        QVERIFY(m_orders.back().preview && m_orders.back().hasQuery);
        // Another order has not been previewed.
        find<QLineEdit>("clearText")->setText(QStringLiteral("status:500"));
        QVERIFY(!clear->isEnabled());
        QTest::mouseClick(find<QPushButton>("clearPreview"), Qt::LeftButton);
        QTRY_VERIFY(clear->isEnabled());
        QTest::mouseClick(clear, Qt::LeftButton);
        QTRY_COMPARE(m_orders.size(), std::size_t(3));
        QVERIFY(!m_orders.back().preview);
        QCOMPARE(m_orders.back().query, std::string("status:500"));
        QTRY_VERIFY(!clear->isEnabled());
    }

    void aCollectionBecomesCriticalWhenTheServerSaysSo()
    {
        open();
        QAbstractItemModel *model = find<QTableView>("cacheCollections")->model();
        const QModelIndex tick = model->index(0, 1);
        QCOMPARE(tick.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QVERIFY(model->setData(tick, Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(tick.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QTRY_COMPARE(model->index(0, 1).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    }

    void warmsTheChosenCollection()
    {
        open();
        find<QComboBox>("clearWhat")->setCurrentIndex(1);
        QTest::mouseClick(find<QPushButton>("warm"), Qt::LeftButton);
        QTRY_COMPARE(m_server.requestsTo("/_warm").size(), 1);
        QCOMPARE(nlohmann::json::parse(m_server.requestsTo("/_warm").first().body.toStdString()),
                 (nlohmann::json{{"collections", {"access"}}}));
    }

    void whoMayNotIsTold()
    {
        m_isAllowed = false;
        m_screen->show();
        m_screen->activate();
        auto *panel = m_screen->findChild<StatePanel *>();
        QTRY_VERIFY(!m_server.requests.isEmpty() && !panel->isLoading());
        QVERIFY(!panel->isShowingContent());
    }
};

QTEST_MAIN(TestAdminScreen)
#include "tst_adminscreen.moc"
