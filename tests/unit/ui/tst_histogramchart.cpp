#include "ui/explore/histogramchart.h"
#include "ui/widgets/theme.h"

#include <QSignalSpy>
#include <QTest>

using namespace explorer;
using namespace explorer::ui;

namespace
{

constexpr UnixMillis kStart = 1'710'460'800'000;
constexpr UnixMillis kHour = 3'600'000;

api::Histogram tenHours()
{
    api::Histogram histogram;
    histogram.field = "ts";
    histogram.interval = "1h";
    for (int i = 0; i < 10; ++i)
        histogram.buckets.push_back({kStart + i * kHour, i});
    return histogram;
}

} // namespace

class TestHistogramChart : public QObject
{
    Q_OBJECT

    Theme m_theme;

private Q_SLOTS:
    void keysMoveWidenAndChoose()
    {
        HistogramChart chart(&m_theme);
        chart.resize(600, 104);
        chart.setHistogram(tenHours(), QTimeZone::utc());
        QSignalSpy chosen(&chart, &HistogramChart::rangeChosen);
        QTest::keyClick(&chart, Qt::Key_Home);
        QTest::keyClick(&chart, Qt::Key_Right);
        QTest::keyClick(&chart, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&chart, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toLongLong(), kStart + kHour);
        QCOMPARE(chosen[0][1].toLongLong(), kStart + 4 * kHour);
    }

    void theLastBucketEndsAfterItsInterval()
    {
        HistogramChart chart(&m_theme);
        chart.resize(600, 104);
        chart.setHistogram(tenHours(), QTimeZone::utc());
        QSignalSpy chosen(&chart, &HistogramChart::rangeChosen);
        QTest::keyClick(&chart, Qt::Key_End);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(chosen[0][1].toLongLong(), kStart + 10 * kHour);
        QVERIFY(chart.accessibleDescription().contains(QLatin1Char('9')));
    }

    void draggingChoosesARangeEitherWay()
    {
        HistogramChart chart(&m_theme);
        chart.resize(600, 104);
        chart.setHistogram(tenHours(), QTimeZone::utc());
        int left = 0;
        while (chart.bucketAt(left) < 2)
            ++left;
        int right = left;
        while (chart.bucketAt(right) < 6)
            ++right;
        QSignalSpy chosen(&chart, &HistogramChart::rangeChosen);
        QTest::mousePress(&chart, Qt::LeftButton, {}, {right, 50});
        QTest::mouseMove(&chart, {left, 50});
        QTest::mouseRelease(&chart, Qt::LeftButton, {}, {left, 50});
        QTRY_COMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toLongLong(), kStart + 2 * kHour);
        QCOMPARE(chosen[0][1].toLongLong(), kStart + 7 * kHour);
    }

    void withoutBucketsNothingCanBeChosen()
    {
        HistogramChart chart(&m_theme);
        chart.resize(600, 104);
        QSignalSpy chosen(&chart, &HistogramChart::rangeChosen);
        QTest::mouseClick(&chart, Qt::LeftButton, {}, {300, 50});
        QTest::keyClick(&chart, Qt::Key_Right);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(chosen.size(), 0);
        QVERIFY(!chart.grab().isNull());
    }

    void drawsTenThousandBuckets()
    {
        api::Histogram histogram;
        histogram.interval = "1h";
        for (int i = 0; i < 10'000; ++i)
            histogram.buckets.push_back({kStart + i * kHour, i % 100});
        HistogramChart chart(&m_theme);
        chart.resize(1200, 104);
        chart.setHistogram(histogram, QTimeZone::utc());
        QPixmap picture;
        QBENCHMARK_ONCE { picture = chart.grab(); }
        HistogramChart empty(&m_theme);
        empty.resize(1200, 104);
        QVERIFY(picture.toImage() != empty.grab().toImage());
    }
};

QTEST_MAIN(TestHistogramChart)
#include "tst_histogramchart.moc"
