#include "core/ingest/structurecheck_p.h"

#include <QDir>
#include <QFile>
#include <QtTest>

using namespace explorer;
using ingest::checkStructure;

class JsonStructureTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agreesWithTheTestSuite_data();
    void agreesWithTheTestSuite();
    void keepsItsLimits_data();
    void keepsItsLimits();
};

void JsonStructureTest::agreesWithTheTestSuite_data()
{
    QTest::addColumn<QString>("file");
    const QString shared = qEnvironmentVariable("EXPLORERIO_SHARED");
    const QDir folder(shared + QStringLiteral("/data/conformance/json-parsing/test_parsing"));
    if (shared.isEmpty() || !folder.exists())
        QSKIP("EXPLORERIO_SHARED does not name the shared data");
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void JsonStructureTest::agreesWithTheTestSuite()
{
    QFETCH(QString, file);
    QFile input(file);
    QVERIFY(input.open(QIODevice::ReadOnly));
    const std::string bytes = input.readAll().toStdString();
    const QString name = QFileInfo(file).fileName();
    const auto problem = checkStructure(bytes);
    const auto element = checkStructure("{\"a\":" + bytes + "}");
    if (name.startsWith(QLatin1String("n_"))) {
        QVERIFY(problem.has_value());
        return;
    }
    if (!name.startsWith(QLatin1String("y_")))
        return;
    const bool isObject = ingest::trimmed(bytes).starts_with('{');
    // The contract is stricter than JSON in these.
    const bool isRefused =
        name.contains(QLatin1String("duplicated_key")) || name.contains(QLatin1String("escaped_null")) ||
        name.contains(QLatin1String("null_escape")) || name.contains(QLatin1String("u+0000"));
    if (!isObject)
        QCOMPARE(problem->code, std::string("not_an_object"));
    else if (!isRefused)
        QVERIFY2(!problem.has_value(), problem ? problem->message.c_str() : "");
    if (!isObject && !isRefused)
        QVERIFY2(!element.has_value(), element ? element->message.c_str() : "");
}

void JsonStructureTest::keepsItsLimits_data()
{
    QTest::addColumn<std::string>("json");
    QTest::addColumn<std::string>("code");
    QTest::addColumn<std::string>("pointer");
    const auto nested = [](int depth) {
        std::string text = "1";
        for (int i = 1; i < depth; ++i)
            text = "[" + text + "]";
        return "{\"a\":" + text + "}";
    };
    const auto members = [](int count) {
        std::string text = "{\"o\":[";
        for (int i = 0; i < count; ++i)
            text += (i % 200 == 0 ? (i == 0 ? "{" : "},{") : ",") + std::string("\"k") + std::to_string(i) +
                    "\":{}";
        return text + "}]}";
    };
    const auto keys = [](int count) {
        std::string text = "{\"o\":{";
        for (int i = 0; i < count; ++i)
            text += (i == 0 ? "" : ",") + std::string("\"k") + std::to_string(i) + "\":{}";
        return text + "}}";
    };
    const auto fields = [](int count) {
        std::string text = "{\"a\":0";
        for (int i = 1; i < count; ++i)
            text += ",\"k" + std::to_string(i) + "\":1";
        return text + "}";
    };
    const auto elements = [](int count) {
        std::string text = "{\"a\":[0";
        for (int i = 1; i < count; ++i)
            text += ",1";
        return text + "]}";
    };
    using Text = std::string;
    const auto row = [](const char *name, const Text &json, const Text &code, const Text &pointer = {}) {
        QTest::newRow(name) << json << code << pointer;
    };
    row("depth 32", nested(32), "");
    row(
        "depth 33", nested(33), "too_deep", "/a" + [] {
            Text zeros;
            for (int i = 0; i < 31; ++i)
                zeros += "/0";
            return zeros;
        }());
    row("depth 5000", nested(5000), "too_deep");
    row("1000 keys", keys(1000), "");
    row("1001 keys", keys(1001), "too_many_keys", "/o");
    row("many keys over several objects", members(1400), "");
    row("10000 elements", elements(10'000), "");
    row("10001 elements", elements(10'001), "array_too_long", "/a");
    row("256 fields", fields(256), "");
    row("257 fields", fields(257), "too_many_fields");
    row("key of 256 bytes", "{\"" + Text(256, 'k') + "\":1}", "");
    row("key of 257 bytes", "{\"" + Text(257, 'k') + "\":1}", "key_too_long", "/" + Text(256, 'k'));
    row("same key twice", R"({"x":{"a":1,"b":2,"a":3}})", "duplicate_key", "/x/a");
    row("same key twice, one escaped", R"({"a~/":1,"\u0061~/":2})", "duplicate_key", "/a~0~1");
    row("same key twice among many", fields(200).insert(1, "\"k150\":1,"), "duplicate_key", "/k150");
    row("same key in two objects", R"({"a":{"a":1},"b":{"a":1}})", "");
    row("nul in a string", R"({"a":["x\u0000"]})", "nul_character", "/a/0");
    row("nul in a key", R"({"x\u0000":1})", "nul_character", Text("/x\0", 3));
    row("high surrogate alone", R"({"a":"\ud83d"})", "lone_surrogate");
    row("low surrogate alone", R"({"a":"\ude00 x"})", "lone_surrogate");
    row("surrogates in the wrong order", R"({"a":"\ude00\ud83d"})", "lone_surrogate");
    row("surrogate pair", R"({"a":"\ud83d\ude00"})", "");
    row("unknown escape", R"({"a":"\x"})", "json_syntax");
    row("raw control character", "{\"a\":\"\t\"}", "json_syntax");
    row("byte 0xff", "{\"a\":\"\xff\"}", "invalid_utf8");
    row("overlong", "{\"a\":\"\xc0\xaf\"}", "invalid_utf8");
    row("encoded surrogate", "{\"a\":\"\xed\xa0\x80\"}", "invalid_utf8");
    row("integer beyond 2^53", R"({"a":9007199254740993})", "");
    row("number beyond a double", R"({"a":1e999})", "json_number");
    row("array", "[1]", "not_an_object");
    row("null", "null", "not_an_object");
    row("two values", "{} {}", "json_syntax");
    row("empty", "", "json_syntax");
    row("truncated", R"({"a":)", "json_syntax");
}

void JsonStructureTest::keepsItsLimits()
{
    QFETCH(std::string, json);
    QFETCH(std::string, code);
    QFETCH(std::string, pointer);
    const auto problem = checkStructure(json);
    QCOMPARE(problem ? problem->code : std::string(), code);
    if (problem && !pointer.empty())
        QCOMPARE(problem->pointer, pointer);
    if (problem)
        QVERIFY(!problem->message.empty());
}

QTEST_GUILESS_MAIN(JsonStructureTest)
#include "tst_jsonstructure.moc"
