#include "cannedserver.h"

#include "ui/client/apiclient.h"
#include "ui/explore/contextview.h"
#include "ui/explore/explanationview.h"
#include "ui/widgets/theme.h"

#include <nlohmann/json.hpp>

#include <QtTest>
#include <QtWidgets>

using namespace explorer;
using namespace explorer::ui;
using explorer::test::CannedServer;

/// What is told about one document: those around it, and why it stands where it does.
class TestDocumentDetails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksForNeighboursOnlyWhileSeen();
    void showsNeighboursInTheirOrder();
    void asksForMatchesOnly();
    void saysWhatIsWrong();
    void explainsTheScoreOfOneDocument();
    void saysThatTheSortDecides();

private:
    [[nodiscard]] static api::SearchHit hit();
    [[nodiscard]] static api::SearchRequest search();

    std::unique_ptr<CannedServer> m_server;
    std::unique_ptr<ApiClient> m_client;
    Theme m_theme;
};

void TestDocumentDetails::init()
{
    m_server = std::make_unique<CannedServer>();
    m_server->answer = [](const CannedServer::Request &request) {
        if (request.path.contains("/context"))
            return CannedServer::Reply{200, R"({"before":[{"id":"1","collection":"logs","source":{"n":1}}],
                         "document":{"id":"a b","collection":"logs","source":{"n":2}},
                         "after":[{"id":"3","collection":"logs","source":{"n":3}}]})"};
        return CannedServer::Reply{
            200, R"({"took_ms":1,"cache":{"status":"miss","age_ms":0},"total":{"value":1,"relation":"eq"},
                     "partial":false,"generation":1,"warnings":[],
                     "hits":[{"id":"a b","collection":"logs","score":3,"source":{},"explanation":
                       {"value":3,"description":"The score of the document","details":[
                         {"value":2,"description":"Words stand near each other","details":[]},
                         {"value":1,"description":"Every document","details":[]}]}}]})"};
    };
    m_client = std::make_unique<ApiClient>();
    ApiClient::Target target;
    target.url = m_server->url();
    m_client->setTarget(target);
}

api::SearchHit TestDocumentDetails::hit()
{
    api::SearchHit hit;
    hit.id = "a b";
    hit.collection = "logs";
    hit.source = "{}";
    return hit;
}

api::SearchRequest TestDocumentDetails::search()
{
    api::SearchRequest request;
    request.collections = {"logs"};
    request.query = "error";
    request.filters = {"level:warn"};
    request.histogram = "ts:auto";
    request.size = 200;
    return request;
}

void TestDocumentDetails::asksForNeighboursOnlyWhileSeen()
{
    ContextView view(m_client.get(), &m_theme);
    view.setHit(hit(), search());
    QTest::qWait(50);
    QCOMPARE(m_server->requests.size(), 0);
    view.show();
    QTRY_COMPARE(m_server->requests.size(), 1);
    QVERIFY2(m_server->requests[0].path.contains("/collections/logs/documents/a%20b/context?"),
             m_server->requests[0].path);
    QVERIFY(!m_server->requests[0].path.contains("filter="));
}

void TestDocumentDetails::showsNeighboursInTheirOrder()
{
    ContextView view(m_client.get(), &m_theme);
    view.show();
    view.setHit(hit(), search());
    auto *list = view.findChild<QListWidget *>();
    QTRY_COMPARE(list->count(), 3);
    QCOMPARE(list->currentRow(), 1);
    QVERIFY(list->item(0)->text().contains(QStringLiteral("\"n\":1")));
    const QSignalSpy chosen(&view, &ContextView::documentChosen);
    Q_EMIT list->itemActivated(list->item(2));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(qvariant_cast<api::SearchHit>(chosen[0][0]).id, std::string("3"));
}

void TestDocumentDetails::asksForMatchesOnly()
{
    ContextView view(m_client.get(), &m_theme);
    view.show();
    view.setHit(hit(), search());
    QTRY_COMPARE(m_server->requests.size(), 1);
    for (QToolButton *button : view.findChildren<QToolButton *>()) {
        if (button->isCheckable())
            button->setChecked(true);
    }
    QTRY_COMPARE(m_server->requests.size(), 2);
    QVERIFY2(m_server->requests[1].path.contains("q=error&filter=level%3Awarn"), m_server->requests[1].path);
}

void TestDocumentDetails::saysWhatIsWrong()
{
    m_server->answer = [](const CannedServer::Request &) {
        return CannedServer::Reply{404, R"({"status":404,"detail":"It is gone."})"};
    };
    ContextView view(m_client.get(), &m_theme);
    view.show();
    view.setHit(hit(), search());
    QTRY_COMPARE(view.findChild<QLabel *>()->text(), QStringLiteral("It is gone."));
}

void TestDocumentDetails::explainsTheScoreOfOneDocument()
{
    ExplanationView view(m_client.get(), &m_theme);
    view.setHit(hit(), search());
    view.show();
    auto *tree = view.findChild<QTreeWidget *>();
    QTRY_COMPARE(tree->topLevelItemCount(), 1);
    const nlohmann::json body = nlohmann::json::parse(m_server->requests[0].body.toStdString());
    const QByteArray filters = "[\"level:warn\",\"id:\\\"a b\\\"\"]";
    QCOMPARE(QByteArray::fromStdString(body["filters"].dump()), filters);
    QVERIFY(body["explain"].get<bool>());
    QVERIFY(!body.contains("histogram"));
    const QTreeWidgetItem *whole = tree->topLevelItem(0);
    QCOMPARE(whole->childCount(), 2);
    QCOMPARE(whole->child(0)->text(0), QLocale().toString(2.0, 'f', 3));
    QCOMPARE(whole->child(0)->text(1), QStringLiteral("Words stand near each other"));
}

void TestDocumentDetails::saysThatTheSortDecides()
{
    api::SearchRequest sorted = search();
    sorted.sort = {{"ts", true}};
    ExplanationView view(m_client.get(), &m_theme);
    view.setHit(hit(), sorted);
    view.show();
    QTRY_VERIFY(view.findChild<QLabel *>()->text().contains(QStringLiteral("stand by ts")));
}

QTEST_MAIN(TestDocumentDetails)
#include "tst_documentdetails.moc"
