#include "core/query/query.h"

#include <QTest>

using namespace explorer;

namespace
{

api::Schema makeSchema()
{
    using api::FieldType;
    api::Schema schema;
    schema.fields["title"].type = FieldType::Text;
    schema.fields["tag"].type = FieldType::Keyword;
    schema.fields["status"].type = FieldType::Long;
    schema.fields["price"].type = FieldType::Double;
    schema.fields["ok"].type = FieldType::Boolean;
    schema.fields["ts"].type = FieldType::Date;
    schema.defaultFields = {"title", "tag", "status"};
    return schema;
}

QString canonical(const QString &text, const query::QueryContext &context = {},
                  const query::QueryLimits &limits = {})
{
    const auto compiled = query::compile(text.toStdString(), makeSchema(), context, limits);
    if (compiled)
        return QString::fromStdString(query::canonicalForm(compiled->root));
    QStringList problems;
    for (const ErrorDetail &detail : compiled.error().details)
        problems +=
            QString::fromStdString(detail.code + "@" + std::to_string(*detail.offset) + "+" +
                                   std::to_string(detail.length) + (detail.fix ? "=" + *detail.fix : ""));
    return QString::fromStdString(compiled.error().reason) + QLatin1Char(' ') +
           problems.join(QLatin1Char(' '));
}

} // namespace

class CheckerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksMeaning_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("tree");
        QTest::newRow("default fields") << "Fox"
                                        << "any(term\"tag\"\"Fox\" term\"title\"\"fox\" )";
        QTest::newRow("number in default fields")
            << "404"
            << "any(long\"status\"[404,404] term\"tag\"\"404\" term\"title\"\"404\" )";
        QTest::newRow("several tokens") << "title:web-1"
                                        << "phrase\"title\"\"web\"\"1\"~0";
        QTest::newRow("slop") << "title:\"a b\"~3"
                              << "phrase\"title\"\"a\"\"b\"~3";
        QTest::newRow("punctuation says nothing") << "title:a and - and title:b"
                                                  << "and(term\"title\"\"a\" term\"title\"\"b\" )";
        QTest::newRow("punctuation alone") << "---a -"
                                           << "query_syntax expected_operand@6+0";
        QTest::newRow("keyword phrase") << "tag:\"a b\""
                                        << "term\"tag\"\"a b\"";
        QTest::newRow("text wildcard is folded") << "title:Web*"
                                                 << "wild\"title\"\"web*\"";
        QTest::newRow("keyword wildcard is not") << "tag:We\\*b*"
                                                 << "wild\"tag\"\"We\\\\*b*\"";
        QTest::newRow("negative number") << "status:-5"
                                         << "long\"status\"[-5,-5]";
        QTest::newRow("negative bounds") << "status:{-5 TO 3]"
                                         << "long\"status\"[-4,3]";
        QTest::newRow("long is exact") << "status:9223372036854775807"
                                       << "long\"status\"[9223372036854775807,9223372036854775807]";
        QTest::newRow("nothing above the largest") << "status:>9223372036854775807"
                                                   << "none";
        QTest::newRow("empty range") << "status:[5 TO 3]"
                                     << "none";
        QTest::newRow("double") << "price:>=-1.5e1"
                                << "double\"price\"[-15,*]";
        QTest::newRow("boolean") << "ok:true"
                                 << "long\"ok\"[1,1]";
        QTest::newRow("keyword range") << "tag:{a TO b]"
                                       << "keyword\"tag\"{\"a\",\"b\"]";
        QTest::newRow("date") << "ts:1970-01-01"
                              << "long\"ts\"[0,86399999]";
        QTest::newRow("date with spaces") << "ts:\"1970-01-01 00:00\""
                                          << "long\"ts\"[0,59999]";
        QTest::newRow("id") << "id:x-1 or id:\"y z\""
                            << "or(ids\"x-1\" ids\"y z\" )";
        QTest::newRow("exists") << "price:*"
                                << "exists\"price\"";
        QTest::newRow("every field") << "*:*"
                                     << "all";
        QTest::newRow("group with inner field") << "title:(a or tag:B)"
                                                << "or(term\"tag\"\"B\" term\"title\"\"a\" )";
        QTest::newRow("boost") << "title:a^2.5"
                               << "(term\"title\"\"a\")^2.5";
        QTest::newRow("fuzzy") << "title:Fox~"
                               << "fuzzy\"title\"\"fox\"~2";
        QTest::newRow("regex") << "tag:/A.+/i"
                               << "regex\"tag\"\"A.+\"i";
        QTest::newRow("unknown field") << "not nope:1"
                                       << "not(none)";
        QTest::newRow("text range") << "title:[a TO b]"
                                    << "query_meaning type_mismatch@6+8";
        QTest::newRow("text comparison") << "title > b"
                                         << "query_meaning type_mismatch@8+1";
        QTest::newRow("id range") << "id:[a TO b]"
                                  << "query_meaning type_mismatch@3+8";
        QTest::newRow("no number") << "status:[1 TO x]"
                                   << "query_meaning type_mismatch@13+1";
        QTest::newRow("overflow") << "status:9223372036854775808"
                                  << "query_meaning type_mismatch@7+19";
        QTest::newRow("no boolean") << "ok:yes"
                                    << "query_meaning type_mismatch@3+3=true";
        QTest::newRow("no date") << "ts:soon"
                                 << "query_meaning type_mismatch@3+4";
        QTest::newRow("regex on a number") << "status:/4../"
                                           << "query_meaning wildcard_on_numeric@7+5";
        QTest::newRow("bad regex") << "tag:/(/"
                                   << "query_meaning invalid_regex@4+3";
        QTest::newRow("distance") << "tag:a~3"
                                  << "query_meaning edit_distance_range@6+1=2";
        QTest::newRow("slop limit") << "\"a b\"~51"
                                    << "query_meaning edit_distance_range@6+2=50";
        QTest::newRow("all problems at once")
            << "status:x ok:y (a"
            << "query_syntax type_mismatch@7+1 type_mismatch@12+1 unterminated_group@14+2=(a)";
        QTest::newRow("code points") << QString::fromUtf8("ä😀 status:ö")
                                     << "query_meaning type_mismatch@10+1";
    }
    void checksMeaning()
    {
        QFETCH(QString, text);
        QFETCH(QString, tree);
        QCOMPARE(canonical(text), tree);
    }

    void joinsNeighboursByOrWhereAsked()
    {
        query::QueryContext context;
        context.orByDefault = true;
        QCOMPARE(canonical(QStringLiteral("title:a title:b and title:c"), context),
                 QStringLiteral("or(and(term\"title\"\"b\" term\"title\"\"c\" ) term\"title\"\"a\" )"));
        QCOMPARE(canonical(QStringLiteral("title:a -title:b"), context),
                 QStringLiteral("and(not(term\"title\"\"b\") term\"title\"\"a\" )"));
        QCOMPARE(canonical(QStringLiteral("+title:a title:b"), context),
                 QStringLiteral("and(or((all)^0 term\"title\"\"b\" ) term\"title\"\"a\" )"));
    }

    void takesLiteralTextAsWords()
    {
        query::QueryContext context;
        context.literal = true;
        QCOMPARE(canonical(QStringLiteral("(tag:x* -and"), context),
                 QStringLiteral("and(any(term\"tag\"\"(tag:x*\" term\"title\"\"tag:x\" ) "
                                "any(term\"tag\"\"-and\" term\"title\"\"and\" ) )"));
    }

    void keepsToTheLimits()
    {
        query::QueryLimits limits;
        limits.clauses = 2;
        limits.wildcards = 1;
        limits.fuzzies = 1;
        limits.lengthBytes = 40;
        const auto answer = [&limits](const char *text) {
            return canonical(QLatin1String(text), {}, limits);
        };
        QCOMPARE(answer("a b c"), QStringLiteral("query_meaning query_clauses@0+5"));
        QCOMPARE(answer("tag:a* tag:/b/"), QStringLiteral("query_meaning too_many_expansions@11+3"));
        QCOMPARE(answer("tag:a~ tag:b~"), QStringLiteral("query_meaning too_many_expansions@7+6"));
        QCOMPARE(answer("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
                 QStringLiteral("query_meaning query_length@40+2"));
        limits.lengthBytes = 100'000;
        const std::string brackets(20'000, '(');
        const auto compiled = query::compile(brackets, makeSchema(), {}, limits);
        QVERIFY(!compiled);
        QCOMPARE(compiled.error().details.size(), std::size_t{1});
        QCOMPARE(compiled.error().details.front().code, std::string("query_depth"));
        QVERIFY(compiled.error().message.size() < 200);
    }

    void warnsOfValuesThatTheFieldDoesNotBind_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("fix");
        QTest::newRow("two") << "status:400 404"
                             << "status:(400 or 404)";
        QTest::newRow("three") << "status:400 404 500 title:x"
                               << "status:(400 or 404 or 500)";
        QTest::newRow("dates") << "ts:2024-01 2024-02"
                               << "ts:(2024-01 or 2024-02)";
        QTest::newRow("other type") << "status:400 fox"
                                    << "";
        QTest::newRow("joined by and") << "status:400 and 404"
                                       << "";
        QTest::newRow("text") << "title:quick brown"
                              << "";
    }
    void warnsOfValuesThatTheFieldDoesNotBind()
    {
        QFETCH(QString, text);
        QFETCH(QString, fix);
        const auto compiled = query::compile(text.toStdString(), makeSchema(), {});
        QVERIFY(compiled.has_value());
        QCOMPARE(compiled->warnings.size(), std::size_t(fix.isEmpty() ? 0 : 1));
        if (fix.isEmpty())
            return;
        const ErrorDetail &warning = compiled->warnings.front();
        QCOMPARE(QString::fromStdString(*warning.fix), fix);
        QCOMPARE(*warning.offset, std::size_t{0});
        // Put in place of its span, the fix asks what was meant and warns no more.
        const std::string fixed = *warning.fix + text.toStdString().substr(warning.length);
        QVERIFY(query::compile(fixed, makeSchema(), {})->warnings.empty());
    }

    void namesTheNearestField_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("fix");
        QTest::newRow("transposed") << "statsu:1"
                                    << "status";
        QTest::newRow("case") << "Title:x"
                              << "title";
        QTest::newRow("in a group") << "a or (b titel:(x y))"
                                    << "title";
        QTest::newRow("nothing near") << "https://example.com"
                                      << "";
    }
    void namesTheNearestField()
    {
        QFETCH(QString, text);
        QFETCH(QString, fix);
        const auto compiled = query::compile(text.toStdString(), makeSchema(), {});
        QVERIFY(compiled.has_value());
        QCOMPARE(compiled->warnings.size(), std::size_t{1});
        QCOMPARE(compiled->warnings.front().code, std::string("unknown_field"));
        QCOMPARE(QString::fromStdString(compiled->warnings.front().fix.value_or("")), fix);
    }

    void tellsLineAndColumn()
    {
        const auto compiled = query::compile("tag:a\nand ok:maybe", makeSchema(), {});
        QVERIFY(!compiled);
        QCOMPARE(compiled.error().details.front().line, 2);
        QCOMPARE(compiled.error().details.front().column, 8);
    }

    void warnsOfALeadingWildcard()
    {
        const auto compiled = query::compile("tag:*x", makeSchema(), {});
        QVERIFY(compiled.has_value());
        QCOMPARE(compiled->warnings.front().code, std::string("slow_wildcard"));
    }
};

QTEST_GUILESS_MAIN(CheckerTest)
#include "tst_checker.moc"
