#include "core/query/fieldvalues.h"

#include <QRandomGenerator>
#include <QTest>

using namespace explorer;
using query::FieldValue;

namespace
{

api::Schema makeSchema()
{
    using api::FieldType;
    api::Schema schema;
    schema.fields["text"].type = FieldType::Text;
    schema.fields["word"].type = FieldType::Keyword;
    schema.fields["long"].type = FieldType::Long;
    schema.fields["real"].type = FieldType::Double;
    schema.fields["flag"].type = FieldType::Boolean;
    schema.fields["when"].type = FieldType::Date;
    schema.fields["a.b"].type = FieldType::Keyword;
    schema.fields["list.x"].type = FieldType::Long;
    return schema;
}

QString shown(const std::vector<FieldValue> &values)
{
    QStringList parts;
    for (const FieldValue &value : values) {
        if (const auto *text = std::get_if<std::string>(&value))
            parts += QLatin1Char('\'') + QString::fromStdString(*text) + QLatin1Char('\'');
        else if (const auto *whole = std::get_if<std::int64_t>(&value))
            parts += QString::number(*whole);
        else
            parts += QString::number(std::get<double>(value)) + QLatin1Char('d');
    }
    return parts.join(QLatin1Char(','));
}

} // namespace

class FieldValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsValues_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("values");
        QTest::addColumn<QString>("problemAt");
        const auto row = [](const char *json, const char *field, const char *values,
                            const char *problemAt = "") {
            QTest::newRow(json) << json << field << values << problemAt;
        };
        row("{\"text\":\"a \\u00e4\\n\"}", "text", "'a \u00e4\n'");
        row("{\"text\":[\"x\",null,\"y\"]}", "text", "'x','y'");
        row("{\"text\":\"\"}", "text", "''");
        row("{\"text\":null}", "text", "");
        row("{\"text\":[]}", "text", "");
        row("{\"text\":1.50 }", "text", "'1.50'");
        row("{\"word\":[true , 12345678901234567890 ]}", "word", "'true','12345678901234567890'");
        row("{\"long\":9223372036854775807}", "long", "9223372036854775807");
        row("{\"long\":-9223372036854775808}", "long", "-9223372036854775808");
        row("{\"long\":9223372036854775808}", "long", "", "/long");
        row("{\"long\":\"12\"}", "long", "12");
        row("{\"long\":1.0}", "long", "1");
        row("{\"long\":1e3}", "long", "1000");
        row("{\"long\":1.5}", "long", "", "/long");
        row("{\"long\":[1,\"x\",3]}", "long", "1,3", "/long/1");
        row("{\"long\":true}", "long", "", "/long");
        row("{\"real\":1}", "real", "1d");
        row("{\"real\":\"-2.5e3\"}", "real", "-2500d");
        row("{\"real\":\"nan\"}", "real", "", "/real");
        row("{\"real\":1e999}", "real", "", "/real");
        row("{\"flag\":true}", "flag", "1");
        row("{\"flag\":\"false\"}", "flag", "0");
        row("{\"flag\":\"yes\"}", "flag", "", "/flag");
        row("{\"when\":\"2024-01-15T10:00:00Z\"}", "when", "1705312800000");
        row("{\"when\":1705312800000}", "when", "1705312800000");
        row("{\"when\":\"soon\"}", "when", "", "/when");
        row("{\"a\":{\"b\":\"x\"},\"b\":1}", "a.b", "'x'");
        row("{\"a\":[{\"b\":\"x\"},{\"c\":1},{\"b\":[\"y\",\"z\"]}]}", "a.b", "'x','y','z'");
        row("{\"a.b\":\"x\"}", "a.b", "'x'");
        row("{\"list\":[{\"x\":1},{\"x\":\"q\"}]}", "list.x", "1", "/list/1/x");
        row("{\"word\":{\"deep\":1}}", "word", "", "/word");
        row("{\"other\":{\"x\":[1,{\"y\":\"\\\"}]\"}]},\"word\":\"w\"}", "word", "'w'");
    }
    void readsValues()
    {
        QFETCH(QString, json);
        QFETCH(QString, field);
        QFETCH(QString, values);
        QFETCH(QString, problemAt);
        std::vector<query::TypeProblem> problems;
        const auto fields = query::extractFields(makeSchema(), json.toStdString(), problems);
        QVERIFY(fields.has_value());
        const auto found = fields->values.find(field.toStdString());
        QCOMPARE(found == fields->values.end() ? QString() : shown(found->second), values);
        QCOMPARE(problems.empty() ? QString() : QString::fromStdString(problems.front().pointer), problemAt);
        QVERIFY(problems.size() <= 1);
    }

    void refusesWhatIsNoObject_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *json : {"", " ", "[]", "1", "null", "\"x\"", "{", "{\"a\"", "{\"a\":1,}",
                                 "{\"text\":\"x", "{} {}", "{\"text\":\"\xFF\"}", "{\"a\":[1}", "nonsense"})
            QTest::newRow(json) << QByteArray(json);
        QTest::newRow("too deep") << "{\"a\":" + QByteArray(5000, '[') + QByteArray(5000, ']') + "}";
    }
    void refusesWhatIsNoObject()
    {
        QFETCH(QByteArray, json);
        std::vector<query::TypeProblem> problems;
        const auto fields = query::extractFields(makeSchema(), json.toStdString(), problems);
        QVERIFY(!fields.has_value());
        QCOMPARE(fields.error().reason, std::string("document_invalid"));
    }

    void survivesDamage()
    {
        const std::string whole = "{\"text\":[\"x\",\"\\u00e4\"],\"long\":[1,2.5,{\"x\":null}],\"a\":{\"b\":["
                                  "true,\"y\"]},\"when\":\"2024-01-15\"}";
        QRandomGenerator random(11);
        for (int i = 0; i < 20'000; ++i) {
            std::string damaged = whole.substr(0, static_cast<std::size_t>(random.bounded(1, 110)));
            for (int n = random.bounded(4); n > 0; --n)
                damaged[static_cast<std::size_t>(random.bounded(static_cast<int>(damaged.size())))] =
                    "{}[]\",:\\x01"[static_cast<std::size_t>(random.bounded(11))];
            std::vector<query::TypeProblem> problems;
            const auto fields = query::extractFields(makeSchema(), damaged, problems);
            QVERIFY(fields.has_value() || fields.error().reason == "document_invalid");
        }
    }

    void readsQuickly()
    {
        const std::string json =
            "{\"id\":\"42\",\"text\":\"Null pointer exception in the "
            "checkout\",\"word\":[\"a\",\"b\"],\"long\":500,"
            "\"real\":12.5,\"flag\":true,\"when\":\"2024-01-15T10:00:00Z\",\"a\":{\"b\":\"x\"}}";
        const api::Schema schema = makeSchema();
        QBENCHMARK
        {
            std::vector<query::TypeProblem> problems;
            const auto fields = query::extractFields(schema, json, problems);
            QCOMPARE(fields->values.size(), std::size_t{7});
        }
    }
};

QTEST_GUILESS_MAIN(FieldValuesTest)
#include "tst_fieldvalues.moc"
