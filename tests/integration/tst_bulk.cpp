#include "support/gatewayfixture.h"

#include <QtTest>

using namespace explorer;
using nlohmann::json;

namespace
{

const json &only(const json &answer, std::size_t item) { return *answer["items"][item].begin(); }

} // namespace

/// `_bulk` as shippers made for OpenSearch send it.
class BulkTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::GatewayFixture> m_service;

    json send(const std::string &path, const std::string &body, int status = 200)
    {
        const auto answer =
            m_service->call("POST", "/api/v1/collections" + path, body, "application/x-ndjson");
        if (answer.status != status)
            qWarning("%d: %s", answer.status, answer.json.dump().c_str());
        return answer.status == status ? answer.json : json();
    }
    json document(const std::string &id)
    {
        return m_service->call("GET", "/api/v1/collections/logs/documents/" + id).json;
    }

private Q_SLOTS:
    void init()
    {
        m_service = std::make_unique<test::GatewayFixture>();
        m_service->signIn("admin");
        for (const char *name : {"logs", "others"})
            QCOMPARE(m_service->call("POST", "/api/v1/collections", json{{"name", name}}.dump()).status, 201);
    }

    void carriesOutTheFourActions()
    {
        const json first = send("/logs/_bulk", "{\"index\":{\"_id\":\"1\"}}\n{\"a\":1,\"o\":{\"x\":1}}\n"
                                               "{\"create\":{\"_id\":2}}\n{\"a\":2}\n"
                                               "{\"create\":{\"_id\":\"1\"}}\n{\"a\":3}\n"
                                               "{\"update\":{\"_id\":\"1\"}}\n{\"doc\":{\"o\":{\"y\":2}}}\n"
                                               "{\"delete\":{\"_id\":\"2\"}}\n"
                                               "{\"delete\":{\"_id\":\"2\"}}\n"
                                               "{\"index\":{}}\n{\"a\":9}\n");
        QVERIFY(first["errors"] == json(true));
        const std::vector<int> statuses{201, 201, 409, 200, 200, 404, 201};
        QCOMPARE(first["items"].size(), statuses.size());
        for (std::size_t i = 0; i < statuses.size(); ++i)
            QCOMPARE(only(first, i)["status"].get<int>(), statuses[i]);
        QVERIFY(first["items"][2]["create"]["error"]["type"] == json("version_conflict_engine_exception"));
        QVERIFY(first["items"][3]["update"]["result"] == json("updated"));
        QVERIFY(first["items"][4]["delete"]["result"] == json("deleted"));
        QVERIFY(first["items"][5]["delete"]["result"] == json("not_found"));
        QVERIFY(!only(first, 6)["_id"].get<std::string>().empty());
        QVERIFY(document("1")["o"] == (json{{"x", 1}, {"y", 2}}));
        QCOMPARE(m_service->call("GET", "/api/v1/collections/logs/documents/2").status, 404);
    }

    void updatesWhatIsNotThereOnlyWhenAsked()
    {
        const json answer =
            send("/logs/_bulk", "{\"update\":{\"_id\":\"u\"}}\n{\"doc\":{\"a\":1}}\n"
                                "{\"update\":{\"_id\":\"u\"}}\n{\"doc\":{\"a\":1},\"doc_as_upsert\":true}\n"
                                "{\"update\":{\"_id\":\"u\"}}\n{\"doc\":{\"b\":2}}\n"
                                "{\"update\":{\"_id\":\"u\"}}\n{\"script\":\"x\"}\n");
        QCOMPARE(only(answer, 0)["status"].get<int>(), 404);
        QCOMPARE(only(answer, 1)["status"].get<int>(), 201);
        QCOMPARE(only(answer, 2)["status"].get<int>(), 200);
        QCOMPARE(only(answer, 3)["status"].get<int>(), 400);
        const json stored = document("u");
        QVERIFY(stored["a"] == json(1));
        QVERIFY(stored["b"] == json(2));
    }

    void aWriteInBetweenIsAConflict()
    {
        const json first = send("/logs/_bulk", "{\"index\":{\"_id\":\"1\"}}\n{\"a\":1}\n");
        const auto sequence = only(first, 0)["_seq_no"].get<std::int64_t>();
        send("/logs/_bulk", "{\"index\":{\"_id\":\"1\"}}\n{\"a\":2}\n");
        const json late =
            send("/logs/_bulk", "{\"index\":{\"_id\":\"1\",\"if_seq_no\":" + std::to_string(sequence) +
                                    ",\"if_primary_term\":1}}\n{\"a\":3}\n");
        QCOMPARE(only(late, 0)["status"].get<int>(), 409);
        QVERIFY(document("1")["a"] == json(2));
    }

    void sortsActionsByCollectionAndAnswersInOrder()
    {
        const json answer = send("/_bulk", "{\"index\":{\"_index\":\"logs\",\"_id\":\"1\"}}\n{\"n\":1}\n"
                                           "{\"index\":{\"_index\":\"others\",\"_id\":\"2\"}}\n{\"n\":2}\n"
                                           "{\"index\":{\"_index\":\"nowhere\",\"_id\":\"3\"}}\n{\"n\":3}\n"
                                           "{\"index\":{\"_index\":\"logs\",\"_id\":\"4\"}}\n{\"n\":4}\n");
        QCOMPARE(only(answer, 0)["_id"].get<std::string>(), std::string("1"));
        QCOMPARE(only(answer, 1)["_index"].get<std::string>(), std::string("others"));
        QCOMPARE(only(answer, 1)["status"].get<int>(), 201);
        QVERIFY(only(answer, 2)["error"]["type"] == json("index_not_found_exception"));
        QCOMPARE(only(answer, 3)["_id"].get<std::string>(), std::string("4"));
    }

    void keepsABadDocumentInTheQuarantine()
    {
        send("/logs/_bulk", "{\"index\":{\"_id\":\"1\"}}\n{\"n\":1}\n");
        const json answer = send("/logs/_bulk", "{\"index\":{\"_id\":\"4\"}}\n{\"n\":\"x\"}\n");
        QCOMPARE(only(answer, 0)["status"].get<int>(), 400);
        QVERIFY(only(answer, 0)["error"].contains("quarantine_id"));
    }

    void isSearchableWhenWaitedFor()
    {
        const auto answer =
            m_service->call("POST", "/api/v1/collections/logs/_bulk?refresh=wait_for",
                            "{\"index\":{\"_id\":\"1\"}}\n{\"t\":\"hello\"}\n", "application/json");
        QCOMPARE(answer.status, 200);
        const auto found = m_service->call("GET", "/api/v1/search?collection=logs&q=hello");
        QVERIFY(found.json["total"]["value"] == json(1));
    }

    void refusesWhatIsNoBulk_data()
    {
        QTest::addColumn<QString>("body");
        const auto row = [](const char *name, const char *body) {
            QTest::newRow(name) << QString::fromLatin1(body);
        };
        row("no action", "{\"a\":1}\n{\"a\":1}\n");
        row("no JSON", "nothing\n");
        row("two actions in a line", "{\"index\":{},\"create\":{}}\n{}\n");
        row("an unknown member", "{\"index\":{\"_idd\":\"1\"}}\n{}\n");
        row("no document", "{\"index\":{}}\n");
        row("an update without an id", "{\"update\":{}}\n{\"doc\":{}}\n");
    }

    void refusesWhatIsNoBulk()
    {
        QFETCH(QString, body);
        const auto answer = m_service->call(
            "POST", "/api/v1/collections/logs/_bulk",
            "{\"index\":{\"_id\":\"good\"}}\n{\"a\":1}\n" + body.toStdString(), "application/x-ndjson");
        QCOMPARE(answer.status, 400);
        QVERIFY(answer.json["detail"].get<std::string>().starts_with("Line 3: "));
        QCOMPARE(m_service->call("GET", "/api/v1/collections/logs/documents/good").status, 404);
    }
};

QTEST_GUILESS_MAIN(BulkTest)
#include "tst_bulk.moc"
