#include "support/gatewayfixture.h"

using explorer::test::GatewayFixture;
using nlohmann::json;

namespace
{

QByteArray text(const json &value) { return QByteArray::fromStdString(value.dump()); }

void fill(GatewayFixture &service)
{
    service.signIn("analyst");
    service.call("POST", "/api/v1/collections",
                 R"({"name":"c","schema":{"fields":{"t":"text","tag":"keyword","n":"long",
                     "e":{"type":"text","analyzer":"english"}},"default_fields":["t","e"]}})");
    std::string body;
    for (int i = 0; i < 20; ++i)
        body += json{{"id", "b" + std::to_string(i)}, {"t", "grey elephants walk"}, {"n", i}}.dump() + "\n";
    body += R"({"id":"1","t":"an elegant elephant walks","tag":"in progress","n":100}
{"id":"2","t":"stroll","e":"Databases are replicated","tag":"done"}
{"id":"3","t":"das M\u00e4dchen"}
)";
    service.ingest("c", body);
}

json warningsOf(GatewayFixture &service, const json &body)
{
    json search = body;
    search["collection"] = "c";
    return service.call("POST", "/api/v1/search", search.dump()).json["warnings"];
}

} // namespace

/// What a search that finds nothing may have meant.
class CorrectionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void offersTheNearestWord_data();
    void offersTheNearestWord();
    void offersNothingWhereItDoesNotHelp_data();
    void offersNothingWhereItDoesNotHelp();
    void respectsFilters();
    void isRightForEachTextOfTheSameTree();
    void isForgottenWithItsAnswer();
};

void CorrectionTest::offersTheNearestWord_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("length");
    QTest::addColumn<QByteArray>("fix");
    const auto row = [](const char *name, const char *query, int offset, int length, const char *fix) {
        QTest::newRow(name) << QByteArray(query) << offset << length << QByteArray(fix);
    };
    row("a letter too few", "elephnts", 0, 8, "elephants");
    row("two letters swapped", "wlak", 0, 4, "walk");
    row("distance before frequency", "eleagnt", 0, 7, "elegant");
    row("frequency at one distance", "elephantz", 0, 9, "elephants");
    row("among words that are right", "grey elephnts walk", 5, 8, "elephants");
    row("two at once", "gray elephnts", 0, 13, "grey elephants");
    row("in a phrase", "\"gray elephants\"", 1, 4, "grey");
    row("of a field", "t:elephnts n:>3", 2, 8, "elephants");
    row("code points", "M\u00e4dchan", 0, 7, "m\u00e4dchen");
    row("after others", "\u00e4\u00e4 OR strol", 6, 5, "stroll");
    row("a keyword", "tag:don", 4, 3, "done");
    row("a keyword with a space", "tag:\"in progres\"", 5, 10, "in progress");
    row("a stem as it is written", "databse", 0, 7, "databases");
}

void CorrectionTest::offersTheNearestWord()
{
    QFETCH(const QByteArray, query);
    QFETCH(const int, offset);
    QFETCH(const int, length);
    QFETCH(const QByteArray, fix);
    GatewayFixture service;
    fill(service);
    const json warnings = warningsOf(service, {{"query", query.toStdString()}});
    QCOMPARE(warnings.size(), std::size_t{1});
    QCOMPARE(text(warnings[0]["code"]), QByteArray("\"did_you_mean\""));
    QCOMPARE(warnings[0]["offset"].get<int>(), offset);
    QCOMPARE(warnings[0]["length"].get<int>(), length);
    QCOMPARE(QByteArray::fromStdString(warnings[0]["fix"].get<std::string>()), fix);
    // Applied, it finds something and says no more.
    QString applied = QString::fromUtf8(query);
    applied.replace(offset, length, QString::fromUtf8(fix));
    const auto answer = service.call("POST", "/api/v1/search",
                                     json{{"collection", "c"}, {"query", applied.toStdString()}}.dump());
    QVERIFY(answer.json["total"]["value"].get<int>() > 0);
    QCOMPARE(text(answer.json["warnings"]), QByteArray("[]"));
}

void CorrectionTest::offersNothingWhereItDoesNotHelp_data()
{
    QTest::addColumn<QByteArray>("query");
    const auto row = [](const char *query) { QTest::newRow(query) << QByteArray(query); };
    row("");
    row("grey");
    row("xyzzyquux");
    row("wa");
    row("stroll elegant");
    row("stroll elephnts");
    row("n:12345");
    row("walx*");
    row("t:[zz TO zzz]");
}

void CorrectionTest::offersNothingWhereItDoesNotHelp()
{
    QFETCH(const QByteArray, query);
    GatewayFixture service;
    fill(service);
    for (const json &warning : warningsOf(service, {{"query", query.toStdString()}}))
        QVERIFY2(warning["code"] != "did_you_mean", text(warning));
}

void CorrectionTest::respectsFilters()
{
    GatewayFixture service;
    fill(service);
    QCOMPARE(warningsOf(service, {{"query", "elephnts"}, {"filters", {"n:>50"}}}).size(), std::size_t{1});
    QCOMPARE(text(warningsOf(service, {{"query", "elephnts"}, {"filters", {"n:>50"}}})[0]["fix"]),
             QByteArray("\"elephant\""));
    QCOMPARE(warningsOf(service, {{"query", "elephnts"}, {"filters", {"n:>500"}}}).size(), std::size_t{0});
}

void CorrectionTest::isRightForEachTextOfTheSameTree()
{
    GatewayFixture service;
    fill(service);
    for (const char *query : {"strol", "  strol", "(strol)", "strol"}) {
        const json warnings = warningsOf(service, {{"query", query}});
        QCOMPARE(warnings.size(), std::size_t{1});
        QCOMPARE(warnings[0]["offset"].get<std::size_t>(), std::string(query).find('s'));
    }
    QCOMPARE(warningsOf(service, {{"query", "strol elephnts"}, {"literal", true}}).size(), std::size_t{0});
    QCOMPARE(text(warningsOf(service, {{"query", "gray: elephnts"}, {"literal", true}})[0]["fix"]),
             QByteArray("\"grey: elephants\""));
}

void CorrectionTest::isForgottenWithItsAnswer()
{
    GatewayFixture service;
    fill(service);
    const json body{{"collection", "c"}, {"query", "zebru"}};
    QCOMPARE(text(service.call("POST", "/api/v1/search", body.dump()).json["warnings"]), QByteArray("[]"));
    service.ingest("c", "{\"id\":\"z\",\"t\":\"zebra\"}\n");
    const auto after = service.call("POST", "/api/v1/search", body.dump());
    QCOMPARE(text(after.json["warnings"][0]["fix"]), QByteArray("\"zebra\""));
}

QTEST_GUILESS_MAIN(CorrectionTest)
#include "tst_correction.moc"
