#include "core/query/highlight.h"
#include "core/query/query.h"

#include <QTest>

using namespace explorer;

namespace
{

api::Schema makeSchema()
{
    api::Schema schema;
    schema.fields["text"].type = api::FieldType::Text;
    schema.fields["tag"].type = api::FieldType::Keyword;
    return schema;
}

QString marked(const QString &text, std::size_t limitBytes = 65536)
{
    const api::Schema schema = makeSchema();
    std::vector<query::TypeProblem> problems;
    const auto document = query::extractFields(
        schema, R"({"text":["Die Größe of the fox","quick brown fox; foxes"],"tag":["fox","red fox"]})",
        problems);
    const auto compiled = query::compile(text.toStdString(), schema, {});
    QStringList parts;
    for (const auto &[field, spans] : query::highlight(compiled->root, schema, *document, limitBytes)) {
        for (const api::HighlightSpan &span : spans)
            parts += QStringLiteral("%1[%2]@%3+%4")
                         .arg(QString::fromStdString(field))
                         .arg(span.element)
                         .arg(span.offset)
                         .arg(span.length);
    }
    return parts.join(QLatin1Char(' '));
}

} // namespace

class HighlightTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksWhatScores_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("spans");
        QTest::newRow("all default fields") << "fox"
                                            << "tag[0]@0+3 text[0]@17+3 text[1]@12+3";
        QTest::newRow("code points") << QString::fromUtf8("text:größe text:of") << "text[0]@4+5 text[0]@10+2";
        QTest::newRow("phrase as one run") << "text:\"quick brown\""
                                           << "text[1]@0+11";
        QTest::newRow("sloppy phrase") << "text:\"quick fox\"~1"
                                       << "text[1]@0+15";
        QTest::newRow("overlap is one") << "text:\"quick brown\" text:\"brown fox\""
                                        << "text[1]@0+15";
        QTest::newRow("wildcard") << "text:fox*"
                                  << "text[0]@17+3 text[1]@12+3 text[1]@17+5";
        QTest::newRow("negated marks nothing") << "text:quick -text:fox"
                                               << "text[1]@0+5";
        QTest::newRow("keyword whole") << "tag:\"red fox\""
                                       << "tag[1]@0+7";
        QTest::newRow("nothing") << "*"
                                 << "";
    }
    void marksWhatScores()
    {
        QFETCH(QString, text);
        QFETCH(QString, spans);
        QCOMPARE(marked(text), spans);
    }

    void readsNoMoreThanTheLimit()
    {
        QCOMPARE(marked(QStringLiteral("text:fox"), 25), QStringLiteral("text[0]@17+3"));
    }
};

QTEST_GUILESS_MAIN(HighlightTest)
#include "tst_highlight.moc"
