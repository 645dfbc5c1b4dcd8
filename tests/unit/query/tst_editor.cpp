#include "core/query/editor.h"

#include <QTest>

using namespace explorer;
using query::CompletionContext;
using query::TokenKind;
using Wanted = CompletionContext::Wanted;

Q_DECLARE_METATYPE(CompletionContext::Wanted)

class EditorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void colours_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("colours");
        // F field, O operator, K keyword, T term, P phrase, N number, W wildcard, R regex, B bracket, M
        // modifier, E error
        QTest::newRow("field and value") << "status:404 and x"
                                         << "F0+6 O6+1 N7+3 K11+3 T15+1";
        QTest::newRow("range") << "n:[1 TO *}"
                               << "F0+1 O1+1 B2+1 N3+1 K5+2 W8+1 B9+1";
        QTest::newRow("modifiers") << "a~1^2 \"b\"~3"
                                   << "T0+1 M1+2 M3+2 P6+3 M9+2";
        QTest::newRow("signs and groups") << "-(a or b*)"
                                          << "O0+1 B1+1 T2+1 K4+2 W7+2 B9+1";
        QTest::newRow("regex") << "t:/x/i"
                               << "F0+1 O1+1 R2+4";
        QTest::newRow("code points") << QString::fromUtf8("😀 ä:\"ö\"") << "T0+1 F2+1 O3+1 P4+3";
        QTest::newRow("open phrase") << "a \"b"
                                     << "T0+1 E2+2";
        QTest::newRow("open group") << "(a"
                                    << "E0+1 T1+1";
        QTest::newRow("stray") << "a )"
                               << "T0+1 E2+1";
    }
    void colours()
    {
        QFETCH(QString, text);
        QFETCH(QString, colours);
        QStringList parts;
        for (const query::ColouredSpan &span : query::colour(text.toStdString()))
            parts += QStringLiteral("%1%2+%3")
                         .arg(QLatin1Char("FOKTPNWRBME"[static_cast<std::size_t>(span.kind)]))
                         .arg(span.offset)
                         .arg(span.length);
        QCOMPARE(parts.join(QLatin1Char(' ')), colours);
    }

    void completes_data()
    {
        QTest::addColumn<QString>("text"); // | is the cursor
        QTest::addColumn<Wanted>("wanted");
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("offset");
        QTest::addColumn<int>("length");
        QTest::newRow("empty") << "|" << Wanted::FieldOrTerm << ""
                               << "" << 0 << 0;
        QTest::newRow("word begun") << "sta|" << Wanted::FieldOrTerm << "sta"
                                    << "" << 0 << 3;
        QTest::newRow("inside a word") << "sta|tus x" << Wanted::FieldOrTerm << "sta"
                                       << "" << 0 << 6;
        QTest::newRow("after the colon") << "a tag:|" << Wanted::Value << ""
                                         << "tag" << 6 << 0;
        QTest::newRow("value begun") << "tag:er|" << Wanted::Value << "er"
                                     << "tag" << 4 << 2;
        QTest::newRow("value in quotes") << "tag:\"er o|" << Wanted::Value << "er o"
                                         << "tag" << 4 << 5;
        QTest::newRow("in a field's group") << "tag:(a or |" << Wanted::Value << ""
                                            << "tag" << 10 << 0;
        QTest::newRow("after an operand") << "tag:a |" << Wanted::Keyword << ""
                                          << "" << 6 << 0;
        QTest::newRow("after a group") << "(a)|" << Wanted::Keyword << ""
                                       << "" << 3 << 0;
        QTest::newRow("after a keyword") << "a and |" << Wanted::FieldOrTerm << ""
                                         << "" << 6 << 0;
        QTest::newRow("on a keyword") << "a and|" << Wanted::Keyword << "and"
                                      << "" << 2 << 3;
        QTest::newRow("comparison") << "bytes >|" << Wanted::Value << ""
                                    << "bytes" << 7 << 0;
        QTest::newRow("bound") << "bytes:[1|" << Wanted::Value << "1"
                               << "bytes" << 7 << 1;
        QTest::newRow("field's name") << "status|" << Wanted::Operator << ""
                                      << "status" << 6 << 0;
        QTest::newRow("modifier") << "a~1|" << Wanted::Nothing << ""
                                  << "" << 3 << 0;
        QTest::newRow("code points") << QString::fromUtf8("😀 tag:ä|") << Wanted::Value
                                     << QString::fromUtf8("ä") << "tag" << 6 << 1;
    }
    void completes()
    {
        QFETCH(QString, text);
        QFETCH(Wanted, wanted);
        QFETCH(QString, prefix);
        QFETCH(QString, field);
        QFETCH(int, offset);
        QFETCH(int, length);
        api::Schema schema;
        schema.fields["status"].type = api::FieldType::Long;
        const auto cursor =
            static_cast<std::size_t>(text.left(text.indexOf(QLatin1Char('|'))).toUcs4().size());
        text.remove(QLatin1Char('|'));
        const CompletionContext context = query::completionAt(text.toStdString(), cursor, &schema);
        QCOMPARE(static_cast<int>(context.wanted), static_cast<int>(wanted));
        QCOMPARE(QString::fromStdString(context.prefix), prefix);
        QCOMPARE(QString::fromStdString(context.field), field);
        QCOMPARE(static_cast<int>(context.replaceOffset), offset);
        QCOMPARE(static_cast<int>(context.replaceLength), length);
    }

    void ranksFields()
    {
        api::Schema schema;
        for (const char *name : {"status", "stamp", "host.status", "bytes", "title"})
            schema.fields[name].type = api::FieldType::Keyword;
        using Names = std::vector<std::string>;
        QCOMPARE(query::completeField(schema, "sta"), (Names{"stamp", "status", "host.status"}));
        QCOMPARE(query::completeField(schema, "STATSU"), (Names{"status"}));
        QCOMPARE(query::completeField(schema, "").size(), std::size_t{5});
        QCOMPARE(query::completeField(schema, "xyz"), Names{});
    }

    void quotesValues_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("written");
        QTest::newRow("plain") << "web-1"
                               << "web-1";
        QTest::newRow("number") << "-5"
                                << "-5";
        QTest::newRow("empty") << ""
                               << "\"\"";
        QTest::newRow("space") << "a b"
                               << "\"a b\"";
        QTest::newRow("keyword") << "And"
                                 << "\"And\"";
        QTest::newRow("wildcard") << "a*"
                                  << "\"a*\"";
        QTest::newRow("quote") << "a\"b\\"
                               << "\"a\\\"b\\\\\"";
        QTest::newRow("umlaut") << QString::fromUtf8("größe") << QString::fromUtf8("größe");
        QTest::newRow("wide space") << QString::fromUtf8("a\u3000b") << QString::fromUtf8("\"a\u3000b\"");
    }
    void quotesValues()
    {
        QFETCH(QString, value);
        QFETCH(QString, written);
        QCOMPARE(QString::fromStdString(query::quoteValue(value.toStdString())), written);
    }
};

QTEST_GUILESS_MAIN(EditorTest)
#include "tst_editor.moc"
