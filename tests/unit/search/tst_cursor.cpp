#include "core/base/random.h"
#include "core/search/cursor.h"

#include <QtTest>

using namespace explorer;
using namespace explorer::search;

namespace
{

Cursor sample()
{
    Cursor cursor;
    cursor.now = 1'700'000'000'000;
    cursor.requestHash = "hash";
    cursor.total = 1'000'000;
    CollectionPosition position;
    position.collection = 7;
    position.snapshot = UINT64_MAX;
    position.after.emplace(std::vector<index::SortValue>{std::int64_t{INT64_MIN}, 0.1,
                                                         std::string("ümlaut \"x\""), std::monostate{}, 3.0},
                           "id-1");
    cursor.positions.push_back(position);
    cursor.positions.push_back({8, 1, std::nullopt});
    return cursor;
}

} // namespace

class TestCursor : public QObject
{
    Q_OBJECT

    CursorCodec m_codec{std::string(CursorCodec::keyBytes(), 'k')};

private Q_SLOTS:
    void comesBackExactly()
    {
        const Result<Cursor> cursor = m_codec.decode(m_codec.encode(sample()));
        QVERIFY(cursor.has_value());
        QCOMPARE(cursor->now, sample().now);
        QCOMPARE(cursor->requestHash, std::string("hash"));
        QCOMPARE(cursor->total, 1'000'000);
        QCOMPARE(cursor->positions.size(), std::size_t(2));
        QCOMPARE(cursor->positions[0].snapshot, UINT64_MAX);
        QVERIFY(cursor->positions[0].after == sample().positions[0].after);
        QVERIFY(!cursor->positions[1].after.has_value());
    }

    void everyChangedCharacterIsRefused()
    {
        const std::string text = m_codec.encode(sample());
        for (std::size_t i = 0; i < text.size(); ++i) {
            std::string changed = text;
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            const Result<Cursor> cursor = m_codec.decode(changed);
            QVERIFY2(!cursor && cursor.error().reason == "cursor_invalid", std::to_string(i).c_str());
        }
    }

    void foreignTextsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short") << QByteArray("AAAA");
        QTest::newRow("no base64") << QByteArray("%%%%");
        QTest::newRow("long") << QByteArray(200'000, 'A');
        QTest::newRow("other key") << QByteArray::fromStdString(
            CursorCodec(randomBytes(CursorCodec::keyBytes())).encode(sample()));
    }

    void foreignTextsAreRefused()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!m_codec.decode(text.toStdString()).has_value());
    }

    void theHashTellsRequestsApart()
    {
        api::SearchRequest request;
        request.collections = {"orders"};
        request.query = "a";
        const std::string hash = hashRequest(request, "admin");
        api::SearchRequest same = request;
        same.cursor = "x";
        same.timeoutMillis = 5;
        same.offset = 7;
        same.facets = {"status"};
        same.histogram = "ts:1h";
        QCOMPARE(hashRequest(same, "admin"), hash);
        QVERIFY(hashRequest(request, "viewer") != hash);
        same.query = "b";
        QVERIFY(hashRequest(same, "admin") != hash);
    }
};

QTEST_GUILESS_MAIN(TestCursor)
#include "tst_cursor.moc"
