#include "core/ingest/ingestservice.h"

#include <QtTest>

using namespace explorer;
using api::FieldType;
using ingest::SchemaInference;

class InferenceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void guessesTheTypeOfValues_data();
    void guessesTheTypeOfValues();
    void tellsKeywordsFromText();
    void readsNestedObjectsAndArrays();
    void leavesOutWhatHasNoValue();
    void detectsFormats_data();
    void detectsFormats();
    void tellsRowsWithoutAHeader();
    void knowsLogsByTheirLines();
    void refusesWhatIsNoText();
};

void InferenceTest::guessesTheTypeOfValues_data()
{
    QTest::addColumn<std::vector<std::string>>("values");
    QTest::addColumn<int>("type");
    using Values = std::vector<std::string>;
    const auto row = [](const char *name, const Values &values, FieldType type) {
        QTest::newRow(name) << values << static_cast<int>(type);
    };
    row("integers", {"1", "-5", "null", "9007199254740993"}, FieldType::Long);
    row("fractions", {"1", "2.5"}, FieldType::Double);
    row("booleans", {"true", "false"}, FieldType::Boolean);
    row("times", {R"("2024-03-04T10:00:00Z")", R"("2024-03-04T10:00:00.5+02:00")"}, FieldType::Date);
    row("dates alone", {R"("2024-03-04")", R"("2023-12-31")"}, FieldType::Date);
    row("a date that is none", {R"("2024-03-04")", R"("2023-13-31")"}, FieldType::Keyword);
    row("number and date", {"7", R"("2024-03-04")"}, FieldType::Keyword);
    row("number and word", {"7", R"("seven")"}, FieldType::Keyword);
    row("boolean and number", {"true", "1"}, FieldType::Keyword);
    row("beyond 64 bits", {"18446744073709551615"}, FieldType::Keyword);
    row("paths", {R"("/var/log/syslog")", R"("/usr/share/doc")"}, FieldType::Keyword);
    row("sentences", {R"("The quick brown fox")", R"("jumps over the lazy dog again")"}, FieldType::Text);
}

void InferenceTest::guessesTheTypeOfValues()
{
    QFETCH(std::vector<std::string>, values);
    QFETCH(int, type);
    SchemaInference inference;
    for (const std::string &value : values)
        inference.look("{\"f\":" + value + "}");
    const api::Schema schema = inference.schema();
    QVERIFY(schema.find("f") != nullptr);
    QCOMPARE(static_cast<int>(schema.find("f")->type), type);
}

void InferenceTest::tellsKeywordsFromText()
{
    SchemaInference inference;
    for (int i = 0; i < 100; ++i) {
        const std::string n = std::to_string(i);
        inference.look(R"({"id":")" + n + R"(","status":"in progress","city":"New York )" +
                       std::to_string(i % 7) + R"(","title":"Report )" + n + R"(","host":"web-)" + n + "\"}");
    }
    const api::Schema schema = inference.schema();
    QVERIFY(schema.find("id") == nullptr);
    QVERIFY(schema.find("status")->type == FieldType::Keyword);
    QVERIFY(schema.find("city")->type == FieldType::Keyword);
    QVERIFY(schema.find("host")->type == FieldType::Keyword);
    QVERIFY(schema.find("title")->type == FieldType::Text);
}

void InferenceTest::readsNestedObjectsAndArrays()
{
    SchemaInference inference;
    inference.look(R"({"a":{"b":1,"c":[{"d":true},{"d":false}]},"list":[1,2.5]})");
    const api::Schema schema = inference.schema();
    QCOMPARE(schema.fields.size(), 3U);
    QVERIFY(schema.find("a.b")->type == FieldType::Long);
    QVERIFY(schema.find("a.c.d")->type == FieldType::Boolean);
    QVERIFY(schema.find("list")->type == FieldType::Double);
}

void InferenceTest::leavesOutWhatHasNoValue()
{
    SchemaInference inference;
    inference.look(R"({"nothing":null,"empty":[],"nested":{"x":[null]},"one":1})");
    inference.look("no json");
    inference.look("[1]");
    QCOMPARE(inference.schema().fields.size(), 1U);
}

void InferenceTest::detectsFormats_data()
{
    QTest::addColumn<std::string>("head");
    QTest::addColumn<bool>("isWhole");
    QTest::addColumn<int>("format");
    QTest::addColumn<int>("sampled");
    QTest::addColumn<double>("ratio");
    using Text = std::string;
    const int json = static_cast<int>(api::DocumentFormat::Json);
    const int ndjson = static_cast<int>(api::DocumentFormat::NdJson);
    const int csv = static_cast<int>(api::DocumentFormat::Csv);
    QTest::newRow("lines") << Text("{\"a\":1}\n{\"a\":2}\n") << true << ndjson << 2 << 1.0;
    QTest::newRow("lines cut off") << Text("{\"a\":1}\n{\"a\":2}\n{\"a") << false << ndjson << 2 << 1.0;
    QTest::newRow("lines, one bad") << Text("{\"a\":1}\n{\"a\":}\n") << true << ndjson << 2 << 0.5;
    QTest::newRow("one long line cut off") << Text("{\"a\":\"xxxxxxx") << false << ndjson << 0 << 0.0;
    QTest::newRow("array") << Text("\xEF\xBB\xBF [ {\"a\":1},\n{\"a\":2} ]") << true << json << 2 << 1.0;
    QTest::newRow("array cut off") << Text("[{\"a\":1},{\"a\":2},{\"a\":") << false << json << 2 << 1.0;
    QTest::newRow("object over lines") << Text("{\n\"a\":1\n}\n") << true << json << 1 << 1.0;
    QTest::newRow("utf-16") << Text("\xFF\xFE{\0\"\0a\0\"\0:\0001\0}\0\n\0{\0\"\0a\0\"\0:\0002\0}\0\n\0", 34)
                            << true << ndjson << 2 << 1.0;
    QTest::newRow("windows-1252") << Text("{\"a\":1,\"b\":\"\xFC\"}\n{\"a\":2}\n") << true << ndjson << 2
                                  << 1.0;
    QTest::newRow("csv") << Text("a;b\n1;2\n3;4\n") << true << csv << 2 << 1.0;
    QTest::newRow("csv cut off") << Text("a;b\n1;2\n3;4\n5") << false << csv << 2 << 1.0;
}

void InferenceTest::detectsFormats()
{
    QFETCH(std::string, head);
    QFETCH(bool, isWhole);
    QFETCH(int, format);
    QFETCH(int, sampled);
    QFETCH(double, ratio);
    const auto detection = ingest::detectFormat(head, isWhole);
    QVERIFY(detection.has_value());
    QCOMPARE(static_cast<int>(detection->format.format), format);
    QCOMPARE(detection->sampled, sampled);
    QCOMPARE(detection->parsedRatio, ratio);
    QCOMPARE(detection->samples.size(), static_cast<std::size_t>(sampled));
    if (ratio > 0)
        QVERIFY(detection->schema.find("a")->type == FieldType::Long);
    QCOMPARE(detection->records.size(), static_cast<std::size_t>(sampled * ratio));
    if (detection->format.format == api::DocumentFormat::Csv) {
        QCOMPARE(detection->format.csv.delimiter, ';');
        QVERIFY(detection->format.csv.hasHeader);
    }
}

void InferenceTest::tellsRowsWithoutAHeader()
{
    const auto detection = ingest::detectFormat("x;2\ny;4\n", true);
    QVERIFY(detection.has_value());
    QVERIFY(!detection->format.csv.hasHeader);
    QCOMPARE(detection->sampled, 2);
    QVERIFY(detection->schema.find("column_2")->type == FieldType::Long);
}

void InferenceTest::knowsLogsByTheirLines()
{
    const auto detection =
        ingest::detectFormat("Mar 27 13:06:56 host sshd[1291]: Server listening on :: port 22.\n"
                             "Mar 27 13:06:57 host last message repeated 2 times\n",
                             true);
    QVERIFY(detection.has_value());
    QVERIFY(detection->format.format == api::DocumentFormat::Log);
    QCOMPARE(detection->format.pattern, std::string("syslog"));
    QCOMPARE(detection->parsedRatio, 1.0);
    QVERIFY(detection->schema.find("ts")->type == FieldType::Date);
}

void InferenceTest::refusesWhatIsNoText()
{
    QCOMPARE(ingest::detectFormat(std::string_view("PK\0\0", 4), true).error().reason,
             std::string("format_unknown"));
    QCOMPARE(ingest::detectFormat(" \n", true).error().reason, std::string("file_empty"));
}

QTEST_GUILESS_MAIN(InferenceTest)
#include "tst_inference.moc"
