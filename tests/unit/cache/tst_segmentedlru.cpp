#include "core/cache/local/segmentedlru.h"

#include <QtTest>

using namespace explorer;
using namespace explorer::cache;

namespace
{

Entry entry(const std::string &key, std::size_t bytes, const std::string &tag = "t")
{
    Entry made;
    made.key = key;
    made.body = std::make_shared<const std::string>(bytes, 'x');
    made.tags = {tag};
    return made;
}

} // namespace

class TestSegmentedLru : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysWithinItsCapacity()
    {
        SegmentedLru lru(100'000);
        for (int i = 0; i < 1000; ++i) {
            lru.put(entry("k" + std::to_string(i), static_cast<std::size_t>(i % 7) * 1000));
            QVERIFY(lru.sizeBytes() <= 100'000);
        }
        QVERIFY(lru.count() > 10);
        QCOMPARE(lru.evictions(), 1000 - lru.count());
        QVERIFY(lru.find("k999") != nullptr);
        QVERIFY(lru.find("k0") == nullptr);
    }

    void aScanDoesNotFlushWhatIsUsed()
    {
        SegmentedLru lru(100'000);
        for (int i = 0; i < 20; ++i) {
            lru.put(entry("hot" + std::to_string(i), 1000));
            lru.touch("hot" + std::to_string(i));
        }
        for (int i = 0; i < 5000; ++i)
            lru.put(entry("scan" + std::to_string(i), 1000));
        for (int i = 0; i < 20; ++i)
            QVERIFY(lru.find("hot" + std::to_string(i)) != nullptr);
    }

    void theProtectedPartIsLimitedToo()
    {
        SegmentedLru lru(100'000);
        for (int i = 0; i < 500; ++i) {
            lru.put(entry("k" + std::to_string(i), 1000));
            lru.touch("k" + std::to_string(i));
        }
        QVERIFY(lru.sizeBytes() <= 100'000);
        lru.put(entry("new", 1000));
        QVERIFY(lru.find("new") != nullptr);
    }

    void replacingKeepsTheWeightRight()
    {
        SegmentedLru lru(1'000'000);
        lru.put(entry("a", 5000));
        const std::int64_t before = lru.sizeBytes();
        lru.put(entry("a", 6000));
        QCOMPARE(lru.sizeBytes(), before + 1000);
        QCOMPARE(lru.count(), 1);
        QVERIFY(lru.remove("a"));
        QVERIFY(!lru.remove("a"));
        QCOMPARE(lru.sizeBytes(), 0);
    }

    void removesByTag()
    {
        SegmentedLru lru(1'000'000);
        lru.put(entry("a", 10, "x"));
        lru.put(entry("b", 10, "y"));
        lru.put(entry("c", 10, "x"));
        QCOMPARE(lru.removeTagged("x", true), 2);
        QCOMPARE(lru.count(), 3);
        QCOMPARE(lru.removeTagged("x", false), 2);
        QCOMPARE(lru.count(), 1);
        QVERIFY(lru.find("b") != nullptr);
    }
};

QTEST_GUILESS_MAIN(TestSegmentedLru)
#include "tst_segmentedlru.moc"
