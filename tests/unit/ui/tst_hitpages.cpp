#include "ui/models/hitpages.h"

#include <QTest>

using namespace explorer;
using namespace explorer::ui;

namespace
{

/// A server with `total` hits, whose cursors are the number of the hit that they stand before.
api::SearchAnswer answerAt(int from, int total)
{
    api::SearchAnswer answer;
    answer.total = total;
    const int to = std::min(total, from + HitPages::kPageRows);
    for (int i = from; i < to; ++i) {
        api::SearchHit hit;
        hit.id = "d" + std::to_string(i);
        answer.hits.push_back(hit);
    }
    if (to < total)
        answer.nextCursor = std::to_string(to);
    return answer;
}

api::SearchAnswer answerTo(const HitPages::Fetch &fetch, int total)
{
    return answerAt(std::stoi(fetch.cursor) + fetch.offset, total);
}

/// Fetches until nothing is wanted; how many calls that took.
int settle(HitPages &pages, int total)
{
    int calls = 0;
    while (const auto fetch = pages.nextFetch()) {
        pages.put(fetch->page, answerTo(*fetch, total));
        ++calls;
    }
    return calls;
}

} // namespace

class TestHitPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRowIsThereFromTheFirstAnswerOn()
    {
        HitPages pages;
        pages.setFirst(answerAt(0, 1'000'000));
        QCOMPARE(pages.rows(), 1'000'000);
        QCOMPARE(pages.row(199)->hit.id, std::string("d199"));
        QVERIFY(!pages.row(200));
    }

    void reachesTheEndInStepsThatTheServerAllows()
    {
        const int total = 1'000'000;
        HitPages pages;
        pages.setFirst(answerAt(0, total));
        pages.want((total - 1) / HitPages::kPageRows);
        int calls = 0;
        while (const auto fetch = pages.nextFetch()) {
            QVERIFY(fetch->offset >= 0 && fetch->offset <= 10'000);
            pages.put(fetch->page, answerTo(*fetch, total));
            ++calls;
        }
        QCOMPARE(calls, 100);
        QCOMPARE(pages.row(total - 1)->hit.id, std::string("d999999"));
        // What was passed left its cursors: the middle is one call away now.
        pages.want(500'000 / HitPages::kPageRows);
        QCOMPARE(settle(pages, total), 1);
        QCOMPARE(pages.row(500'000)->hit.id, std::string("d500000"));
    }

    void everyRowIsTheRightOne_data()
    {
        QTest::addColumn<int>("total");
        QTest::addColumn<int>("row");
        for (const int total : {200, 201, 9'999, 10'000, 10'199, 10'200, 10'201, 20'050, 123'457}) {
            for (const int row : {0, 199, 200, 9'799, 9'800, 10'199, 10'200, 10'201, 20'049, 123'456}) {
                if (row < total)
                    QTest::addRow("%d of %d", row, total) << total << row;
            }
        }
    }
    void everyRowIsTheRightOne()
    {
        QFETCH(int, total);
        QFETCH(int, row);
        HitPages pages;
        pages.setFirst(answerAt(0, total));
        pages.want(row / HitPages::kPageRows);
        settle(pages, total);
        QVERIFY(pages.row(row));
        QCOMPARE(pages.row(row)->hit.id, "d" + std::to_string(row));
        QCOMPARE(pages.rows(), total);
    }

    void theNewestWishComesFirstAndOldOnesAreDropped()
    {
        HitPages pages;
        pages.setFirst(answerAt(0, 100'000));
        for (int page = 1; page <= 40; ++page)
            pages.want(page);
        QCOMPARE(pages.nextFetch()->page, 40);
        QVERIFY(settle(pages, 100'000) < 10);
    }

    void keepsABoundedNumberOfPagesAndTheFirst()
    {
        HitPages pages;
        pages.setFirst(answerAt(0, 100'000));
        for (int page = 1; page < 3 * HitPages::kKeptPages; ++page) {
            pages.want(page);
            settle(pages, 100'000);
        }
        int held = 0;
        for (int page = 0; page < 500; ++page)
            held += pages.holds(page) ? 1 : 0;
        QCOMPARE(held, HitPages::kKeptPages);
        QVERIFY(pages.holds(0));
        QVERIFY(pages.holds(3 * HitPages::kKeptPages - 1));
    }

    void anEndThatComesEarlierThanToldEndsTheRows()
    {
        HitPages pages;
        pages.setFirst(answerAt(0, 1'000));
        pages.want(3);
        api::SearchAnswer last = answerAt(600, 650);
        QCOMPARE(pages.rowsAfter(3, last), 650);
        pages.put(3, last);
        QCOMPARE(pages.rows(), 650);
    }

    void withoutACursorNothingFurtherIsPromised()
    {
        HitPages pages;
        api::SearchAnswer partial = answerAt(0, 150);
        partial.total = 1'000'000;
        pages.setFirst(partial);
        QCOMPARE(pages.rows(), 150);
    }

    void findsTheNearestRowThatIsHeld()
    {
        HitPages pages;
        pages.setFirst(answerAt(0, 100'000));
        pages.want(400);
        settle(pages, 100'000);
        QCOMPARE(pages.nearestHeld(150), 150);
        QCOMPARE(pages.nearestHeld(99'999), 80'199);
    }
};

QTEST_GUILESS_MAIN(TestHitPages)
#include "tst_hitpages.moc"
