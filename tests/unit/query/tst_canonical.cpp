#include "core/query/query.h"

#include <QTest>

using namespace explorer;

namespace
{

QString canonical(const QString &text)
{
    api::Schema schema;
    schema.fields["t"].type = api::FieldType::Text;
    schema.fields["k"].type = api::FieldType::Keyword;
    schema.fields["n"].type = api::FieldType::Long;
    const auto compiled = query::compile(text.toStdString(), schema, {});
    return compiled ? QString::fromStdString(query::canonicalForm(compiled->root)) : QStringLiteral("error");
}

} // namespace

class CanonicalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesEqualQueriesOneKey_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::newRow("order") << "t:a t:b"
                               << "t:b and t:a";
        QTest::newRow("nesting") << "(t:a t:b) t:c"
                                 << "t:a (t:b t:c)";
        QTest::newRow("repetition") << "t:a or t:a"
                                    << "t:a";
        QTest::newRow("case of a text") << "t:A"
                                        << "t:a";
        QTest::newRow("boost of one") << "t:a^1"
                                      << "t:a";
        QTest::newRow("spelling of a number") << "n:>=5"
                                              << "n:[5 TO *]";
        QTest::newRow("exclusive bounds") << "n:{4 TO 6}"
                                          << "n:5";
        QTest::newRow("field group") << "k:(x or y)"
                                     << "k:y or k:x";
        QTest::newRow("sign and word") << "t:a -t:b"
                                       << "t:a and not t:b";
        QTest::newRow("all") << ""
                             << "*";
    }
    void givesEqualQueriesOneKey()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QVERIFY(canonical(one) != QLatin1String("error"));
        QCOMPARE(canonical(one), canonical(other));
    }

    void givesOthersAnother_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::newRow("and or") << "t:a t:b"
                                << "t:a or t:b";
        QTest::newRow("field") << "t:a"
                               << "k:a";
        QTest::newRow("case of a keyword") << "k:A"
                                           << "k:a";
        QTest::newRow("boost") << "t:a^2"
                               << "t:a";
        QTest::newRow("phrase order") << "t:\"a b\""
                                      << "t:\"b a\"";
        QTest::newRow("slop") << "t:\"a b\""
                              << "t:\"a b\"~1";
        QTest::newRow("quotes in values") << "k:\"a\\\"\\\"b\""
                                          << "k:\"ab\"";
        QTest::newRow("wildcard or literal") << "k:a\\**"
                                             << "k:a**";
        QTest::newRow("regex flag") << "k:/a/"
                                    << "k:/a/i";
        QTest::newRow("boosted group is not flattened") << "(t:a t:b)^2 t:c"
                                                        << "t:a t:b t:c";
    }
    void givesOthersAnother()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QVERIFY(canonical(one) != QLatin1String("error"));
        QVERIFY(canonical(other) != QLatin1String("error"));
        QVERIFY(canonical(one) != canonical(other));
    }
};

QTEST_GUILESS_MAIN(CanonicalTest)
#include "tst_canonical.moc"
