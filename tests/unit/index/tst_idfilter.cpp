#include "core/index/lucene/write/idfilter.h"

#include <QTest>

#include <string>

using explorer::index::IdFilter;

class TestIdFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsEveryIdAndFewOthers_data()
    {
        QTest::addColumn<int>("ids");
        QTest::newRow("none") << 0;
        QTest::newRow("one") << 1;
        QTest::newRow("a block") << 40;
        QTest::newRow("many") << 200'000;
    }
    void knowsEveryIdAndFewOthers()
    {
        QFETCH(int, ids);
        IdFilter filter(static_cast<std::size_t>(ids));
        for (int i = 0; i < ids; ++i)
            filter.insert(IdFilter::hash("id" + std::to_string(i)));
        for (int i = 0; i < ids; ++i)
            QVERIFY(filter.mayContain(IdFilter::hash("id" + std::to_string(i))));
        constexpr int kForeign = 50'000;
        int wrong = 0;
        for (int i = 0; i < kForeign; ++i)
            wrong += filter.mayContain(IdFilter::hash("other" + std::to_string(i))) ? 1 : 0;
        QVERIFY2(wrong < kForeign / 50, qPrintable(QString::number(wrong)));
    }
};

QTEST_APPLESS_MAIN(TestIdFilter)
#include "tst_idfilter.moc"
