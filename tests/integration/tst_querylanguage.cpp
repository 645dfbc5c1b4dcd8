#include "support/gatewayfixture.h"

#include "core/base/fileops.h"

#include <QElapsedTimer>
#include <QUrl>

using explorer::test::GatewayFixture;
using nlohmann::json;

namespace
{

const char *const kSchema =
    R"({"name":"cases","schema":{"fields":{"title":"text","note":"text","tag":"keyword","host":"keyword",)"
    R"("status":"long","bytes":"long","ts":"date","ok":"boolean"},)"
    R"("default_fields":["title","note","tag","host"]}})";
const char *const kNow = "2024-03-15T12:34:56Z";
constexpr int kMostMillis = 2000;
constexpr std::size_t kMostAnswerBytes = 8192;

std::string sharedFile(const std::string &name)
{
    const std::string folder = qEnvironmentVariable("EXPLORERIO_SHARED").toStdString();
    return explorer::readFile(folder + "/acceptance/query-language/" + name).value_or(std::string());
}

std::string encoded(const QString &query) { return QUrl::toPercentEncoding(query).toStdString(); }

/// A member as text; "-" where there is none.
QString member(const json &object, const char *name)
{
    const auto found = object.find(name);
    if (found == object.end())
        return QStringLiteral("-");
    return QString::fromStdString(found->is_string() ? found->get<std::string>() : found->dump());
}

QString idsOf(const json &answer)
{
    QStringList ids;
    for (const json &hit : answer["hits"])
        ids += member(hit, "id");
    ids.sort();
    return ids.isEmpty() ? QStringLiteral("-") : ids.join(QLatin1Char(','));
}

std::string repeated(const std::string &text, int times)
{
    std::string all;
    for (int i = 0; i < times; ++i)
        all += text;
    return all;
}

} // namespace

/// The language's acceptance table and hostile queries, through the HTTP API.
class QueryLanguageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void answersTheRow_data();
    void answersTheRow();
    void answersTheRowPosted_data() { answersTheRow_data(); }
    void answersTheRowPosted();
    void staysShortAndQuickUnderHostileQueries_data();
    void staysShortAndQuickUnderHostileQueries();
    void reportsEveryProblemAtOnce();
    void searchesAnythingLiterally();

private:
    void checkAnswer(const GatewayFixture::Answer &answer);

    std::unique_ptr<GatewayFixture> m_service;
};

void QueryLanguageTest::initTestCase()
{
    if (!qEnvironmentVariableIsSet("EXPLORERIO_SHARED"))
        QSKIP("EXPLORERIO_SHARED is not set: the acceptance table is not at hand.");
    m_service = std::make_unique<GatewayFixture>();
    QCOMPARE(m_service->signIn("analyst").status, 200);
    QCOMPARE(m_service->call("POST", "/api/v1/collections", kSchema).status, 201);
    const auto ingested = m_service->ingest("cases", sharedFile("fixture.ndjson"));
    QCOMPARE(ingested.status, 200);
    QCOMPARE(ingested.json["ledger"]["indexed"].get<int>(), 6);
}

void QueryLanguageTest::answersTheRow_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("ids");
    QTest::addColumn<QString>("expect");
    const QStringList rows = QString::fromStdString(sharedFile("cases.tsv")).split(QLatin1Char('\n'));
    for (qsizetype i = 1; i < rows.size(); ++i) {
        const QStringList cells = rows[i].split(QLatin1Char('\t'));
        if (cells.size() >= 3)
            QTest::addRow("%d: %s", static_cast<int>(i), qPrintable(cells[0]))
                << cells[0] << cells[1] << cells[2];
    }
}

void QueryLanguageTest::checkAnswer(const GatewayFixture::Answer &answer)
{
    QFETCH(QString, ids);
    QFETCH(QString, expect);
    const QStringList words = expect.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (!words.isEmpty() && words.first().toInt() > 0) {
        QCOMPARE(answer.status, words.first().toInt());
        QCOMPARE(answer.raw.header("content-type"), std::string("application/problem+json"));
        QCOMPARE(answer.json["errors"].size(), std::size_t{1});
        const json &error = answer.json["errors"][0];
        QCOMPARE(member(error, "code"), words.value(1));
        QCOMPARE(QLatin1Char('@') + member(error, "offset"), words.value(2));
        QVERIFY(error["message"].get<std::string>().size() > 10);
        if (words.size() > 3)
            QCOMPARE(QLatin1Char('+') + member(error, "length"), words.value(3));
        return;
    }
    QVERIFY2(answer.status == 200, answer.raw.body.c_str());
    QCOMPARE(idsOf(answer.json), ids);
    QCOMPARE(answer.json["total"]["value"].get<std::size_t>(), answer.json["hits"].size());
    json warnings = json::array();
    for (const json &warning : answer.json["warnings"]) {
        // Of every leading wildcard; the table speaks of what the query means.
        if (member(warning, "code") != QLatin1String("slow_wildcard"))
            warnings.push_back(warning);
    }
    QCOMPARE(warnings.size(), std::size_t(expect.contains(QLatin1String("warning:")) ? 1 : 0));
    for (const QString &word : words) {
        if (word.startsWith(QLatin1String("first:")))
            QCOMPARE(member(answer.json["hits"][0], "id"), word.mid(6));
        else if (word.startsWith(QLatin1String("warning:")))
            QCOMPARE(member(warnings[0], "code"), word.mid(8));
        else if (word.startsWith(QLatin1String("fix:")))
            QCOMPARE(member(warnings[0], "fix"), word.mid(4));
        else
            QFAIL(qPrintable(QStringLiteral("the table says what is not known here: ") + word));
    }
}

void QueryLanguageTest::answersTheRow()
{
    QFETCH(QString, text);
    checkAnswer(m_service->call("GET", std::string("/api/v1/search?collection=cases&now=") + kNow +
                                           "&q=" + encoded(text)));
}

void QueryLanguageTest::answersTheRowPosted()
{
    QFETCH(QString, text);
    const json request{{"collection", "cases"}, {"query", text.toStdString()}, {"now", kNow}};
    checkAnswer(m_service->call("POST", "/api/v1/search", request.dump()));
}

void QueryLanguageTest::staysShortAndQuickUnderHostileQueries_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("statuses");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const std::string &text, const char *statuses,
                        const char *code = "") {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QString::fromLatin1(statuses)
                            << QString::fromLatin1(code);
    };
    row("20,000 parentheses", std::string(20'000, '('), "422", "query_length");
    row("1,000 parentheses", std::string(1000, '('), "422", "query_depth");
    row("1,000 closed parentheses", std::string(1000, '(') + "a" + std::string(1000, ')'), "422",
        "query_depth");
    row("1,000 times not", repeated("- ", 1000) + "a", "422", "query_clauses");
    row("17 levels", std::string(17, '(') + "a" + std::string(17, ')'), "422", "query_depth");
    row("2,000 clauses", repeated("a or ", 2000) + "b", "422", "query_length");
    row("400 short clauses", repeated("a ", 400), "422", "query_clauses");
    row("65 clauses", repeated("a ", 65), "422", "query_clauses");
    row("64 clauses", repeated("a ", 64), "200");
    row("wildcard on both sides", "*a*", "200 422");
    row("four wildcards", "*a* *u* *i* *o*", "200 422");
    row("five wildcards", "*a* *u* *i* *o* *e*", "422", "too_many_expansions");
    row("a wildcard of stars", "title:" + std::string(1000, '*') + "a", "200 422");
    row("ten fuzzies", repeated("quick~2 ", 10), "422", "too_many_expansions");
    row("a fuzzy of 1,000 letters", std::string(1000, 'a') + "~2", "200 422");
    row("slop of 10^9", "\"quick fox\"~1000000000", "422");
    row("slop of 10^30", "\"quick fox\"~1" + std::string(30, '0'), "400 422");
    row("distance of 10^30", "quick~1" + std::string(30, '0'), "400 422");
    row("boost of 10^400", "quick^1" + std::string(400, '0'), "200 400 422");
    row("a regex that grows", "title:/((a{1,100}){1,100}){1,100}/", "422", "invalid_regex");
    row("a regex that backtracks", "title:/(a+)+(a+)+b/", "200");
    row("NUL", std::string("a\0b", 3), "200 400 422");
    row("no UTF-8", "a\xff\xfe", "400 422");
    row("a date of math", "ts > now" + repeated("+1y", 600), "200 422");
    row("a number of 1,000 digits", "status:" + std::string(1000, '9'), "422", "type_mismatch");
    row("1 MiB", std::string(1 << 20, 'a'), "413 422");
}

void QueryLanguageTest::staysShortAndQuickUnderHostileQueries()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, statuses);
    QFETCH(QString, code);
    // Written by hand: nlohmann/json refuses to write broken UTF-8.
    std::string query;
    for (const char c : text) {
        if (c == '"' || c == '\\')
            query += '\\';
        query += c == '\0' ? std::string("\\u0000") : std::string(1, c);
    }
    QElapsedTimer clock;
    clock.start();
    const auto answer =
        m_service->call("POST", "/api/v1/search", R"({"collection":"cases","query":")" + query + "\"}");
    const qint64 took = clock.elapsed();
    QVERIFY2(statuses.split(QLatin1Char(' ')).contains(QString::number(answer.status)),
             (std::to_string(answer.status) + " " + answer.raw.body).substr(0, 2000).c_str());
    QVERIFY2(took < kMostMillis, std::to_string(took).c_str());
    QVERIFY2(answer.raw.body.size() < kMostAnswerBytes, std::to_string(answer.raw.body.size()).c_str());
    if (!code.isEmpty())
        QCOMPARE(member(answer.json["errors"][0], "code"), code);
    QCOMPARE(idsOf(m_service->call("GET", "/api/v1/search?collection=cases&q=quick").json),
             QStringLiteral("1,2,5"));
}

void QueryLanguageTest::reportsEveryProblemAtOnce()
{
    const auto answer = m_service->call("GET", "/api/v1/search?collection=cases&q=" +
                                                   encoded(QStringLiteral("ok:yes or status:4* or ts:x")));
    QCOMPARE(answer.status, 422);
    QStringList codes;
    for (const json &error : answer.json["errors"])
        codes += member(error, "code") + QLatin1Char('@') + member(error, "offset");
    QCOMPARE(codes.join(QLatin1Char(' ')),
             QStringLiteral("type_mismatch@3 wildcard_on_numeric@17 type_mismatch@26"));
}

void QueryLanguageTest::searchesAnythingLiterally()
{
    for (const char *text :
         {"quick (brown", "\"quick", "quick AND", "quick: brown~~", "(((quick", "/quick"}) {
        const auto answer = m_service->call("GET", "/api/v1/search?collection=cases&literal=true&q=" +
                                                       encoded(QString::fromLatin1(text)));
        QVERIFY2(answer.status == 200, answer.raw.body.c_str());
    }
    QCOMPARE(idsOf(m_service
                       ->call("GET", "/api/v1/search?collection=cases&literal=true&q=" +
                                         encoded(QStringLiteral("quick (brown")))
                       .json),
             QStringLiteral("1,2"));
}

QTEST_GUILESS_MAIN(QueryLanguageTest)
#include "tst_querylanguage.moc"
