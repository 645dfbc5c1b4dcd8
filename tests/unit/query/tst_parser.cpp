#include "core/query/parser_p.h"

#include <QTest>

using namespace explorer::query;

namespace
{

std::string shape(const SyntaxNode &node)
{
    using Kind = SyntaxNode::Kind;
    std::string text = node.field ? node.field->text + ":" : std::string();
    switch (node.kind) {
    case Kind::And:
    case Kind::Or:
        text += node.kind == Kind::And ? "(and" : "(or";
        break;
    case Kind::Not:
        text += "(not";
        break;
    case Kind::Scoped:
        text += "(in";
        break;
    case Kind::Range:
        return text + (node.lowIncluded ? "[" : "{") + (node.low ? node.low->text : "*") + "," +
               (node.high ? node.high->text : "*") + (node.highIncluded ? "]" : "}");
    case Kind::Phrase:
        text += "\"" + node.word.text + "\"";
        break;
    case Kind::Regex:
        text += "/" + node.word.text + (node.ignoreCase ? "/i" : "/");
        break;
    default:
        static constexpr std::array<const char *, 5> comparisons{"", "<", "<=", ">", ">="};
        text += comparisons[static_cast<std::size_t>(node.comparison)] + node.word.text;
    }
    for (const SyntaxPtr &child : node.children)
        text += " " + shape(*child);
    if (!node.children.empty())
        text += ")";
    if (node.modifier)
        text += "~" + node.modifier->text;
    if (node.boost != 1.0)
        text += "^" + std::to_string(static_cast<int>(node.boost));
    return text;
}

QString problemsOf(const ParsedQuery &parsed)
{
    QStringList problems;
    for (const Problem &problem : parsed.problems)
        problems += QString::fromStdString(problem.code + "@" + std::to_string(problem.span.begin) + "+" +
                                           std::to_string(problem.span.end - problem.span.begin));
    return problems.join(QLatin1Char(' '));
}

} // namespace

class ParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buildsTheTree_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("tree");
        QTest::newRow("adjacent") << "a b"
                                  << "(and a b)";
        QTest::newRow("precedence") << "a or b and not c"
                                    << "(or a (and b (not c)))";
        QTest::newRow("adjacent binds as and") << "a b or c"
                                               << "(or (and a b) c)";
        QTest::newRow("signs") << "+a -b"
                               << "(and a (not b))";
        QTest::newRow("lonely hyphen") << "not not - a"
                                       << "(and - a)";
        QTest::newRow("twice not") << "not -a"
                                   << "a";
        QTest::newRow("field group") << "title:(a or -b)^2"
                                     << "title:(in (or a (not b)))^2";
        QTest::newRow("space after the colon") << "status: 400"
                                               << "status:400";
        QTest::newRow("comparison") << "bytes<=10 and ts:>2024-01"
                                    << "(and bytes:<=10 ts:>2024-01)";
        QTest::newRow("negative value") << "price:-5"
                                        << "price:-5";
        QTest::newRow("range") << "p:{-5 to *]"
                               << "p:{-5,*]";
        QTest::newRow("fuzzy") << "a~ b~1 \"c d\"~5"
                               << "(and a~ b~1 \"c d\"~5)";
        QTest::newRow("regex") << "t:/a b/i"
                               << "t:/a b/i";
        QTest::newRow("keyword as field") << "or:1"
                                          << "or:1";
        QTest::newRow("url") << "https://example.com"
                             << "https://example.com";
    }
    void buildsTheTree()
    {
        QFETCH(QString, text);
        QFETCH(QString, tree);
        const std::string bytes = text.toStdString();
        const ParsedQuery parsed = parse(bytes, 16);
        QCOMPARE(problemsOf(parsed), QString());
        QCOMPARE(QString::fromStdString(shape(*parsed.root)), tree);
    }

    void reportsEveryProblemWithItsPlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problems");
        QTest::newRow("open phrase") << "a \"bc"
                                     << "unterminated_phrase@2+3";
        QTest::newRow("open group") << "a (b"
                                    << "unterminated_group@2+2";
        QTest::newRow("open range") << "n:[1 TO 2"
                                    << "unterminated_range@2+7";
        QTest::newRow("range without TO") << "n:[1 2]"
                                          << "unexpected_token@5+1";
        QTest::newRow("no bound") << "n:[1 TO ]"
                                  << "expected_bound@8+0";
        QTest::newRow("no low bound") << "n:[TO 2] a"
                                      << "expected_bound@3+0";
        QTest::newRow("open regex") << "t:/ab"
                                    << "unterminated_regex@2+3";
        QTest::newRow("operand missing") << "and a"
                                         << "expected_operand@0+3";
        QTest::newRow("empty group") << "()"
                                     << "expected_operand@1+0";
        QTest::newRow("keyword as value") << "t:and"
                                          << "expected_value@2+3";
        QTest::newRow("stray bracket") << "a) b"
                                       << "unexpected_token@1+1";
        QTest::newRow("boost without number") << "a^ b"
                                              << "expected_value@2+0";
        QTest::newRow("several")
            << "a or ) ] \"x"
            << "expected_operand@5+0 unexpected_token@5+1 unexpected_token@7+1 unterminated_phrase@9+2";
    }
    void reportsEveryProblemWithItsPlace()
    {
        QFETCH(QString, text);
        QFETCH(QString, problems);
        const std::string bytes = text.toStdString();
        QCOMPARE(problemsOf(parse(bytes, 16)), problems);
    }

    void limitsTheDepth()
    {
        const std::string fits = std::string(16, '(') + "a" + std::string(16, ')');
        QCOMPARE(problemsOf(parse(fits, 16)), QString());
        const std::string deep = "(" + fits + ")";
        QCOMPARE(problemsOf(parse(deep, 16)), QStringLiteral("query_depth@16+1"));
        const std::string absurd(20'000, '(');
        QCOMPARE(problemsOf(parse(absurd, 1'000'000)), QStringLiteral("query_depth@500+1"));
        const std::string signs(20'000, '-');
        QCOMPARE(problemsOf(parse(signs, 16)), QStringLiteral("expected_operand@20000+0"));
    }
};

QTEST_GUILESS_MAIN(ParserTest)
#include "tst_parser.moc"
