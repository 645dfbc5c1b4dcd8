#include "support/gatewayfixture.h"

using explorer::test::GatewayFixture;
using nlohmann::json;

namespace
{

void fill(GatewayFixture &service)
{
    service.signIn("analyst");
    service.call("POST", "/api/v1/collections",
                 R"({"name":"c","schema":{"fields":{"ts":"date","host":"keyword","n":"long"}}})");
    // Two lines a second, written out of order; two without a time.
    std::string body = R"({"id":"z1","host":"a"}
{"id":"z2","host":"b"}
)";
    for (const int second : {5, 2, 9, 0, 7, 1, 8, 3, 6, 4}) {
        for (const char *host : {"b", "a"})
            body += json{{"id", std::to_string(second) + host},
                         {"ts", "2024-01-01T00:00:0" + std::to_string(second) + "Z"},
                         {"host", host},
                         {"n", 100 - second}}
                        .dump() +
                    "\n";
    }
    service.ingest("c", body);
}

QByteArray ids(const json &answer)
{
    QByteArrayList all;
    const auto add = [&all](const json &hits) {
        QByteArrayList own;
        for (const json &hit : hits)
            own << QByteArray::fromStdString(hit["id"].get<std::string>());
        all << own.join(' ');
    };
    if (!answer.contains("document"))
        return QByteArray::fromStdString(answer.dump());
    add(answer["before"]);
    add(json::array({answer["document"]}));
    add(answer["after"]);
    return all.join(" | ");
}

} // namespace

/// What stands around a document.
class ContextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_service.signIn("viewer"); }
    void initTestCase() { fill(m_service); }
    void givesNeighbours_data();
    void givesNeighbours();
    void givesSources();
    void refusesWhatHasNoMeaning_data();
    void refusesWhatHasNoMeaning();

private:
    GatewayFixture m_service;
};

void ContextTest::givesNeighbours_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *target, const char *expected) {
        QTest::newRow(target) << QByteArray(target) << QByteArray(expected);
    };
    row("4a/context?before=3&after=2", "2b 3a 3b | 4a | 4b 5a");
    row("4b/context?before=1&after=1", "4a | 4b | 5a");
    row("4a/context?before=3&after=2&filter=host:a", "1a 2a 3a | 4a | 5a 6a");
    row("4a/context?before=2&after=2&q=host:b", "2b 3b | 4a | 4b 5b");
    row("4a/context?before=2&after=2&filter=host:b&filter=n:%3C95", "  | 4a | 6b 7b");
    row("4a/context?before=2&after=2&sort=n", "5a 5b | 4a | 4b 3a");
    row("4a/context?before=2&after=2&sort=ts:desc", "5a 5b | 4a | 4b 3a");
    row("4a/context?before=2&after=2&sort=id", "3a 3b | 4a | 4b 5a");
    row("0a/context?before=2&after=1", " | 0a | 0b");
    row("9b/context?before=1&after=3", "9a | 9b | z1 z2");
    row("z1/context?before=3&after=3", "8b 9a 9b | z1 | z2");
    row("z2/context?before=3&after=3", "9a 9b z1 | z2 | ");
    row("4a/context?before=0&after=0", " | 4a | ");
    row("4a/context", "1b 2a 2b 3a 3b | 4a | 4b 5a 5b 6a 6b");
}

void ContextTest::givesNeighbours()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, expected);
    const auto answer = m_service.call("GET", "/api/v1/collections/c/documents/" + target.toStdString());
    QCOMPARE(ids(answer.json).simplified(), expected.simplified());
    QCOMPARE(answer.status, 200);
}

void ContextTest::givesSources()
{
    const auto answer = m_service.call("GET", "/api/v1/collections/c/documents/4a/context?before=1&after=0");
    QCOMPARE(answer.json["before"][0]["source"]["n"].get<int>(), 97);
    QCOMPARE(answer.json["document"]["source"]["n"].get<int>(), 96);
    QCOMPARE(QByteArray::fromStdString(answer.json["document"]["collection"].get<std::string>()),
             QByteArray("c"));
}

void ContextTest::refusesWhatHasNoMeaning_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    const auto row = [](const char *target, int status) {
        QTest::newRow(target) << QByteArray(target) << status;
    };
    row("c/documents/none/context", 404);
    row("none/documents/4a/context", 404);
    row("c/documents/4a/context?before=101", 422);
    row("c/documents/4a/context?after=-1", 422);
    row("c/documents/4a/context?after=x", 422);
    row("c/documents/4a/context?sort=score", 422);
    row("c/documents/4a/context?sort=n,ts", 422);
    row("c/documents/4a/context?sort=none", 422);
    row("c/documents/4a/context?q=(", 400);
    row("c/documents/4a/context?size=3", 422);
}

void ContextTest::refusesWhatHasNoMeaning()
{
    QFETCH(const QByteArray, target);
    QFETCH(const int, status);
    QCOMPARE(m_service.call("GET", "/api/v1/collections/" + target.toStdString()).status, status);
}

QTEST_GUILESS_MAIN(ContextTest)
#include "tst_context.moc"
