#include "server/http/gzip_p.h"
#include "support/gatewayfixture.h"

#include "core/base/fileops.h"

#include <QUrl>

#include <functional>
#include <set>
#include <sstream>

using explorer::http::gzipCompress;
using explorer::test::GatewayFixture;
using nlohmann::json;

namespace
{

const char *const kNdJson = "application/x-ndjson";

std::string sharedFile(const std::string &name)
{
    const std::string folder = qEnvironmentVariable("EXPLORERIO_SHARED").toStdString();
    return explorer::readFile(folder + "/data/" + name).value_or(std::string());
}

std::string encoded(const std::string &query)
{
    return QUrl::toPercentEncoding(QString::fromStdString(query)).toStdString();
}

std::vector<std::string> linesOf(const std::string &text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        if (!line.empty())
            lines.push_back(line);
    }
    return lines;
}

QByteArray dumped(const json &value) { return QByteArray::fromStdString(value.dump()); }

/// `levels` objects inside each other.
std::string nested(int levels)
{
    std::string text;
    for (int i = 1; i < levels; ++i)
        text += R"({"a":)";
    return text + R"({"a":1})" + std::string(static_cast<std::size_t>(levels) - 1, '}');
}

} // namespace

/// Ingest over HTTP where records, bodies and keys are unusual, and of real data that others wrote.
class IngestCasesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanupTestCase() { m_service.reset(); }
    void keepsTheLedgerWithBadRecordsOfManyKinds();
    void answersARepeatedKeyTheSame();
    void refusesARepeatedKeyWithAnotherBody();
    void takesPackedBodies();
    void refusesWhatIsTooLarge();
    void quarantinesOddRecords_data();
    void quarantinesOddRecords();
    void keepsOddValuesExactly_data();
    void keepsOddValuesExactly();
    void keepsNaughtyStringsVerbatim();
    void findsNaughtyStringsLiterally();
    void ingestsRealData_data();
    void ingestsRealData();

private:
    GatewayFixture::Answer post(const std::string &body, const std::string &headers = {},
                                const std::string &type = kNdJson)
    {
        return m_service->call("POST", m_path + "/documents?refresh=wait", body, type, headers);
    }
    [[nodiscard]] int total(const std::string &query)
    {
        const auto answer =
            m_service->call("GET", "/api/v1/search?collection=" + m_name + "&size=0&q=" + encoded(query));
        return answer.status == 200 ? answer.json["total"]["value"].get<int>() : -answer.status;
    }
    std::vector<std::string> naughtyStrings();

    std::unique_ptr<GatewayFixture> m_service;
    std::string m_name;
    std::string m_path;
    int m_count = 0;
};

void IngestCasesTest::init()
{
    // One service for all, a collection each: hashing the users' passwords takes long.
    if (!m_service) {
        m_service = std::make_unique<GatewayFixture>();
        QCOMPARE(m_service->signIn("analyst").status, 200);
    }
    m_name = "c" + std::to_string(++m_count);
    m_path = "/api/v1/collections/" + m_name;
    QCOMPARE(m_service->call("POST", "/api/v1/collections", json{{"name", m_name}}.dump()).status, 201);
}

void IngestCasesTest::keepsTheLedgerWithBadRecordsOfManyKinds()
{
    QCOMPARE(m_service
                 ->call("PUT", m_path + "/schema",
                        R"({"fields":{"n":"long","ts":"date","ok":"boolean","title":"text"}})",
                        "application/json", "If-Match: *\r\n")
                 .status,
             200);
    const std::vector<std::pair<std::string, std::string>> bad{
        {R"({"id":"x","n":)", "json_syntax"},
        {R"([1,2])", "not_an_object"},
        {R"("text")", "not_an_object"},
        {R"({"n":"many"})", "type_mismatch"},
        {R"({"ts":"yesterday"})", "type_mismatch"},
        {R"({"ok":2})", "type_mismatch"},
        {R"({"n":1,"n":2})", "duplicate_key"},
        {R"({"title":"\ud800"})", "lone_surrogate"},
        {R"({"title":"a\u0000b"})", "nul_character"},
        {"{\"title\":\"\xff\"}", "invalid_utf8"},
        {R"({"id":null})", "id_invalid"},
        {nested(33), "too_deep"},
    };
    std::string body;
    std::map<int, std::string> expected;
    for (int i = 0; i < 1000; ++i) {
        if (i % 27 == 13) {
            const auto &[record, code] = bad[expected.size() % bad.size()];
            body += record + "\n";
            expected[i + 1] = code;
        } else {
            body += R"({"id":")" + std::to_string(i) + R"(","n":)" + std::to_string(i) +
                    R"(,"ts":"2024-03-04T10:00:00Z","ok":true,"title":"good"})" + "\n";
        }
    }
    QCOMPARE(expected.size(), std::size_t{37});
    const auto answer = post(body);
    QCOMPARE(answer.status, 200);
    QCOMPARE(
        dumped(answer.json["ledger"]),
        dumped(
            {{"received", 1000}, {"indexed", 963}, {"duplicate", 0}, {"quarantined", 37}, {"rejected", 0}}));
    std::map<int, std::string> codes;
    for (const json &item : answer.json["items"]) {
        if (item.contains("error"))
            codes[item["line"].get<int>()] = item["error"]["code"].get<std::string>();
    }
    QCOMPARE(dumped(codes), dumped(expected));
    QCOMPARE(total("title:good"), 963);
    QCOMPARE(m_service->call("GET", "/api/v1/quarantine?collection=" + m_name).json["total"].get<int>(), 37);
}

void IngestCasesTest::answersARepeatedKeyTheSame()
{
    const std::string body = "{\"n\":1}\n{broken\n{\"n\":2}\n";
    const auto first = post(body, "Idempotency-Key: " + m_name + "\r\n");
    const auto again = post(body, "Idempotency-Key: " + m_name + "\r\n");
    QCOMPARE(first.status, 200);
    QCOMPARE(again.status, 200);
    QCOMPARE(dumped(again.json["ledger"]), dumped(first.json["ledger"]));
    QCOMPARE(dumped(again.json["items"]), dumped(first.json["items"]));
    QCOMPARE(total("n:*"), 2);
    QCOMPARE(m_service->call("GET", "/api/v1/quarantine?collection=" + m_name).json["total"].get<int>(), 1);
    // A key belongs to its user.
    m_service->signIn("admin");
    QCOMPARE(post(body, "Idempotency-Key: " + m_name + "\r\n").status, 200);
    QCOMPARE(total("n:*"), 4);
    m_service->signIn("analyst");
    m_service->stop();
    m_service->start();
    m_service->signIn("analyst");
    const auto later = post(body, "Idempotency-Key: " + m_name + "\r\n");
    QCOMPARE(dumped(later.json["items"]), dumped(first.json["items"]));
    QCOMPARE(total("n:*"), 4);
}

void IngestCasesTest::refusesARepeatedKeyWithAnotherBody()
{
    QCOMPARE(post("{\"n\":1}\n", "Idempotency-Key: " + m_name + "\r\n").status, 200);
    const auto other = post("{\"n\":2}\n", "Idempotency-Key: " + m_name + "\r\n");
    QCOMPARE(other.status, 422);
    QCOMPARE(other.raw.header("content-type"), std::string("application/problem+json"));
    QVERIFY2(other.json["detail"].get<std::string>().find("Idempotency-Key") != std::string::npos,
             other.raw.body.c_str());
    QCOMPARE(total("n:*"), 1);
}

void IngestCasesTest::takesPackedBodies()
{
    std::string body;
    for (int i = 0; i < 500; ++i)
        body +=
            R"({"id":")" + std::to_string(i) + R"(","title":"packed )" + std::to_string(i * 7919) + "\"}\n";
    const auto answer = post(gzipCompress(body), "Content-Encoding: gzip\r\n");
    QVERIFY2(answer.status == 200, answer.raw.body.c_str());
    QCOMPARE(answer.json["ledger"]["indexed"].get<int>(), 500);
    QCOMPARE(total("packed"), 500);
    QCOMPARE(post("no gzip at all", "Content-Encoding: gzip\r\n").status, 400);
    QCOMPARE(post("{}", "Content-Encoding: br\r\n").status, 415);
}

void IngestCasesTest::refusesWhatIsTooLarge()
{
    const auto bomb = post(gzipCompress(std::string(200 * 1024 * 1024, ' ')), "Content-Encoding: gzip\r\n");
    QCOMPARE(bomb.status, 413);
    std::string records;
    for (int i = 0; i < 5001; ++i)
        records += "{}\n";
    const auto many = post(records);
    QCOMPARE(many.status, 413);
    QVERIFY2(many.json["detail"].get<std::string>().find("5000") != std::string::npos, many.raw.body.c_str());
    QCOMPARE(total("*"), 0);
    records.erase(0, 3);
    const auto most = post(records);
    QVERIFY2(most.status == 200, most.raw.body.c_str());
    QCOMPARE(most.json["ledger"]["indexed"].get<int>(), 5000);
    const auto large = post("{\"t\":\"" + std::string(1 << 20, 'x') + "\"}\n");
    QCOMPARE(large.status, 200);
    QCOMPARE(large.json["ledger"]["rejected"].get<int>(), 1);
    const auto body = post(std::string(33 * 1024 * 1024, ' '));
    QCOMPARE(body.status, 413);
}

void IngestCasesTest::quarantinesOddRecords_data()
{
    QTest::addColumn<std::string>("record");
    QTest::addColumn<std::string>("code");
    const auto row = [](const char *name, const std::string &record, const char *code) {
        QTest::newRow(name) << record << std::string(code);
    };
    row("depth 33", nested(33), "too_deep");
    row("depth 10,000", nested(10'000), "too_deep");
    row("depth 33 in arrays", R"({"a":)" + std::string(32, '[') + std::string(32, ']') + "}", "too_deep");
    row("duplicate keys", R"({"a":1,"b":{"c":1,"c":1}})", "duplicate_key");
    row("keys that are the same unescaped", R"({"a":1,"\u0061":2})", "duplicate_key");
    row("high surrogate alone", R"({"a":"\ud83d"})", "lone_surrogate");
    row("low surrogate alone", R"({"a":"\ude00"})", "lone_surrogate");
    row("surrogates the wrong way round", R"({"a":"\ude00\ud83d"})", "lone_surrogate");
    row("surrogate in UTF-8", "{\"a\":\"\xed\xa0\x80\"}", "invalid_utf8");
    row("overlong UTF-8", "{\"a\":\"\xc0\xaf\"}", "invalid_utf8");
    row("NUL", R"({"a":"\u0000"})", "nul_character");
    row(
        "1,001 keys",
        [] {
            std::string text = "{";
            for (int i = 0; i < 1001; ++i)
                text += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":1";
            return text + "}";
        }(),
        "too_many_keys");
    row(
        "10,001 elements",
        [] {
            std::string text = R"({"a":[1)";
            for (int i = 0; i < 10'000; ++i)
                text += ",1";
            return text + "]}";
        }(),
        "array_too_long");
    row("key of 257 bytes", "{\"" + std::string(257, 'k') + "\":1}", "key_too_long");
    row("number with a leading zero", R"({"a":01})", "json_number");
    row("NaN", R"({"a":NaN})", "json_syntax");
    row("1e400", R"({"a":1e400})", "json_number");
    row("a trailing comma", R"({"a":1,})", "json_syntax");
    row("two objects in a line", R"({"a":1}{"a":2})", "json_syntax");
}

void IngestCasesTest::quarantinesOddRecords()
{
    QFETCH(std::string, record);
    QFETCH(std::string, code);
    const auto answer = post(record + "\n{\"id\":\"good\",\"z\":1}\n");
    QVERIFY2(answer.status == 200, answer.raw.body.substr(0, 1000).c_str());
    QCOMPARE(answer.json["ledger"]["quarantined"].get<int>(), 1);
    QCOMPARE(answer.json["ledger"]["indexed"].get<int>(), 1);
    const json &item = answer.json["items"][0];
    QCOMPARE(item["error"]["code"].get<std::string>(), code);
    QVERIFY(!item["error"]["message"].get<std::string>().empty());
    const auto kept = m_service->call("GET", "/api/v1/quarantine?collection=" + m_name);
    QCOMPARE(kept.json["records"].size(), std::size_t{1});
    QCOMPARE(m_service->call("GET", m_path + "/documents/good").status, 200);
}

void IngestCasesTest::keepsOddValuesExactly_data()
{
    QTest::addColumn<std::string>("record");
    QTest::addColumn<std::string>("query");
    const auto row = [](const char *name, const std::string &value, const std::string &query = {}) {
        QTest::newRow(name) << R"({"id":"x","v":)" + value + "}" << query;
    };
    row("2^53+1", "9007199254740993", "v:9007199254740993");
    row("-2^53-1", "-9007199254740993", "v:-9007199254740993");
    row("2^63-1", "9223372036854775807", "v:9223372036854775807");
    row("-2^63", "-9223372036854775808", "v:-9223372036854775808");
    row("a number as it is written", "1.10e+2", "v:110");
    row("minus nothing", "-0.0", "v:0");
    row("a pair of surrogates", R"("\ud83d\ude00 face")", "v:*");
    row("escapes as they are written", R"("\u00e4\/\u0062 word")", "v:*");
    row("spaces", "  { \"in\" :\t[ 1 , 2 ] }  ", "v.in:2");
    row("depth 32", nested(31));
    row("null", "null", "not v:*");
    row("empty array", "[]", "not v:*");
    row("a byte order mark inside", "\"\xEF\xBB\xBF text\"", "v:*");
}

void IngestCasesTest::keepsOddValuesExactly()
{
    QFETCH(std::string, record);
    QFETCH(std::string, query);
    const auto answer = post(record + "\n");
    QVERIFY2(answer.status == 200 && answer.json["ledger"]["indexed"] == 1, answer.raw.body.c_str());
    QCOMPARE(m_service->call("GET", m_path + "/documents/x").raw.body, record);
    const auto found = m_service->call("GET", "/api/v1/search?collection=" + m_name + "&q=" + encoded(query));
    QVERIFY2(found.status == 200, found.raw.body.c_str());
    QCOMPARE(found.json["total"]["value"].get<int>(), 1);
    QVERIFY2(found.raw.body.find(record) != std::string::npos, found.raw.body.c_str());
}

std::vector<std::string> IngestCasesTest::naughtyStrings()
{
    const json all = json::parse(sharedFile("conformance/naughty-strings/blns.json"), nullptr, false);
    return all.is_array() ? all.get<std::vector<std::string>>() : std::vector<std::string>();
}

void IngestCasesTest::keepsNaughtyStringsVerbatim()
{
    if (!qEnvironmentVariableIsSet("EXPLORERIO_SHARED"))
        QSKIP("EXPLORERIO_SHARED is not set: the naughty strings are not at hand.");
    const std::vector<std::string> strings = naughtyStrings();
    QVERIFY(strings.size() > 500);
    std::string body;
    for (std::size_t i = 0; i < strings.size(); ++i)
        body += json{{"id", std::to_string(i)}, {"text", strings[i]}}.dump() + "\n";
    const auto answer = post(body);
    QCOMPARE(answer.json["ledger"]["indexed"].get<std::size_t>(), strings.size());
    for (std::size_t i = 0; i < strings.size(); ++i) {
        const auto read = m_service->call("GET", m_path + "/documents/" + std::to_string(i));
        QCOMPARE(read.json["text"].get<std::string>(), strings[i]);
    }
    std::set<std::string> found;
    for (const char *order : {"asc", "desc"}) {
        for (const char *range : {"id:*", "*"}) {
            const auto page = m_service->call(
                "GET", std::string("/api/v1/search?collection=" + m_name + "&size=200&sort=id:") + order +
                           "&q=" + encoded(range));
            if (page.status != 200)
                continue;
            for (const json &hit : page.json["hits"]) {
                const auto index = std::stoul(hit["id"].get<std::string>());
                QCOMPARE(hit["source"]["text"].get<std::string>(), strings[index]);
                found.insert(hit["id"].get<std::string>());
            }
        }
    }
    QVERIFY(found.size() >= 400);
    // As ids they have to pass through addresses as well.
    for (std::size_t i = 0; i < strings.size(); i += 5) {
        if (strings[i].empty())
            continue;
        const std::string target = m_path + "/documents/" + encoded(strings[i]);
        const auto put = m_service->call("PUT", target, R"({"n":1})");
        QVERIFY2(put.status == 201 || put.status == 200, (strings[i] + ": " + put.raw.body).c_str());
        QCOMPARE(m_service->call("GET", target).json["id"].get<std::string>(), strings[i]);
    }
}

void IngestCasesTest::findsNaughtyStringsLiterally()
{
    if (!qEnvironmentVariableIsSet("EXPLORERIO_SHARED"))
        QSKIP("EXPLORERIO_SHARED is not set: the naughty strings are not at hand.");
    const std::vector<std::string> strings = naughtyStrings();
    QVERIFY(strings.size() > 500);
    std::string body;
    for (std::size_t i = 0; i < strings.size(); ++i)
        body += json{{"id", std::to_string(i)}, {"text", strings[i]}}.dump() + "\n";
    QCOMPARE(m_service
                 ->call("PUT", m_path + "/schema", R"({"fields":{"text":"text"}})", "application/json",
                        "If-Match: *\r\n")
                 .status,
             200);
    QCOMPARE(post(body).status, 200);
    for (std::size_t i = 0; i < strings.size(); ++i) {
        const auto plain = m_service->call("GET", "/api/v1/search?collection=" + m_name +
                                                      "&size=0&q=" + encoded(strings[i]));
        QVERIFY2(plain.status == 200 || plain.status == 400 || plain.status == 422,
                 (strings[i] + ": " + plain.raw.body).c_str());
        const auto literal = m_service->call("GET", "/api/v1/search?collection=" + m_name +
                                                        "&size=200&literal=true&q=" + encoded(strings[i]));
        QVERIFY2(literal.status == 200, (strings[i] + ": " + literal.raw.body).c_str());
        if (literal.json["total"]["value"].get<int>() == 0)
            continue;
        const auto &hits = literal.json["hits"];
        QVERIFY2(std::any_of(hits.begin(), hits.end(),
                             [&](const json &hit) { return hit["id"] == std::to_string(i); }) ||
                     hits.size() == 200,
                 strings[i].c_str());
    }
}

void IngestCasesTest::ingestsRealData_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QStringList>("queries");
    const QString lines = QString::fromLatin1(kNdJson);
    QTest::newRow("CISA KEV as CSV") << "corpora/advisories/cisa-kev.csv"
                                     << "text/csv"
                                     << QStringList{QStringLiteral("vendorProject:Citrix"),
                                                    QStringLiteral("dateAdded:2025-08-25"),
                                                    QStringLiteral("cwes:\"CWE-59\"")};
    QTest::newRow("CISA KEV as NDJSON")
        << "corpora/advisories/cisa-kev.ndjson" << lines
        << QStringList{QStringLiteral("vendorProject:Citrix"), QStringLiteral("cwes:\"CWE-59\""),
                       QStringLiteral("dateAdded >= 2025 and knownRansomwareCampaignUse:Known")};
    QTest::newRow("RustSec") << "corpora/advisories/rustsec.ndjson" << lines
                             << QStringList{QStringLiteral("versions.patched:*"),
                                            QStringLiteral("categories:\"memory-corruption\""),
                                            QStringLiteral("aliases:\"CVE-2020-36212\""),
                                            QStringLiteral("versions.unaffected:* and unsound")};
    QTest::newRow("nginx's JSON log")
        << "corpora/logs/nginxplus_json_logs" << lines
        << QStringList{QStringLiteral("connections.active:[1 TO 3]"),
                       QStringLiteral("server_zones.hg.nginx.org.responses.5xx >= 1895"),
                       QStringLiteral("upstreams.hg-backend.peers.state:unhealthy"),
                       QStringLiteral("upstreams.trac-backend.peers.server:\"10.0.0.1:8080\"")};
}

void IngestCasesTest::ingestsRealData()
{
    if (!qEnvironmentVariableIsSet("EXPLORERIO_SHARED"))
        QSKIP("EXPLORERIO_SHARED is not set: the corpora are not at hand.");
    QFETCH(QString, file);
    QFETCH(QString, type);
    QFETCH(QStringList, queries);
    const std::string text = sharedFile(file.toStdString());
    const auto answer = post(text, {}, type.toStdString());
    QVERIFY2(answer.status == 200, answer.raw.body.substr(0, 1000).c_str());
    const json &ledger = answer.json["ledger"];
    std::string problems;
    for (const json &item : answer.json["items"]) {
        if (item.contains("error") && problems.size() < 2000)
            problems += item.dump() + "\n";
    }
    QVERIFY2(problems.empty(), problems.c_str());
    QCOMPARE(dumped(ledger["received"]), dumped(ledger["indexed"]));
    QVERIFY(ledger["indexed"].get<int>() >= 500);
    QCOMPARE(total("*"), ledger["indexed"].get<int>());
    for (const QString &query : queries) {
        const auto found = m_service->call("GET", "/api/v1/search?collection=" + m_name +
                                                      "&size=3&q=" + encoded(query.toStdString()));
        QVERIFY2(found.status == 200, found.raw.body.c_str());
        QVERIFY2(found.json["warnings"].empty(), found.raw.body.substr(0, 3000).c_str());
        const int count = found.json["total"]["value"].get<int>();
        QVERIFY2(count > 0, qPrintable(query));
        qInfo("%s: %d of %d", qPrintable(query), count, ledger["indexed"].get<int>());
    }
    if (type != QString::fromLatin1(kNdJson))
        return;
    const std::vector<std::string> lines = linesOf(text);
    for (const json &item : answer.json["items"]) {
        const std::string &line = lines[item["line"].get<std::size_t>() - 1];
        if (!json::parse(line).contains("id"))
            continue;
        const auto read =
            m_service->call("GET", m_path + "/documents/" + encoded(item["id"].get<std::string>()));
        QCOMPARE(read.raw.body, line);
    }
}

QTEST_GUILESS_MAIN(IngestCasesTest)
#include "tst_ingestcases.moc"
