#include "core/query/lexer_p.h"

#include <QTest>

#include <array>

using namespace explorer::query;

namespace
{

QString describe(std::string_view text, LexMode mode)
{
    static constexpr std::array<const char *, 12> names{"end",     "(",         ")",          "colon",
                                                        "compare", "minus",     "plus",       "phrase",
                                                        "regex",   "rangeopen", "rangeclose", "term"};
    QStringList parts;
    for (Lexeme next = lexAt(text, 0, mode); next.kind != Lexeme::Kind::End;
         next = lexAt(text, next.span.end, mode)) {
        QString part = QLatin1String(names[static_cast<std::size_t>(next.kind)]);
        if (!next.word.text.empty())
            part += QLatin1Char('=') + QString::fromStdString(next.word.text);
        if (next.word.wildcard)
            part += QLatin1Char('*');
        if (!next.terminated)
            part += QLatin1Char('!');
        parts += part;
    }
    return parts.join(QLatin1Char(' '));
}

} // namespace

class LexerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitsOperands_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("lexemes");
        QTest::newRow("words") << "quick  brown"
                               << "term=quick term=brown";
        QTest::newRow("ideographic space") << QString::fromUtf8("a\u3000b") << "term=a term=b";
        QTest::newRow("field") << "a.b:c"
                               << "term=a.b colon term=c";
        QTest::newRow("compare") << "bytes >= 5"
                                 << "term=bytes compare term=5";
        QTest::newRow("signs") << "-a +b c-d"
                               << "minus term=a plus term=b term=c-d";
        QTest::newRow("lonely hyphen is a word") << "a - b"
                                                 << "term=a term=- term=b";
        QTest::newRow("group") << "(a)"
                               << "( term=a )";
        QTest::newRow("phrase") << "\"a \\\"b\\\" \\n\""
                                << "phrase=a \"b\" \\n";
        QTest::newRow("open phrase") << "\"ab"
                                     << "phrase=ab!";
        QTest::newRow("escapes") << "\\(1\\+1\\)\\:\\*"
                                 << "term=(1+1):*";
        QTest::newRow("wildcard") << "we?-*"
                                  << "term=we?-**";
        QTest::newRow("regex") << "/a\\/b\\d/"
                               << "regex=a/b\\d";
        QTest::newRow("path is no regex") << "/var/log/syslog"
                                          << "term=/var/log/syslog";
        QTest::newRow("open regex") << "/abc"
                                    << "regex=abc!";
        QTest::newRow("tilde in a word") << "a~b"
                                         << "term=a~b";
    }
    void splitsOperands()
    {
        QFETCH(QString, text);
        QFETCH(QString, lexemes);
        QCOMPARE(describe(text.toStdString(), LexMode::Operand), lexemes);
    }
    void keepsSignsAndColonsInValues()
    {
        QCOMPARE(describe("-5", LexMode::Value), QStringLiteral("term=-5"));
        QCOMPARE(describe("2024-01-01T10:00:00Z", LexMode::Value),
                 QStringLiteral("term=2024-01-01T10:00:00Z"));
        QCOMPARE(describe("2024-01-01||/M", LexMode::Value), QStringLiteral("term=2024-01-01||/M"));
    }
    void endsBoundsAtBrackets()
    {
        QCOMPARE(describe("-5 TO 3]", LexMode::Bound), QStringLiteral("term=-5 term=TO term=3 rangeclose"));
        QCOMPARE(describe("2024-01-01T10:00}", LexMode::Bound),
                 QStringLiteral("term=2024-01-01T10:00 rangeclose"));
    }
    void givesWildcardsAPatternWithEscapes()
    {
        QCOMPARE(lexAt("a\\*b*", 0, LexMode::Operand).word.pattern, std::string("a\\*b*"));
        QCOMPARE(lexAt("a\\:*", 0, LexMode::Operand).word.pattern, std::string("a:*"));
    }
    void knowsKeywordsInAnyCaseButNotEscaped()
    {
        const std::string_view text = "AnD";
        QVERIFY(isKeyword(text, lexAt(text, 0, LexMode::Operand)));
        const std::string_view escaped = "\\and";
        QVERIFY(!isKeyword(escaped, lexAt(escaped, 0, LexMode::Operand)));
        const std::string_view quoted = "\"and\"";
        QVERIFY(!isKeyword(quoted, lexAt(quoted, 0, LexMode::Operand)));
    }
};

QTEST_GUILESS_MAIN(LexerTest)
#include "tst_lexer.moc"
