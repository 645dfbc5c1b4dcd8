#include "core/ingest/csvreader.h"
#include "core/ingest/rowrecords.h"

#include <QDir>
#include <QFile>
#include <QtTest>

using namespace explorer;
using ingest::CsvReader;

namespace
{

std::string bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

std::vector<std::vector<std::string>> rowsOf(std::string_view text, char delimiter = ',')
{
    CsvReader reader(text, {delimiter});
    ingest::Row row;
    std::vector<std::vector<std::string>> rows;
    while (reader.next(row))
        rows.push_back(row.cells);
    return rows;
}

std::vector<std::string> jsonOf(std::string_view body, const api::Schema &schema = {})
{
    auto records = ingest::RowRecords::open(body, {api::DocumentFormat::Csv}, schema, 1000, 0);
    std::vector<std::string> lines;
    ingest::Record record;
    while (records && records->next(record))
        lines.push_back(record.problem ? record.problem->code : record.made);
    return lines;
}

} // namespace

class CsvReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheSpectrum_data();
    void readsTheSpectrum();
    void knowsTheLineOfEachRow();
    void refusesAHeaderWithOneNameTwice();
    void typesCellsByTheSchema();
    void typesCellsByTheFirstRowsWithoutASchema();
    void reportsRowsOfAnotherWidth();
    void takesAnotherQuoteAndNoHeader();
    void findsTheDelimiter_data();
    void findsTheDelimiter();
};

void CsvReaderTest::readsTheSpectrum_data()
{
    QTest::addColumn<QString>("csv");
    QTest::addColumn<QString>("json");
    const QString shared = qEnvironmentVariable("EXPLORERIO_SHARED");
    const QDir folder(shared + QStringLiteral("/data/conformance/csv/csv-spectrum"));
    if (shared.isEmpty() || !folder.exists())
        QSKIP("EXPLORERIO_SHARED does not name the shared data");
    const QDir files(folder.filePath(QStringLiteral("csvs")));
    for (const QString &name : files.entryList({QStringLiteral("*.csv")}))
        QTest::newRow(qPrintable(name))
            << files.filePath(name)
            << folder.filePath(QStringLiteral("json/") + name.chopped(4) + QStringLiteral(".json"));
}

void CsvReaderTest::readsTheSpectrum()
{
    QFETCH(QString, csv);
    QFETCH(QString, json);
    const auto rows = rowsOf(bytesOf(csv));
    const auto expected = nlohmann::json::parse(bytesOf(json));
    QVERIFY(!rows.empty());
    QCOMPARE(rows.size() - 1, expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(rows[i + 1].size(), rows[0].size());
        for (std::size_t column = 0; column < rows[0].size(); ++column) {
            const std::string wanted = expected[i].at(rows[0][column]).get<std::string>();
            QCOMPARE(rows[i + 1][column], wanted);
        }
    }
}

void CsvReaderTest::knowsTheLineOfEachRow()
{
    CsvReader reader("a\n\"x\r\ny\"\n\nz", {','});
    ingest::Row row;
    std::vector<std::int64_t> lines;
    while (reader.next(row))
        lines.push_back(row.line);
    QCOMPARE(lines, (std::vector<std::int64_t>{1, 2, 5}));
}

void CsvReaderTest::refusesAHeaderWithOneNameTwice()
{
    CsvReader reader("a,b,a\n1,2,3\n", {','});
    const auto header = ingest::readCsvHeader(reader, true);
    QVERIFY(!header.has_value());
    QCOMPARE(header.error().reason, std::string("csv_header"));
}

void CsvReaderTest::typesCellsByTheSchema()
{
    api::Schema schema;
    schema.fields["n"].type = api::FieldType::Long;
    schema.fields["d"].type = api::FieldType::Double;
    schema.fields["b"].type = api::FieldType::Boolean;
    schema.fields["k"].type = api::FieldType::Keyword;
    const auto lines = jsonOf("id,n,d,b,k\n7,12,1.5e3,true,12\n8,x,.5,yes,true\n9,,,,\n", schema);
    QCOMPARE(lines, (std::vector<std::string>{
                        R"({"id":"7","n":12,"d":1.5e3,"b":true,"k":"12"})",
                        R"({"id":"8","n":"x","d":".5","b":"yes","k":"true"})",
                        R"({"id":"9"})",
                    }));
}

void CsvReaderTest::typesCellsByTheFirstRowsWithoutASchema()
{
    const auto lines = jsonOf("zip,n,mixed\n01234,-5,1\n99999,6,x\n");
    QCOMPARE(lines, (std::vector<std::string>{R"({"zip":"01234","n":-5,"mixed":"1"})",
                                              R"({"zip":"99999","n":6,"mixed":"x"})"}));
}

void CsvReaderTest::reportsRowsOfAnotherWidth()
{
    QCOMPARE(jsonOf("a,b\n1\n1,2\n1,2,3\n\"1,2\n"),
             (std::vector<std::string>{"csv_columns", R"({"a":1,"b":2})", "csv_columns", "csv_quote"}));
}

void CsvReaderTest::takesAnotherQuoteAndNoHeader()
{
    const api::InputFormat format{api::DocumentFormat::Csv, {'|', '\'', false}, {}};
    auto records = ingest::RowRecords::open("'a|b'|1\n'it''s'|2\n", format, {}, 1000, 0);
    QVERIFY(records.has_value());
    ingest::Record record;
    QVERIFY(records->next(record));
    QCOMPARE(record.made, std::string(R"({"column_1":"a|b","column_2":1})"));
    QVERIFY(records->next(record));
    QCOMPARE(record.made, std::string("{\"column_1\":\"it's\",\"column_2\":2}"));
    QVERIFY(!records->next(record));
}

void CsvReaderTest::findsTheDelimiter_data()
{
    QTest::addColumn<std::string>("body");
    QTest::newRow("comma") << std::string("a,b\n1,2\n");
    QTest::newRow("semicolon") << std::string("a;b\n1;2\n");
    QTest::newRow("tab") << std::string("a\tb\n1\t2\n");
    QTest::newRow("bar with commas in quotes") << std::string("a|\"b\"\n1|2\n");
    QTest::newRow("byte order mark") << std::string("\xEF\xBB\xBF"
                                                    "a;b\r\n1;2\r\n");
}

void CsvReaderTest::findsTheDelimiter()
{
    QFETCH(std::string, body);
    QCOMPARE(jsonOf(body), (std::vector<std::string>{R"({"a":1,"b":2})"}));
}

QTEST_GUILESS_MAIN(CsvReaderTest)
#include "tst_csvreader.moc"
