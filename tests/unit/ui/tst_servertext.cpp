#include "core/query/query.h"
#include "ui/client/sentence_p.h"
#include "ui/client/servertext.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

using namespace explorer;
using namespace explorer::ui;

namespace
{

/// Marks what it is asked for, so that a text that nobody looked up is seen.
class MarkingTranslator : public QTranslator
{
public:
    using QTranslator::QTranslator;
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *source, const char *, int) const override
    {
        return qstrcmp(context, "Server") == 0
                   ? QLatin1Char('[') + QString::fromUtf8(source) + QLatin1Char(']')
                   : QString();
    }
};

api::Schema schema()
{
    api::Schema made;
    made.fields["status"] = {api::FieldType::Long, "standard", 1};
    made.fields["price"] = {api::FieldType::Double, "standard", 1};
    made.fields["ok"] = {api::FieldType::Boolean, "standard", 1};
    made.fields["ts"] = {api::FieldType::Date, "standard", 1};
    made.fields["host"] = {api::FieldType::Keyword, "standard", 1};
    made.fields["message"] = {api::FieldType::Text, "standard", 1};
    made.defaultFields = {"message"};
    return made;
}

} // namespace

class TestServerText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheNamesOutOfASentence_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fits");
        QTest::addColumn<QString>("parts");
        QTest::newRow("no placeholder") << "a b"
                                        << "a b" << true << "";
        QTest::newRow("other words") << "a b"
                                     << "a c" << false << "";
        QTest::newRow("in the middle") << "no `%1` here"
                                       << "no `x y` here" << true << "x y";
        QTest::newRow("at both ends") << "%1 of %2"
                                      << "3 of 4" << true << "3|4";
        QTest::newRow("empty part") << "<%1>"
                                    << "<>" << true << "";
        QTest::newRow("end is missing") << "<%1>"
                                        << "<x" << false << "";
        QTest::newRow("overlapping ends") << "aa%1aa"
                                          << "aaa" << false << "";
        QTest::newRow("percent sign") << "%1 % done"
                                      << "5 % done" << true << "5";
    }
    void readsTheNamesOutOfASentence()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        QFETCH(bool, fits);
        QFETCH(QString, parts);
        const auto found = matchSentence(pattern, text);
        QCOMPARE(found.has_value(), fits);
        QCOMPARE(found.value_or(QStringList()).join(QLatin1Char('|')), parts);
    }

    void doesNotFillWhatWasPutIn()
    {
        const QStringList parts{QStringLiteral("%2"), QStringLiteral("b")};
        QCOMPARE(fillSentence(QStringLiteral("%2, %1"), parts), QStringLiteral("b, %2"));
    }

    void keepsAnUnknownSentence()
    {
        const QString text = QStringLiteral("A sentence of tomorrow's server: 42.");
        QCOMPARE(serverText(text), text);
    }

    void keepsTheEnglishWordsWithoutATranslation()
    {
        const QString text = QStringLiteral("There is no field `%1`, so this part matches nothing. "
                                            "Did you mean `%2`?")
                                 .arg(QStringLiteral("stats"), QStringLiteral("status"));
        QCOMPARE(serverText(text), text);
    }

    void translatesTheSentenceInASentence()
    {
        MarkingTranslator translator;
        QCoreApplication::installTranslator(&translator);
        QCOMPARE(serverText(QStringLiteral("The query has 2 problems. The first: The record is empty.")),
                 QStringLiteral("[The query has 2 problems. The first: [The record is empty.]]"));
    }

    void knowsEveryProblemOfAQuery_data()
    {
        QTest::addColumn<QString>("query");
        for (const char *query : {
                 "a)",
                 "a and",
                 "a : b",
                 "(a",
                 "host:",
                 "host:and",
                 "\"open",
                 "\"a b\"~",
                 "host:/open",
                 "message:ti*~1",
                 "a^",
                 "status:[1 TO",
                 "status:[1 2 TO 3]",
                 "status:[1 TO 3 4]",
                 "status:[TO 2]",
                 "stats:1",
                 "nothing_alike:1",
                 "message:a~9",
                 "\"a b\"~99999",
                 "message:*a",
                 "id:a*",
                 ">5",
                 "status:abc",
                 "price:abc",
                 "ok:maybe",
                 "ts:yesterday",
                 "host:/(/",
                 "message:>a",
                 "status:5*",
                 "status:>1 and and",
                 "host:a b:c",
             })
            QTest::newRow(query) << query;
    }
    void knowsEveryProblemOfAQuery()
    {
        QFETCH(QString, query);
        MarkingTranslator translator;
        QCoreApplication::installTranslator(&translator);
        query::QueryContext context;
        context.now = 1'710'000'000'000;
        const auto compiled = query::compile(query.toStdString(), schema(), context);
        const auto &problems = compiled ? compiled->warnings : compiled.error().details;
        QVERIFY(!problems.empty());
        for (const ErrorDetail &problem : problems) {
            const QString text = serverText(problem.message);
            QVERIFY2(text.startsWith(QLatin1Char('[')), problem.message.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestServerText)
#include "tst_servertext.moc"
