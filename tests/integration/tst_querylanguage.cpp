#include "support/gatewayfixture.h"

#include "core/base/fileops.h"

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
const char *const kSecondNow = "2024-03-31T10:00:00Z";
constexpr std::size_t kMostAnswerBytes = 8192;

std::string sharedFile(const std::string &name)
{
    const std::string folder = qEnvironmentVariable("EXPLORERIO_SHARED").toStdString();
    return explorer::readFile(folder + "/acceptance/query-language/" + name).value_or(std::string());
}

/// A fixture of our own, with what the acceptance table's lacks: stemming, doubles, nested names, arrays of
/// numbers and dates, zones, both forms of accents, the ends of 64 bits.
std::string secondFile(const std::string &name)
{
    return explorer::readFile(std::string(EXPLORERIO_TEST_DATA) + "/query-language/" + name)
        .value_or(std::string());
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

/// The language's acceptance table, a second one and hostile queries, through the HTTP API.
class QueryLanguageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void answersTheRow_data();
    void answersTheRow();
    void answersTheRowPosted_data() { answersTheRow_data(); }
    void answersTheRowPosted();
    void answersHostileQueriesShortly_data();
    void answersHostileQueriesShortly();
    void tellsWherePartsStandForTooManyTerms();
    void endsAtTheDeadlineWhileTermsAreLookedFor_data();
    void endsAtTheDeadlineWhileTermsAreLookedFor();
    void boundsPhrasesOfEqualWords_data();
    void boundsPhrasesOfEqualWords();
    void reportsEveryProblemAtOnce();
    void searchesAnythingLiterally();

private:
    void addRows(const char *collection, const std::string &table);
    void checkAnswer(const GatewayFixture::Answer &answer);
    GatewayFixture::Answer post(const json &request)
    {
        return m_service->call("POST", "/api/v1/search", request.dump());
    }

    std::unique_ptr<GatewayFixture> m_service;
};

void QueryLanguageTest::initTestCase()
{
    m_service = std::make_unique<GatewayFixture>();
    QCOMPARE(m_service->signIn("analyst").status, 200);
    QCOMPARE(m_service->call("POST", "/api/v1/collections", kSchema).status, 201);
    if (qEnvironmentVariableIsSet("EXPLORERIO_SHARED")) {
        const auto ingested = m_service->ingest("cases", sharedFile("fixture.ndjson"));
        QCOMPARE(ingested.status, 200);
        QCOMPARE(ingested.json["ledger"]["indexed"].get<int>(), 6);
    }
    QCOMPARE(m_service->call("POST", "/api/v1/collections", secondFile("schema.json")).status, 201);
    const auto second = m_service->ingest("second", secondFile("fixture.ndjson"));
    QCOMPARE(second.status, 200);
    QCOMPARE(second.json["ledger"]["indexed"].get<int>(), 8);
}

void QueryLanguageTest::addRows(const char *collection, const std::string &table)
{
    const QStringList rows = QString::fromStdString(table).split(QLatin1Char('\n'));
    for (qsizetype i = 1; i < rows.size(); ++i) {
        const QStringList cells = rows[i].split(QLatin1Char('\t'));
        if (cells.size() >= 3)
            QTest::addRow("%s %d: %s", collection, static_cast<int>(i), qPrintable(cells[0]))
                << QString::fromLatin1(collection) << cells[0] << cells[1] << cells[2] << cells.value(3);
    }
}

void QueryLanguageTest::answersTheRow_data()
{
    QTest::addColumn<QString>("collection");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("ids");
    QTest::addColumn<QString>("expect");
    QTest::addColumn<QString>("options");
    if (qEnvironmentVariableIsSet("EXPLORERIO_SHARED"))
        addRows("cases", sharedFile("cases.tsv"));
    addRows("second", secondFile("cases.tsv"));
}

void QueryLanguageTest::checkAnswer(const GatewayFixture::Answer &answer)
{
    QFETCH(QString, ids);
    QFETCH(QString, expect);
    // A fix may hold spaces and is the last.
    const qsizetype fixAt = expect.indexOf(QLatin1String("fix:"));
    const QString fix = fixAt < 0 ? QString() : expect.mid(fixAt + 4);
    const QStringList words = expect.left(fixAt).split(QLatin1Char(' '), Qt::SkipEmptyParts);
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
        QVERIFY(error["line"].get<int>() == 1 &&
                error["column"].get<int>() == error["offset"].get<int>() + 1);
        if (fixAt >= 0)
            QCOMPARE(member(error, "fix"), fix);
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
        else if (word.startsWith(QLatin1Char('@')))
            QCOMPARE(QLatin1Char('@') + member(warnings[0], "offset"), word);
        else if (word.startsWith(QLatin1Char('+')))
            QCOMPARE(QLatin1Char('+') + member(warnings[0], "length"), word);
        else
            QFAIL(qPrintable(QStringLiteral("the table says what is not known here: ") + word));
    }
    if (fixAt >= 0)
        QCOMPARE(member(warnings[0], "fix"), fix);
}

void QueryLanguageTest::answersTheRow()
{
    QFETCH(QString, collection);
    QFETCH(QString, text);
    QFETCH(QString, options);
    const std::string target = "/api/v1/search?collection=" + collection.toStdString() +
                               "&now=" + (collection == QLatin1String("cases") ? kNow : kSecondNow) +
                               (options.isEmpty() ? "" : "&" + options.toStdString());
    checkAnswer(m_service->call("GET", target + "&q=" + encoded(text)));
}

void QueryLanguageTest::answersTheRowPosted()
{
    QFETCH(QString, collection);
    QFETCH(QString, text);
    QFETCH(QString, options);
    json request{{"collection", collection.toStdString()},
                 {"query", text.toStdString()},
                 {"now", collection == QLatin1String("cases") ? kNow : kSecondNow}};
    for (const QString &option : options.split(QLatin1Char('&'), Qt::SkipEmptyParts)) {
        const QStringList pair = option.split(QLatin1Char('='));
        if (pair[0] == QLatin1String("literal"))
            request["literal"] = true;
        else
            request[pair[0].toStdString()] = pair[1].toStdString();
    }
    checkAnswer(post(request));
}

void QueryLanguageTest::answersHostileQueriesShortly_data()
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
    row("deep nots", repeated("not ", 500) + "a", "200");
    row("nots in groups", repeated("-(", 17) + "a" + repeated(")", 17), "422", "query_depth");
    row("16 nots in groups", repeated("-(", 16) + "a" + repeated(")", 16), "200");
    row("a regex of 2,000 bytes", "text:/" + repeated("(a|b)*", 300) + "c/", "200 422");
    row("a regex of classes", "text:/" + repeated("[^x]{0,50}", 15) + "/", "200 422");
    row("a phrase of 900 words", "\"" + repeated("a ", 900) + "\"~50", "200 422");
    row("boosts of boosts", repeated("(", 16) + "a" + repeated(")^9", 16), "200");
    row("65 clauses", repeated("a ", 65), "422", "query_clauses");
    row("64 clauses", repeated("a ", 64), "200");
    row("wildcard on both sides", "*a*", "200 422");
    row("four wildcards", "*a* *u* *i* *o*", "200 422");
    row("five wildcards", "*a* *u* *i* *o* *e*", "422", "too_many_expansions");
    row("a wildcard of stars", "text:" + std::string(1000, '*') + "a", "200 422");
    row("ten fuzzies", repeated("quick~2 ", 10), "422", "too_many_expansions");
    row("a fuzzy of 1,000 letters", std::string(1000, 'a') + "~2", "200 422");
    row("slop of 10^9", "\"quick fox\"~1000000000", "422");
    row("slop of 10^30", "\"quick fox\"~1" + std::string(30, '0'), "400 422");
    row("distance of 10^30", "quick~1" + std::string(30, '0'), "400 422");
    row("boost of 10^400", "quick^1" + std::string(400, '0'), "200 400 422");
    row("a regex that grows", "text:/((a{1,100}){1,100}){1,100}/", "422", "invalid_regex");
    row("a regex that backtracks", "text:/(a+)+(a+)+b/", "200");
    row("NUL", std::string("a\0b", 3), "200 400 422");
    row("no UTF-8", "a\xff\xfe", "400 422");
    row("a date of math", "at > now" + repeated("+1y", 600), "200 422");
    row("a number of 1,000 digits", "count:" + std::string(1000, '9'), "422", "type_mismatch");
    row("1 MiB", std::string(1 << 20, 'a'), "413 422");
}

void QueryLanguageTest::answersHostileQueriesShortly()
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
    const auto answer =
        m_service->call("POST", "/api/v1/search", R"({"collection":"second","query":")" + query + "\"}");
    QVERIFY2(statuses.split(QLatin1Char(' ')).contains(QString::number(answer.status)),
             (std::to_string(answer.status) + " " + answer.raw.body).substr(0, 2000).c_str());
    QVERIFY2(answer.raw.body.size() < kMostAnswerBytes, std::to_string(answer.raw.body.size()).c_str());
    if (!code.isEmpty())
        QCOMPARE(member(answer.json["errors"][0], "code"), code);
    QCOMPARE(idsOf(m_service->call("GET", "/api/v1/search?collection=second&q=fox").json),
             QStringLiteral("a8"));
}

/// So many different words that their expansion takes far longer than the millisecond that is allowed.
std::string manyWords(int documents, int wordsEach)
{
    std::string lines;
    for (int i = 0, word = 0; i < documents; ++i) {
        lines += R"({"id":"m)" + std::to_string(i) + R"(","text":")";
        for (int k = 0; k < wordsEach; ++k, ++word)
            lines += "word" + std::to_string(word * 7919L) + "longer" + std::to_string(word) + " ";
        lines += "\"}\n";
    }
    return lines;
}

void QueryLanguageTest::tellsWherePartsStandForTooManyTerms()
{
    QCOMPARE(
        m_service
            ->call("POST", "/api/v1/collections", R"({"name":"words","schema":{"fields":{"text":"text"}}})")
            .status,
        201);
    QCOMPARE(m_service->ingest("words", manyWords(1000, 200)).status, 200);
    for (const auto &[text, offset, length] :
         {std::tuple("word7 or text:word*", 14, 5), std::tuple("-/word[0-9]+longer.*/", 1, 20),
          std::tuple("text:(a or *longer*)", 11, 8), std::tuple("word7 or wor*", 9, 4)}) {
        const auto answer = post({{"collection", "words"}, {"query", text}});
        QCOMPARE(answer.status, 422);
        QCOMPARE(answer.json["errors"].size(), std::size_t{1});
        const json &error = answer.json["errors"][0];
        QCOMPARE(member(error, "code"), QStringLiteral("too_many_expansions"));
        QCOMPARE(error["offset"].get<int>(), offset);
        QCOMPARE(error["length"].get<int>(), length);
    }
    const auto filtered = post({{"collection", "words"}, {"query", "a"}, {"filters", {"b", "text:wo*"}}});
    QCOMPARE(filtered.status, 422);
    QCOMPARE(member(filtered.json["errors"][0], "pointer"), QStringLiteral("/filters/1"));
    QCOMPARE(filtered.json["errors"][0]["offset"].get<int>(), 5);
}

void QueryLanguageTest::endsAtTheDeadlineWhileTermsAreLookedFor_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("wildcards") << "*x*q* or *y*q* or *z*q* or *w*q*q*";
    QTest::newRow("regexes") << "/.*(x|y)+q.*/ or /.*(.*z.*)q/ or /[^a]*a[^b]*b[^c]*c/";
    QTest::newRow("a large regex") << "/(.{0,100}longer.{0,100}){3}q/";
}

void QueryLanguageTest::endsAtTheDeadlineWhileTermsAreLookedFor()
{
    QFETCH(QString, text);
    const auto answer = post({{"collection", "words"}, {"query", text.toStdString()}, {"timeout_ms", 1}});
    QVERIFY2(answer.status == 504, answer.raw.body.c_str());
    QCOMPARE(member(answer.json, "type"), QStringLiteral("urn:explorerio:problem:search_timeout"));
    // What ran into its time limit was not stored.
    const auto unhurried = post({{"collection", "words"}, {"query", text.toStdString()}});
    QVERIFY2(unhurried.status == 200, unhurried.raw.body.c_str());
}

void QueryLanguageTest::boundsPhrasesOfEqualWords_data()
{
    QTest::addColumn<QString>("text");
    const QString many = QStringLiteral("a ").repeated(1000);
    QTest::newRow("in a row") << QStringLiteral("\"%1\"").arg(many);
    QTest::newRow("with slop") << QStringLiteral("\"%1\"~50").arg(many);
    QTest::newRow("with another") << QStringLiteral("\"%1 b\"~50").arg(many);
}

/// A thousand equal words in a text of half a million of them.
void QueryLanguageTest::boundsPhrasesOfEqualWords()
{
    QFETCH(QString, text);
    if (m_service->call("GET", "/api/v1/collections/equal").status == 404) {
        m_service->call("POST", "/api/v1/collections",
                        R"({"name":"equal","schema":{"fields":{"text":"text"}}})");
        std::string document = R"({"id":"e","text":"b )";
        for (int i = 0; i < 400'000; ++i)
            document += "a ";
        QCOMPARE(m_service->ingest("equal", document + "\"}\n").status, 200);
    }
    const auto answer = post(
        {{"collection", "equal"}, {"query", text.toStdString()}, {"highlight", true}, {"timeout_ms", 500}});
    QVERIFY2(answer.status == 504 || answer.status == 200, answer.raw.body.substr(0, 500).c_str());
    QCOMPARE(m_service->call("GET", "/api/v1/search?collection=second&q=fox").status, 200);
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
        const auto answer = m_service->call("GET", "/api/v1/search?collection=second&literal=true&q=" +
                                                       encoded(QString::fromLatin1(text)));
        QVERIFY2(answer.status == 200, answer.raw.body.c_str());
    }
    QCOMPARE(idsOf(m_service
                       ->call("GET", "/api/v1/search?collection=second&literal=true&q=" +
                                         encoded(QStringLiteral("quick (brown")))
                       .json),
             QStringLiteral("a8"));
}

QTEST_GUILESS_MAIN(QueryLanguageTest)
#include "tst_querylanguage.moc"
