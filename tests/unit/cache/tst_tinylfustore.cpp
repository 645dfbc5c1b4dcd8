#include "core/cache/local/tinylfustore.h"

#include <QtTest>

using namespace explorer;
using namespace explorer::cache;

namespace
{

Entry entry(const std::string &key, std::size_t bytes, const std::string &tag = "t")
{
    Entry made;
    made.key = key;
    made.popularityHash = std::hash<std::string>{}(key);
    made.body = std::make_shared<const std::string>(bytes, 'x');
    made.tags = {tag};
    return made;
}

/// One question: counted, and stored where it is not there.
void use(TinyLfuStore &store, const std::string &key, std::size_t bytes)
{
    store.recordUse(std::hash<std::string>{}(key));
    if (store.find(key) != nullptr)
        store.touch(key);
    else
        store.put(entry(key, bytes));
}

} // namespace

class TestTinyLfuStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysWithinItsCapacity()
    {
        TinyLfuStore store(100'000);
        for (int i = 0; i < 1000; ++i) {
            use(store, "k" + std::to_string(i), static_cast<std::size_t>(i % 7) * 1000);
            QVERIFY(store.sizeBytes() <= 100'000);
        }
        QVERIFY(store.count() > 10);
        QCOMPARE(store.evictions() + store.notAdmitted(), 1000 - store.count());
        QVERIFY(store.find("k999") != nullptr);
    }

    void aScanDoesNotFlushWhatIsUsed()
    {
        TinyLfuStore store(100'000);
        for (int round = 0; round < 2; ++round) {
            for (int i = 0; i < 20; ++i)
                use(store, "hot" + std::to_string(i), 1000);
        }
        for (int i = 0; i < 5000; ++i)
            use(store, "scan" + std::to_string(i), 1000);
        for (int i = 0; i < 20; ++i)
            QVERIFY(store.find("hot" + std::to_string(i)) != nullptr);
    }

    void whatIsAskedForMoreOftenComesIn()
    {
        TinyLfuStore store(100'000);
        for (int i = 0; i < 200; ++i)
            use(store, "once" + std::to_string(i), 1000);
        for (int round = 0; round < 5; ++round)
            use(store, "new", 1000);
        for (int i = 200; i < 400; ++i)
            use(store, "once" + std::to_string(i), 1000);
        QVERIFY(store.find("new") != nullptr);
    }

    void oneLargeAnswerDoesNotPushOutManySmallOnes()
    {
        TinyLfuStore store(1'000'000);
        for (int round = 0; round < 2; ++round) {
            for (int i = 0; i < 600; ++i)
                use(store, "small" + std::to_string(i), 1000);
        }
        const std::int64_t before = store.count();
        use(store, "large", 800'000);
        QVERIFY(store.find("large") == nullptr);
        QVERIFY(store.count() >= before - 1);
    }

    void anExpiredEntryIsSweptAway()
    {
        TinyLfuStore store(100'000);
        Entry old = entry("old", 10);
        old.expiresAt = Entry::TimePoint(std::chrono::seconds(10));
        Entry young = entry("young", 10);
        young.expiresAt = Entry::TimePoint(std::chrono::seconds(20));
        store.put(std::move(old));
        store.put(std::move(young));
        QCOMPARE(store.removeExpired(Entry::TimePoint(std::chrono::seconds(10))), 1);
        QVERIFY(store.find("young") != nullptr);
    }

    void replacingKeepsTheWeightRight()
    {
        TinyLfuStore store(1'000'000);
        store.put(entry("a", 5000));
        const std::int64_t before = store.sizeBytes();
        store.put(entry("a", 6000));
        QCOMPARE(store.sizeBytes(), before + 1000);
        QCOMPARE(store.count(), 1);
        QVERIFY(store.remove("a"));
        QVERIFY(!store.remove("a"));
        QCOMPARE(store.sizeBytes(), 0);
    }

    void findsByTag()
    {
        TinyLfuStore store(1'000'000);
        store.put(entry("a", 10, "x"));
        store.put(entry("b", 10, "y"));
        store.put(entry("c", 10, "x"));
        const std::vector<std::string> tags{"x", "z"};
        std::vector<Entry *> found = store.tagged(tags);
        QCOMPARE(found.size(), std::size_t(2));
        for (const Entry *one : found)
            store.remove(std::string(one->key));
        QCOMPARE(store.count(), 1);
        QVERIFY(store.tagged(tags).empty());
        QVERIFY(store.find("b") != nullptr);
    }
};

QTEST_GUILESS_MAIN(TestTinyLfuStore)
#include "tst_tinylfustore.moc"
