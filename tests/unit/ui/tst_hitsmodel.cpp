#include "ui/models/hitsmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace explorer;
using namespace explorer::ui;

namespace
{

api::SearchAnswer page(int first, int count, const std::string &next)
{
    api::SearchAnswer answer;
    for (int i = first; i < first + count; ++i) {
        api::SearchHit hit;
        hit.id = "d" + std::to_string(i);
        hit.source = R"({"ts":"2024-03-15T12:34:56Z","n":)" + std::to_string(i) + R"(,"title":"red\nshoes"})";
        hit.highlights["title"] = {{0, 4, 5}};
        answer.hits.push_back(hit);
    }
    answer.nextCursor = next;
    answer.total = 1'000'000;
    return answer;
}

api::Schema schema()
{
    api::Schema schema;
    schema.fields["ts"] = {api::FieldType::Date, "standard", 1};
    schema.fields["n"] = {api::FieldType::Long, "standard", 1};
    schema.fields["title"] = {api::FieldType::Text, "standard", 1};
    return schema;
}

} // namespace

class TestHitsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForALookedAtPageOnceAndShowsItWhenItComes()
    {
        HitsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy wanted(&model, &HitsModel::pageWanted);
        model.setLayout(schema(), QStringLiteral("ts"), {QStringLiteral("title")});
        api::SearchAnswer first = page(0, 200, "c1");
        first.total = 230;
        model.setFirstPage(first);
        QCOMPARE(model.index(229, 1).data().toString(), QStringLiteral("\u2026"));
        QCOMPARE(model.index(201, 1).data().toString(), QStringLiteral("\u2026"));
        QTRY_COMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].toInt(), 1);
        QCOMPARE(wanted[0][1].toString(), QStringLiteral("c1"));
        QCOMPARE(wanted[0][2].toInt(), 0);
        QCOMPARE(model.rowCount(), 230);
        model.setPage(1, page(200, 30, ""));
        QCOMPARE(model.rowCount(), 230);
        QCOMPARE(model.hit(229)->id, std::string("d229"));
    }

    void saysHowFarADistantRowIs()
    {
        HitsModel model;
        model.setFirstPage(page(0, 200, "c1"));
        QSignalSpy wanted(&model, &HitsModel::pageWanted);
        QSignalSpy reaching(&model, &HitsModel::reaching);
        QVERIFY(!model.hit(999'999));
        QTRY_COMPARE(wanted.size(), 1);
        QVERIFY(model.isReaching());
        QCOMPARE(reaching.last()[1].toInt(), 999'800);
        model.forgetRequests();
        QVERIFY(!model.isReaching());
        QCOMPARE(reaching.last()[1].toInt(), 0);
        // It may be asked for again.
        QVERIFY(!model.hit(999'999));
        QTRY_COMPARE(wanted.size(), 2);
    }

    void aDeletedDocumentLeavesItsRow()
    {
        HitsModel model;
        model.setLayout(schema(), {}, {QStringLiteral("n")});
        api::SearchAnswer first = page(0, 199, "c1");
        first.total = 300;
        model.setFirstPage(first);
        QCOMPARE(model.rowCount(), 300);
        QCOMPARE(model.index(199, 0).data().toString(), QStringLiteral("(deleted)"));
    }

    void showsTimeFirstThenTheChosenColumns()
    {
        HitsModel model;
        model.setLayout(schema(), QStringLiteral("ts"), {QStringLiteral("title"), QStringLiteral("n")});
        model.setFirstPage(page(0, 1, ""));
        QCOMPARE(model.columnCount(), 3);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("2024-03-15 12:34:56"));
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("red shoes"));
        QCOMPARE(model.index(0, 1).data(HitsModel::FullTextRole).toString(), QStringLiteral("red\nshoes"));
        const auto spans = model.index(0, 1).data(HitsModel::SpansRole).value<TextSpans>();
        QCOMPARE(spans.size(), std::size_t(1));
        QCOMPARE(spans[0].start, 4);
        QCOMPARE(spans[0].length, 5);
    }

    void summarisesTheDocumentWithoutColumns()
    {
        HitsModel model;
        model.setLayout(schema(), QStringLiteral("ts"), {});
        model.setFirstPage(page(0, 1, ""));
        QCOMPARE(model.columnCount(), 2);
        const QString text = model.index(0, 1).data().toString();
        QCOMPARE(text, QStringLiteral("n 0   title red shoes"));
        const auto spans = model.index(0, 1).data(HitsModel::SpansRole).value<TextSpans>();
        QVERIFY(std::any_of(spans.begin(), spans.end(), [&](const TextSpan &span) {
            return span.kind == TextSpan::Kind::Highlight &&
                   text.mid(span.start, span.length) == QStringLiteral("shoes");
        }));
    }

    void ignoresAnAnswerForAPageItNeverAskedFor()
    {
        HitsModel model;
        model.setFirstPage(page(0, 200, "c1"));
        model.setPage(5, page(1000, 10, ""));
        QCOMPARE(model.rowCount(), 1'000'000);
        QVERIFY(!model.hit(1000));
    }

    void doesNotFailOnWhatIsNoJson()
    {
        HitsModel model;
        api::SearchAnswer answer;
        answer.hits.push_back({});
        answer.hits[0].source = "{broken";
        model.setFirstPage(answer);
        QCOMPARE(model.index(0, 0).data().toString(), QString());
    }
};

QTEST_GUILESS_MAIN(TestHitsModel)
#include "tst_hitsmodel.moc"
