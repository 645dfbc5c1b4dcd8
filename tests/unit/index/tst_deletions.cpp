#include "core/index/lucene/segment/deletions.h"

#include <lucene++/LuceneHeaders.h>

#include <lucene++/BitVector.h>

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <iterator>
#include <random>

using namespace explorer;
using namespace explorer::index;

namespace
{

std::string bytesOf(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

class TestDeletions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWritesTheLibrarysFiles_data();
    void readsAndWritesTheLibrarysFiles();
    void countsEachDocumentOnce();
    void rejectsDamage();
};

void TestDeletions::readsAndWritesTheLibrarysFiles_data()
{
    QTest::addColumn<int>("documents");
    QTest::addColumn<int>("deleted");
    for (const int documents : {1, 7, 8, 9, 63, 64, 65, 1000, 1024, 20'000, 200'000}) {
        for (const int deleted : {0, 1, 3, documents / 500, documents / 20, documents / 2, documents})
            QTest::addRow("%d of %d", deleted, documents) << documents << std::min(deleted, documents);
    }
}

void TestDeletions::readsAndWritesTheLibrarysFiles()
{
    QFETCH(int, documents);
    QFETCH(int, deleted);
    std::mt19937 random(static_cast<unsigned>(documents + deleted));
    const auto theirs = Lucene::newLucene<Lucene::BitVector>(documents);
    Deletions ours(documents);
    while (ours.count() < deleted) {
        const int document = static_cast<int>(random() % static_cast<unsigned>(documents));
        ours.insert(document);
        theirs->set(document);
    }
    QTemporaryDir directory;
    const std::filesystem::path path = directory.path().toStdString();
    theirs->write(Lucene::FSDirectory::open(path.wstring()), L"_0_1.del");
    QVERIFY(ours.write(path / "_0_2.del").has_value());
    QCOMPARE(bytesOf(path / "_0_2.del"), bytesOf(path / "_0_1.del"));
    const auto read = Deletions::read(path / "_0_1.del", documents);
    QVERIFY(read.has_value());
    QCOMPARE(read->count(), deleted);
    QVERIFY(std::equal(read->words().begin(), read->words().end(), ours.words().begin(), ours.words().end()));
}

void TestDeletions::countsEachDocumentOnce()
{
    Deletions deletions(130);
    QVERIFY(deletions.insert(129));
    QVERIFY(!deletions.insert(129));
    QVERIFY(deletions.contains(129));
    QVERIFY(!deletions.contains(128));
    QCOMPARE(deletions.count(), 1);
    QCOMPARE(deletions.documents(), 130);
}

void TestDeletions::rejectsDamage()
{
    QTemporaryDir directory;
    const std::filesystem::path path = directory.path().toStdString();
    for (const int deleted : {2, 200}) {
        Deletions deletions(10'000);
        for (int i = 0; i < deleted; ++i)
            deletions.insert(i * 31);
        QVERIFY(deletions.write(path / "_0_1.del").has_value());
        const std::string good = bytesOf(path / "_0_1.del");
        QVERIFY(!Deletions::read(path / "_0_1.del", 10'001));
        const auto isRejected = [&path](const std::string &bytes) {
            std::ofstream(path / "_0_2.del", std::ios::binary) << bytes;
            const auto read = Deletions::read(path / "_0_2.del", 10'000);
            return !read && read.error().code == ErrorCode::Corrupt;
        };
        QVERIFY(!isRejected(good));
        QVERIFY(isRejected(good.substr(0, good.size() - 1)));
        QVERIFY(isRejected(good + '\0'));
        QVERIFY(isRejected(""));
        std::string counted = good;
        counted[deleted == 2 ? 11 : 7] ^= 1;
        QVERIFY(isRejected(counted));
    }
    QVERIFY(Deletions::read(path / "none.del", 5).error().code == ErrorCode::Io);
}

QTEST_GUILESS_MAIN(TestDeletions)
#include "tst_deletions.moc"
