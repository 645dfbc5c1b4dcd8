#include "core/query/fieldvalues.h"
#include "core/query/query.h"

#include "core/base/fileops.h"
#include "core/base/timestamp.h"

#include <QTest>

#include <algorithm>

using namespace explorer;

namespace
{

api::Schema fixtureSchema()
{
    using api::FieldType;
    api::Schema schema;
    const auto add = [&schema](const char *name, FieldType type) { schema.fields[name].type = type; };
    add("title", FieldType::Text);
    add("note", FieldType::Text);
    add("tag", FieldType::Keyword);
    add("host", FieldType::Keyword);
    add("status", FieldType::Long);
    add("bytes", FieldType::Long);
    add("ts", FieldType::Date);
    add("ok", FieldType::Boolean);
    schema.defaultFields = {"title", "note", "tag", "host"};
    return schema;
}

std::string sharedFile(const std::string &name)
{
    const std::string folder = qEnvironmentVariable("EXPLORERIO_SHARED").toStdString();
    return explorer::readFile(folder + "/acceptance/query-language/" + name).value_or(std::string());
}

/// What the `expect` column says: "422 type_mismatch @3 +3" or "warning:unknown_field fix:status".
struct Expectation {
    int status = 0;
    QString code;
    int offset = -1;
    int length = -1;
    QString warning;
    QString fix;
};

Expectation readExpectation(const QString &text)
{
    Expectation expected;
    for (const QString &word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (word.startsWith(QLatin1String("warning:")))
            expected.warning = word.mid(8);
        else if (word.startsWith(QLatin1String("fix:")))
            expected.fix = word.mid(4);
        else if (word.startsWith(QLatin1Char('@')))
            expected.offset = word.mid(1).toInt();
        else if (word.startsWith(QLatin1Char('+')))
            expected.length = word.mid(1).toInt();
        else if (word.size() == 3 && word.toInt() > 0)
            expected.status = word.toInt();
        else if (!word.startsWith(QLatin1String("first:")))
            expected.code = word;
    }
    return expected;
}

QString joined(const std::vector<ErrorDetail> &details)
{
    QString all;
    for (const ErrorDetail &detail : details)
        all += QString::fromStdString(detail.code + " @" + std::to_string(detail.offset.value_or(0)) + " +" +
                                      std::to_string(detail.length) + " " + detail.message + "; ");
    return all;
}

} // namespace

/// Every row of the language's acceptance table, in memory; the order of hits needs scores and is looked at
/// in the index.
class QueryCasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answersTheRow_data();
    void answersTheRow();

private:
    void checkFailure(const Error &error, const Expectation &expected);

    api::Schema m_schema = fixtureSchema();
    std::vector<std::pair<QString, query::DocumentFields>> m_documents;
};

void QueryCasesTest::initTestCase()
{
    if (!qEnvironmentVariableIsSet("EXPLORERIO_SHARED"))
        QSKIP("EXPLORERIO_SHARED is not set: the acceptance table is not at hand.");
    const QByteArray lines = QByteArray::fromStdString(sharedFile("fixture.ndjson"));
    for (const QByteArray &line : lines.split('\n')) {
        if (line.isEmpty())
            continue;
        std::vector<query::TypeProblem> problems;
        auto fields = query::extractFields(m_schema, line.toStdString(), problems);
        QVERIFY(fields.has_value());
        QVERIFY(problems.empty());
        const nlohmann::json json = nlohmann::json::parse(line.toStdString());
        m_documents.emplace_back(QString::fromStdString(json.at("id").get<std::string>()),
                                 std::move(*fields));
    }
    QCOMPARE(m_documents.size(), std::size_t{6});
}

void QueryCasesTest::answersTheRow_data()
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

void QueryCasesTest::checkFailure(const Error &error, const Expectation &expected)
{
    QVERIFY2(expected.status != 0, qPrintable(joined(error.details)));
    QVERIFY(error.code == ErrorCode::InvalidArgument);
    QCOMPARE(QString::fromStdString(error.reason),
             QLatin1String(expected.status == 400 ? "query_syntax" : "query_meaning"));
    QVERIFY2(error.details.size() == 1, qPrintable(joined(error.details)));
    const ErrorDetail &detail = error.details.front();
    QCOMPARE(QString::fromStdString(detail.code), expected.code);
    QCOMPARE(static_cast<int>(detail.offset.value_or(99)), expected.offset);
    if (expected.length >= 0)
        QCOMPARE(static_cast<int>(detail.length), expected.length);
    QCOMPARE(detail.line, 1);
    QCOMPARE(detail.column, expected.offset + 1);
}

void QueryCasesTest::answersTheRow()
{
    QFETCH(QString, text);
    QFETCH(QString, ids);
    QFETCH(QString, expect);
    const Expectation expected = readExpectation(expect);
    query::QueryContext context;
    context.now = fromRfc3339("2024-03-15T12:34:56Z").value_or(0);
    const auto compiled = query::compile(text.toStdString(), m_schema, context);
    if (!compiled) {
        checkFailure(compiled.error(), expected);
        return;
    }
    QCOMPARE(expected.status, 0);
    QStringList hits;
    for (const auto &[id, document] : m_documents) {
        if (query::matches(compiled->root, m_schema, id.toStdString(), document))
            hits += id;
    }
    QCOMPARE(hits.isEmpty() ? QStringLiteral("-") : hits.join(QLatin1Char(',')), ids);
    if (expected.warning.isEmpty())
        return;
    QCOMPARE(compiled->warnings.size(), std::size_t{1});
    const ErrorDetail &warning = compiled->warnings.front();
    QCOMPARE(QString::fromStdString(warning.code), expected.warning);
    QVERIFY(warning.fix.has_value());
    if (!expected.fix.isEmpty())
        QCOMPARE(QString::fromStdString(*warning.fix), expected.fix);
}

QTEST_GUILESS_MAIN(QueryCasesTest)
#include "tst_querycases.moc"
