#include "core/search/exportwriter.h"

#include <QtTest>

using namespace explorer;
using namespace explorer::search;

namespace
{

using Rows = std::vector<std::pair<std::string, std::string>>;

QByteArray written(api::ExportFormat format, const std::vector<std::string> &columns, const Rows &rows,
                   bool guard = true)
{
    ExportWriter writer(format, columns, guard);
    std::string out;
    writer.begin(out);
    for (const auto &[id, source] : rows)
        writer.add(out, id, source);
    writer.end(out);
    return QByteArray::fromStdString(out);
}

} // namespace

/// The text of exports.
class TestExportWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesCells_data();
    void writesCells();
    void guardsAgainstFormulas_data();
    void guardsAgainstFormulas();
    void leavesFormulasWhereAskedTo();
    void guardsTheHeader();
    void keepsARowOfOneEmptyCell();
    void writesSourcesAsTheyAre();
    void writesNamedColumnsOnly();
    void writesAnEmptyArray();
};

void TestExportWriter::writesCells_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("cell");
    const auto row = [](const char *name, const char *source, const char *cell) {
        QTest::newRow(name) << QByteArray(source) << QByteArray(cell);
    };
    row("text", R"({"a":"x y"})", "x y");
    row("separator", R"({"a":"x,y"})", R"("x,y")");
    row("quotes", R"({"a":"say \"no\""})", R"("say ""no""")");
    row("lines", R"({"a":"x\r\ny"})", "\"x\r\ny\"");
    row("escapes", R"({"a":"\u00e9\u2028"})", "é\u2028");
    row("number as written", R"({"a":1.10})", "1.10");
    row("large number", R"({"a":123456789012345678901})", "123456789012345678901");
    row("boolean", R"({"a":true})", "true");
    row("null", R"({"a":null})", "");
    row("missing", R"({"c":1})", "");
    row("empty text", R"({"a":""})", R"("")");
    row("array", R"({"a":["x","y"]})", R"("[""x"",""y""]")");
    row("object", R"({"a":{"b":1}})", R"("{""b"":1}")");
    row("literal dot is not below", R"({"a.b":7})", "");
}

void TestExportWriter::writesCells()
{
    QFETCH(const QByteArray, source);
    QFETCH(const QByteArray, cell);
    QCOMPARE(written(api::ExportFormat::Csv, {"a", "z"}, {{"1", source.toStdString()}}),
             "a,z\r\n" + cell + ",\r\n");
}

void TestExportWriter::guardsAgainstFormulas_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("cell");
    const auto row = [](const char *name, const char *source, const char *cell) {
        QTest::newRow(name) << QByteArray(source) << QByteArray(cell);
    };
    row("equals", R"({"a":"=1+1"})", "\"'=1+1\"");
    row("plus", R"({"a":"+1"})", "\"'+1\"");
    row("minus", R"({"a":"-1"})", "\"'-1\"");
    row("at", "{\"a\":\"@sum(a1)\"}", "\"'@sum(a1)\"");
    row("tab", R"({"a":"\t=1"})", "\"'\t=1\"");
    row("carriage return", R"({"a":"\r=1"})", "\"'\r=1\"");
    row("full width", "{\"a\":\"\uFF1D1\"}", "\"'\uFF1D1\"");
    row("quotes inside", R"({"a":"=\"x\""})", R"("'=""x""")");
    row("a number stays one", R"({"a":-1})", "-1");
    row("in the middle", R"({"a":"a=1"})", "a=1");
}

void TestExportWriter::guardsAgainstFormulas()
{
    QFETCH(const QByteArray, source);
    QFETCH(const QByteArray, cell);
    QCOMPARE(written(api::ExportFormat::Csv, {"a"}, {{"1", source.toStdString()}}), "a\r\n" + cell + "\r\n");
}

void TestExportWriter::leavesFormulasWhereAskedTo()
{
    QCOMPARE(written(api::ExportFormat::Csv, {"a"}, {{"1", R"({"a":"=1+1"})"}}, false),
             QByteArray("a\r\n=1+1\r\n"));
}

void TestExportWriter::guardsTheHeader()
{
    QCOMPARE(written(api::ExportFormat::Csv, {"=a", "b"}, {}), QByteArray("\"'=a\",b\r\n"));
}

void TestExportWriter::keepsARowOfOneEmptyCell()
{
    QCOMPARE(written(api::ExportFormat::Csv, {"a"}, {{"1", "{}"}, {"2", R"({"a":1})"}, {"3", "{}"}}),
             QByteArray("a\r\n\"\"\r\n1\r\n\"\"\r\n"));
}

void TestExportWriter::writesSourcesAsTheyAre()
{
    const Rows rows{{"1", "{\"id\":\"1\",\r\n \"n\": 1.10}"}, {"2", R"({"id":"2","t":"a\nb"})"}};
    const QByteArray first = R"({"id":"1", "n": 1.10})";
    const QByteArray second = R"({"id":"2","t":"a\nb"})";
    QCOMPARE(written(api::ExportFormat::NdJson, {}, rows), first + "\n" + second + "\n");
    QCOMPARE(written(api::ExportFormat::Json, {}, rows), "[\n" + first + ",\n" + second + "\n]\n");
}

void TestExportWriter::writesNamedColumnsOnly()
{
    const Rows rows{{"x\"1", R"({"id":7,"r":{"m":"GET","p":"/"},"n":1})"}, {"2", "{}"}};
    QCOMPARE(written(api::ExportFormat::NdJson, {"r.m"}, rows), QByteArray("{\"r\":{\"m\":\"GET\"}}\n{}\n"));
    QCOMPARE(written(api::ExportFormat::NdJson, {"n", "id"}, rows),
             QByteArray("{\"id\":\"x\\\"1\",\"n\":1}\n{\"id\":\"2\"}\n"));
    QCOMPARE(written(api::ExportFormat::NdJson, {"id"}, rows),
             QByteArray("{\"id\":\"x\\\"1\"}\n{\"id\":\"2\"}\n"));
    const Rows nested{{"1", R"({"i":[{"s":"a"},{"n":2},{"s":"c"}],"i.s":"d"})"}};
    QCOMPARE(written(api::ExportFormat::Csv, {"id", "i.s"}, nested),
             QByteArray("id,i.s\r\n1,\"[\"\"a\"\",\"\"c\"\",\"\"d\"\"]\"\r\n"));
}

void TestExportWriter::writesAnEmptyArray()
{
    QCOMPARE(written(api::ExportFormat::Json, {}, {}), QByteArray("[\n]\n"));
    QCOMPARE(written(api::ExportFormat::NdJson, {}, {}), QByteArray());
}

QTEST_GUILESS_MAIN(TestExportWriter)
#include "tst_exportwriter.moc"
