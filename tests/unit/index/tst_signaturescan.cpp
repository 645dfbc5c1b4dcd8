#include "core/index/lucene/segment/signaturescan.h"

#include <QtTest>

#include <bit>
#include <random>

using namespace explorer::index;

class TestSignatureScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatDiffersInFewBits_data();
    void findsWhatDiffersInFewBits();
};

void TestSignatureScan::findsWhatDiffersInFewBits_data()
{
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("size");
    for (const int bits : {0, 1, 2, 3, 4}) {
        for (const int size : {0, 1, 3, 4, 5, 1003})
            QTest::addRow("%d bits of %d", bits, size) << bits << size;
    }
}

void TestSignatureScan::findsWhatDiffersInFewBits()
{
    QFETCH(const int, bits);
    QFETCH(const int, size);
    std::mt19937_64 random(static_cast<std::uint64_t>(bits * 10'000 + size));
    const std::uint64_t wanted = random();
    std::vector<std::uint64_t> signatures;
    std::vector<std::uint32_t> expected{7};
    for (int i = 0; i < size; ++i) {
        std::uint64_t signature = wanted;
        for (int flips = i % 8; flips > 0; --flips)
            signature ^= std::uint64_t{1} << (random() % 64);
        if (std::popcount(signature ^ wanted) <= bits)
            expected.push_back(static_cast<std::uint32_t>(i));
        signatures.push_back(signature);
    }
    std::vector<std::uint32_t> places{7};
    scanSignatures(signatures, wanted, bits, places);
    QCOMPARE(places, expected);
}

QTEST_GUILESS_MAIN(TestSignatureScan)
#include "tst_signaturescan.moc"
