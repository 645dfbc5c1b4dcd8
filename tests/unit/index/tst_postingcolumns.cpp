#include "builtview.h"

#include <QTest>

using namespace explorer;
using namespace explorer::index;
using test::BuiltView;
using test::RandomDocuments;

namespace
{

template <typename Column>
auto rowsOf(const Column *column)
{
    std::vector<std::vector<std::int64_t>> rows;
    for (int i = 0; column != nullptr && i < column->documents(); ++i) {
        auto &row = rows.emplace_back();
        column->each(i, [&row](std::int64_t value) { row.push_back(value); });
    }
    return rows;
}

} // namespace

/// What the postings say is what the builder wrote into the column file beside them.
class TestPostingColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSegmentWithoutAColumnFileHasTheSameColumns()
    {
        RandomDocuments random(11);
        const BuiltView built(random, 1500, 1, 0);
        const auto written = built.view().segments().front().segment;
        const SegmentColumns &file = written->columns();
        QVERIFY(std::filesystem::remove(built.directory() / (written->name() + ".col")));
        const auto reopened = Segment::open(built.directory(), written->name(), written->documents());
        QVERIFY2(reopened, reopened ? "" : reopened.error().message.c_str());
        const SegmentColumns &postings = (*reopened)->columns();

        QCOMPARE(postings.documents(), file.documents());
        QVERIFY(!file.fields(ColumnKind::Number).empty());
        QVERIFY(!file.fields(ColumnKind::Keyword).empty());
        QVERIFY(!file.fields(ColumnKind::Length).empty());
        for (const std::string &field : file.fields(ColumnKind::Number))
            QCOMPARE(rowsOf(postings.numbers(field)), rowsOf(file.numbers(field)));
        for (const std::string &field : file.fields(ColumnKind::Keyword))
            QCOMPARE(rowsOf(postings.ordinals(field)), rowsOf(file.ordinals(field)));
        for (const std::string &field : file.fields(ColumnKind::Length)) {
            QCOMPARE(rowsOf(postings.lengthsByDocument(field)), rowsOf(file.lengthsByDocument(field)));
            QCOMPARE(postings.lengths(field).tokens, file.lengths(field).tokens);
            QCOMPARE(postings.lengths(field).documents, file.lengths(field).documents);
        }
        const auto has = [](const std::vector<std::string> &all, const std::string &one) {
            return std::find(all.begin(), all.end(), one) != all.end();
        };
        // Every field is found again by its kind; numbers are also listed as keywords.
        for (const ColumnKind kind : {ColumnKind::Number, ColumnKind::Keyword, ColumnKind::Length}) {
            for (const std::string &field : file.fields(kind))
                QVERIFY(has(postings.fields(kind), field));
        }
        for (const std::string &field : file.fields(ColumnKind::Length))
            QVERIFY(!has(postings.fields(ColumnKind::Keyword), field));
        QVERIFY(postings.numbers("_id") == nullptr);
        QVERIFY(postings.numbers("nothing") == nullptr);
    }
};

QTEST_GUILESS_MAIN(TestPostingColumns)
#include "tst_postingcolumns.moc"
