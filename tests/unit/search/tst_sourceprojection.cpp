#include "core/search/sourceprojection.h"

#include <QtTest>

using namespace explorer::search;

class TestSourceProjection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatIsNamedAsItStands_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArrayList>("fields");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *json, const QByteArrayList &fields,
                            const char *expected) {
            QTest::newRow(name) << QByteArray(json) << fields << QByteArray(expected);
        };
        row("top level", "{\"a\": 1.10, \"b\": \"x\", \"c\": [1, 2 ]}", {"a", "c"},
            "{\"a\":1.10,\"c\":[1, 2 ]}");
        row("big numbers", "{\"n\":12345678901234567890123,\"m\":1e400}", {"n", "m"},
            "{\"n\":12345678901234567890123,\"m\":1e400}");
        row("dotted", "{\"r\":{\"method\":\"GET\",\"path\":\"/\"},\"x\":1}", {"r.method"},
            "{\"r\":{\"method\":\"GET\"}}");
        row("a whole object", "{\"r\":{\"method\":\"GET\",\"path\":\"/\"},\"x\":1}", {"r"},
            "{\"r\":{\"method\":\"GET\",\"path\":\"/\"}}");
        row("objects in arrays", "{\"items\":[{\"sku\":1,\"n\":2},{\"n\":3},{\"sku\":4}]}", {"items.sku"},
            "{\"items\":[{\"sku\":1},{\"sku\":4}]}");
        row("a dotted key", "{\"r.method\":\"GET\",\"r\":{\"x\":1}}", {"r.method"}, "{\"r.method\":\"GET\"}");
        row("escapes and brackets in strings", "{\"a\":\"}\\\"{,\",\"b\":\"]\"}", {"b"}, "{\"b\":\"]\"}");
        row("an escaped key", "{\"\\u0061b\":1,\"c\":2}", {"ab"}, "{\"\\u0061b\":1}");
        row("nothing there", "{\"a\":1}", {"z", "a.b"}, "{}");
        row("a prefix of a name is another name", "{\"ab\":1,\"a\":2}", {"a"}, "{\"a\":2}");
        row("empty", "{}", {"a"}, "{}");
        row("null and literals", "{\"a\":null,\"b\":true,\"c\":false}", {"a", "b"},
            "{\"a\":null,\"b\":true}");
    }

    void keepsWhatIsNamedAsItStands()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArrayList, fields);
        QFETCH(QByteArray, expected);
        std::vector<std::string> names;
        for (const QByteArray &field : fields)
            names.push_back(field.toStdString());
        QCOMPARE(projectSource(json.toStdString(), names), expected.toStdString());
    }

    void brokenTextEndsInTime()
    {
        for (const char *text : {"", "{", "{\"a", "{\"a\":", "{\"a\":[", "{\"a\":{\"b\"", "[[[", "[}",
                                 "{\"a\":[}", "\"\\", "{\"a\\"})
            QVERIFY(!projectSource(text, {"a.b"}).empty());
    }
};

QTEST_GUILESS_MAIN(TestSourceProjection)
#include "tst_sourceprojection.moc"
