#include "core/query/fieldvalues.h"
#include "core/query/query.h"
#include "core/query/termmatch_p.h"

#include <QTest>

using namespace explorer;

namespace
{

api::Schema makeSchema()
{
    using api::FieldType;
    api::Schema schema;
    schema.fields["text"].type = FieldType::Text;
    schema.fields["stem"].type = FieldType::Text;
    schema.fields["stem"].analyzer = "english";
    schema.fields["tag"].type = FieldType::Keyword;
    schema.fields["n"].type = FieldType::Long;
    schema.fields["x"].type = FieldType::Double;
    schema.fields["ok"].type = FieldType::Boolean;
    return schema;
}

constexpr const char *kDocument =
    R"({"text":["one two three","four two five","to be or not to be"],"stem":"The foxes were running",
 "tag":["Red","größe","a*b"],"n":[-5,7],"x":2.5,"ok":false})";

} // namespace

class MatcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesOneDocument_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("hit");
        const auto row = [](const char *text, bool hit) {
            QTest::newRow(text) << QString::fromUtf8(text) << hit;
        };
        row("text:two", true);
        row("text:TWO", true);
        row("text:\"two three\"", true);
        row("text:\"three two\"", false);
        row("text:\"three two\"~2", true);
        row("text:\"three two\"~1", false);
        row("text:\"one three\"~1", true);
        row("text:\"three four\"", false);
        row("text:\"three four\"~50", false);
        row("text:\"to be to\"~2", true);
        row("text:\"to be to\"~1", false);
        row("text:\"to to\"", false);
        row("text:\"be be be\"~50", false);
        row("text:fi?e", true);
        row("text:fi?", false);
        row("text:t*e", true);
        row("text:/t[a-z]{2}/", true);
        row("text:/t/", false);
        row("text:/TWO/i", true);
        row("text:fuor~1", true);
        row("text:fuorr~1", false);
        row("stem:fox", true);
        row("stem:\"fox were run\"", true);
        row("stem:Runs", true);
        row("tag:Red", true);
        row("tag:red", false);
        row("tag:R*", true);
        row("tag:a\\*b", true);
        row("tag:a\\**", true);
        row("tag:a\\*", false);
        row("tag:gr??e", true);
        row("tag:grösse~2", true);
        row("tag:[Q TO S]", true);
        row("tag:{Red TO S]", false);
        row("tag:>=a", true);
        row("n:-5", true);
        row("n:[-4 TO 6]", false);
        row("n:>6", true);
        row("x:2.5", true);
        row("x:<2.5", false);
        row("x:[2 TO 2.5}", false);
        row("ok:false", true);
        row("not ok:true", true);
        row("id:d1", true);
        row("id:(d2 or d1)", true);
        row("id:d2", false);
        row("id:*", true);
        row("tag:* -text:six", true);
        row("nope:1", false);
        row("", true);
    }
    void matchesOneDocument()
    {
        QFETCH(QString, text);
        QFETCH(bool, hit);
        const api::Schema schema = makeSchema();
        std::vector<query::TypeProblem> problems;
        const auto document = query::extractFields(schema, kDocument, problems);
        QVERIFY(document.has_value());
        const auto compiled = query::compile(text.toStdString(), schema, {});
        QVERIFY(compiled.has_value());
        QCOMPARE(query::matches(compiled->root, schema, "d1", *document), hit);
    }

    void matchesWildcardsWithoutExplosion()
    {
        const std::string text(5000, 'a');
        QVERIFY(!query::matchesWildcard("*a*a*a*a*a*a*a*a*b", text));
        QVERIFY(query::matchesWildcard("*a*a*a*a*a*a*a*a*", text));
        QVERIFY(query::matchesWildcard("a\\?\\*\\\\", "a?*\\"));
        QVERIFY(query::matchesWildcard("?", "\xF0\x9F\x98\x80"));
    }
};

QTEST_GUILESS_MAIN(MatcherTest)
#include "tst_matcher.moc"
