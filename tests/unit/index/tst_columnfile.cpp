#include "core/base/fileops.h"
#include "core/index/lucene/columns/columnfile.h"
#include "core/index/lucene/columns/columnwriter.h"
#include "core/index/lucene/segment/deletions.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <random>

using namespace explorer;
using namespace explorer::index;
namespace fs = std::filesystem;

namespace
{

template <typename T>
using Rows = std::vector<std::vector<T>>;

template <typename T>
ColumnData<T> column(const std::string &field, const Rows<T> &rows)
{
    ColumnData<T> data;
    data.field = field;
    for (const auto &row : rows) {
        data.values.insert(data.values.end(), row.begin(), row.end());
        data.ends.push_back(static_cast<std::uint32_t>(data.values.size()));
    }
    return data;
}

Rows<std::int64_t> rowsOf(const NumericColumn *numbers)
{
    Rows<std::int64_t> rows;
    for (int i = 0; numbers != nullptr && i < numbers->documents(); ++i) {
        auto &row = rows.emplace_back();
        numbers->each(i, [&row](std::int64_t value) { row.push_back(value); });
    }
    return rows;
}

Rows<std::uint32_t> rowsOf(const OrdinalColumn *ordinals)
{
    Rows<std::uint32_t> rows;
    for (int i = 0; ordinals != nullptr && i < ordinals->documents(); ++i) {
        auto &row = rows.emplace_back();
        ordinals->each(i, [&row](std::uint32_t value) { row.push_back(value); });
    }
    return rows;
}

/// A set with every shape: dense, with gaps, several a document.
ColumnSet mixedSet(int documents, unsigned seed)
{
    std::mt19937_64 random(seed);
    Rows<std::int64_t> dense;
    Rows<std::int64_t> sparse;
    Rows<std::int64_t> listed;
    Rows<std::uint32_t> host;
    Rows<std::uint32_t> tags;
    Rows<std::uint32_t> ids;
    Rows<std::uint32_t> lengths;
    for (int i = 0; i < documents; ++i) {
        dense.push_back({static_cast<std::int64_t>(random() % 100'000)});
        sparse.push_back({});
        if (random() % 3 != 0)
            sparse.back().push_back(static_cast<std::int64_t>(random()));
        listed.push_back({});
        tags.push_back({});
        for (std::uint32_t tag = 0; tag < 5; ++tag) {
            if (random() % 2 != 0)
                tags.back().push_back(tag);
            if (random() % 2 != 0)
                listed.back().push_back(static_cast<std::int64_t>(tag) - 2);
        }
        host.push_back({});
        if (random() % 4 != 0)
            host.back().push_back(static_cast<std::uint32_t>(random() % 300));
        ids.push_back({static_cast<std::uint32_t>(documents - 1 - i)});
        lengths.push_back({});
        if (random() % 5 != 0)
            lengths.back().push_back(static_cast<std::uint32_t>(random() % 1000));
    }
    ColumnSet set;
    set.documents = documents;
    set.numbers = {column("time", dense), column("amount", sparse), column("levels", listed)};
    set.keywords = {column("tags", tags), column("_id", ids), column("host", host)};
    set.lengths = {column("body", lengths)};
    return set;
}

} // namespace

class TestColumnFile : public QObject
{
    Q_OBJECT

private:
    fs::path path() const { return fs::path(m_directory.path().toStdString()) / "_0.col"; }
    Result<std::unique_ptr<const SegmentColumns>> open(int documents, std::uint32_t terms = 10'000) const
    {
        return ColumnFile::open(path(), documents, [terms](std::string_view) { return terms; });
    }
    std::unique_ptr<const SegmentColumns> roundTrip(const ColumnSet &set) const
    {
        const auto written = writeColumnFile(path(), set);
        if (!written)
            qFatal("%s", written.error().message.c_str());
        auto opened = open(set.documents);
        if (!opened)
            qFatal("%s", opened.error().message.c_str());
        return std::move(*opened);
    }
    /// Uses everything that a damaged file could send astray.
    static std::uint64_t readAll(const SegmentColumns &columns)
    {
        std::uint64_t sum = 0;
        for (const auto &field : columns.fields(ColumnKind::Number)) {
            const NumericColumn &numbers = *columns.numbers(field);
            std::vector<std::uint64_t> words(static_cast<std::size_t>(columns.documents()) / 64 + 1);
            numbers.range(-5, 5).fill(0, columns.documents(), words.data());
            sum += words[0];
            for (const auto &row : rowsOf(&numbers))
                sum += row.size();
        }
        for (const auto &field : columns.fields(ColumnKind::Keyword)) {
            const OrdinalColumn &ordinals = *columns.ordinals(field);
            std::vector<std::uint32_t> counts(ordinals.limit() + std::size_t{1});
            for (const auto &row : rowsOf(&ordinals)) {
                for (const std::uint32_t ordinal : row)
                    sum += ++counts.at(ordinal);
            }
        }
        for (const auto &field : columns.fields(ColumnKind::Length))
            sum += rowsOf(columns.lengthsByDocument(field)).size();
        return sum;
    }

    QTemporaryDir m_directory;

private Q_SLOTS:
    void keepsNumbersOfEveryWidth_data()
    {
        QTest::addColumn<qint64>("least");
        QTest::addColumn<qint64>("greatest");
        QTest::addColumn<int>("bytes");
        QTest::newRow("same") << qint64{-7} << qint64{-7} << 1;
        QTest::newRow("one byte") << qint64{1'000'000} << qint64{1'000'255} << 1;
        QTest::newRow("two bytes") << qint64{-100} << qint64{156} << 2;
        QTest::newRow("two bytes, full") << qint64{0} << qint64{65'535} << 2;
        QTest::newRow("four bytes") << qint64{0} << qint64{65'536} << 4;
        QTest::newRow("four bytes, full") << qint64{-1} << qint64{4'294'967'294} << 4;
        QTest::newRow("eight bytes") << qint64{0} << qint64{4'294'967'296} << 8;
        QTest::newRow("all") << qint64{INT64_MIN} << qint64{INT64_MAX} << 8;
    }
    void keepsNumbersOfEveryWidth()
    {
        QFETCH(qint64, least);
        QFETCH(qint64, greatest);
        QFETCH(int, bytes);
        const Rows<std::int64_t> dense{{least}, {greatest}, {least}};
        const Rows<std::int64_t> sparse{{}, {greatest}, {least}};
        const Rows<std::int64_t> listed{{least, greatest}, {}, {greatest}};
        ColumnSet set;
        set.documents = 3;
        set.numbers = {column("dense", dense), column("sparse", sparse), column("listed", listed)};
        const auto columns = roundTrip(set);
        QCOMPARE(rowsOf(columns->numbers("dense")), dense);
        QCOMPARE(rowsOf(columns->numbers("sparse")), sparse);
        QCOMPARE(rowsOf(columns->numbers("listed")), listed);
        QCOMPARE(columns->numbers("listed")->least(0), std::int64_t{least});
        QCOMPARE(columns->numbers("listed")->greatest(0), std::int64_t{greatest});
        QVERIFY(columns->numbers("sparse")->isMissing(0));
        const auto width = columns->numbers("dense")->visit(
            [](const auto &values) { return sizeof(typename std::decay_t<decltype(values)>::Type); });
        QCOMPARE(static_cast<int>(width), bytes);
    }
    void rangesAgreeWithValues()
    {
        const ColumnSet set = mixedSet(1000, 1);
        const auto columns = roundTrip(set);
        std::mt19937_64 random(2);
        for (const char *field : {"time", "amount", "levels"}) {
            const auto rows = rowsOf(columns->numbers(field));
            for (int round = 0; round < 60; ++round) {
                std::int64_t low = static_cast<std::int64_t>(random());
                std::int64_t high = static_cast<std::int64_t>(random());
                if (round % 2 == 0) {
                    low %= 100'000;
                    high %= 100'000;
                }
                if (round % 3 == 0)
                    low = INT64_MIN;
                if (round % 7 == 0)
                    high = INT64_MAX;
                if (round % 11 == 0) {
                    low = round % 5 - 2;
                    high = low;
                }
                const RangeTest range = columns->numbers(field)->range(low, high);
                std::vector<std::uint64_t> words(16, ~0ULL);
                range.fill(0, 1000, words.data());
                std::vector<int> kept(1000);
                for (int i = 0; i < 1000; ++i)
                    kept[static_cast<std::size_t>(i)] = i;
                kept.resize(range.keep(kept));
                std::size_t next = 0;
                for (int i = 0; i < 1000; ++i) {
                    bool wanted = false;
                    for (const std::int64_t value : rows[static_cast<std::size_t>(i)])
                        wanted = wanted || (value >= low && value <= high);
                    QCOMPARE(range.test(i), wanted);
                    QCOMPARE(((words[static_cast<std::size_t>(i) / 64] >> (i % 64)) & 1) != 0, wanted);
                    if (wanted)
                        QCOMPARE(kept.at(next++), i);
                }
                QCOMPARE(next, kept.size());
                QCOMPARE(words[15] >> (1000 % 64), std::uint64_t{0});
            }
        }
    }
    void keepsOrdinals()
    {
        const ColumnSet set = mixedSet(700, 3);
        const auto columns = roundTrip(set);
        for (const auto &data : set.keywords) {
            const OrdinalColumn *ordinals = columns->ordinals(data.field);
            QVERIFY(ordinals != nullptr);
            const auto rows = rowsOf(ordinals);
            Rows<std::uint32_t> wanted(700);
            for (std::size_t i = 0; i < 700; ++i)
                wanted[i].assign(data.values.begin() + (i > 0 ? data.ends[i - 1] : 0),
                                 data.values.begin() + data.ends[i]);
            QCOMPARE(rows, wanted);
            const RangeTest range = ordinals->range(1, 3);
            const std::vector<std::uint64_t> chosen{0b110, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
            for (int i = 0; i < 700; ++i) {
                const auto &row = wanted[static_cast<std::size_t>(i)];
                const bool isIn = std::any_of(row.begin(), row.end(),
                                              [](std::uint32_t each) { return each == 1 || each == 2; });
                QCOMPARE(range.test(i), isIn);
                std::vector<int> one{i};
                QCOMPARE(ordinals->keepChosen(chosen, one), isIn ? std::size_t{1} : std::size_t{0});
                QCOMPARE(ordinals->least(i), row.empty() ? kNoOrdinal : row.front());
                QCOMPARE(ordinals->greatest(i), row.empty() ? kNoOrdinal : row.back());
            }
        }
        // 256 terms and the mark of a missing one do not fit a byte.
        ColumnSet edge;
        edge.documents = 2;
        edge.keywords = {column<std::uint32_t>("full", {{255}, {}})};
        QCOMPARE(rowsOf(roundTrip(edge)->ordinals("full")), (Rows<std::uint32_t>{{255}, {}}));
    }
    void keepsLengths()
    {
        ColumnSet set;
        set.documents = 4;
        set.lengths = {column<std::uint32_t>("body", {{3}, {}, {0}, {70'000}})};
        const auto columns = roundTrip(set);
        QCOMPARE(columns->lengths("body").tokens, std::int64_t{70'003});
        QCOMPARE(columns->lengths("body").documents, std::int64_t{3});
        QCOMPARE(rowsOf(columns->lengthsByDocument("body")), (Rows<std::int64_t>{{3}, {}, {0}, {70'000}}));
        QCOMPARE(columns->lengths("other").documents, std::int64_t{0});
    }
    void listsFieldsAndLeavesOutEmptyOnes()
    {
        ColumnSet set = mixedSet(10, 4);
        set.numbers.push_back(column<std::int64_t>("never", Rows<std::int64_t>(10)));
        const auto columns = roundTrip(set);
        QCOMPARE(columns->fields(ColumnKind::Number), (std::vector<std::string>{"amount", "levels", "time"}));
        QCOMPARE(columns->fields(ColumnKind::Keyword), (std::vector<std::string>{"_id", "host", "tags"}));
        QCOMPARE(columns->fields(ColumnKind::Length), (std::vector<std::string>{"body"}));
        QVERIFY(columns->numbers("never") == nullptr);
        QVERIFY(columns->numbers("host") == nullptr);
        QVERIFY(columns->ordinals("time") == nullptr);
        ColumnSet none;
        none.documents = 5;
        QCOMPARE(roundTrip(none)->documents(), 5);
    }
    void memoryHoldsTheSame()
    {
        const ColumnSet set = mixedSet(333, 5);
        const auto onDisk = roundTrip(set);
        const auto inMemory = ColumnFile::inMemory(set);
        for (const auto &field : onDisk->fields(ColumnKind::Number))
            QCOMPARE(rowsOf(inMemory->numbers(field)), rowsOf(onDisk->numbers(field)));
        for (const auto &field : onDisk->fields(ColumnKind::Keyword))
            QCOMPARE(rowsOf(inMemory->ordinals(field)), rowsOf(onDisk->ordinals(field)));
    }
    void aNewFileLeavesTheMappedOneAlone()
    {
        const auto columns = roundTrip(mixedSet(5000, 6));
        const auto before = rowsOf(columns->numbers("time"));
        QVERIFY(writeColumnFile(path(), mixedSet(1, 7)));
        QCOMPARE(rowsOf(columns->numbers("time")), before);
    }
    void tellsWhatCannotBeWritten()
    {
        const auto written = writeColumnFile("/nowhere/at/all/_0.col", mixedSet(3, 8));
        QVERIFY(!written);
        QVERIFY(written.error().code == ErrorCode::Io);
        QVERIFY(!fs::exists("/nowhere"));
    }
    void mergesLiveDocumentsInOrder()
    {
        const auto first = ColumnFile::inMemory(mixedSet(500, 9));
        const auto second = ColumnFile::inMemory(mixedSet(300, 10));
        ColumnSet other;
        other.documents = 4;
        other.numbers = {column<std::int64_t>("time", {{-1}, {}, {5, 6}, {INT64_MIN}})};
        other.keywords = {column<std::uint32_t>("_id", {{0}, {1}, {2}, {3}})};
        const auto third = ColumnFile::inMemory(other);
        Deletions deletions(500);
        for (const int document : {0, 7, 63, 64, 499})
            deletions.insert(document);

        const auto shifted = [](const SegmentColumns &columns, const char *field, std::uint32_t by) {
            std::vector<std::uint32_t> map(columns.ordinals(field)->limit());
            for (std::uint32_t i = 0; i < map.size(); ++i)
                map[i] = i + by;
            return std::pair(std::string(field), map);
        };
        std::vector<ColumnMergeSource> sources(3);
        sources[0] = {first.get(),
                      &deletions,
                      {shifted(*first, "_id", 0), shifted(*first, "host", 10), shifted(*first, "tags", 1)}};
        sources[1] = {second.get(), nullptr, {shifted(*second, "_id", 500), shifted(*second, "tags", 0)}};
        sources[2] = {third.get(), nullptr, {shifted(*third, "_id", 900)}};
        // A term whose documents are all gone.
        sources[0].ordinals[2].second[4] = kNoOrdinal;
        const auto merged = roundTrip(mergeColumns(sources));

        QCOMPARE(merged->documents(), 799);
        int document = 0;
        FieldLengths lengths;
        for (std::size_t from = 0; from < 3; ++from) {
            const SegmentColumns &source = *sources[from].columns;
            for (int old = 0; old < source.documents(); ++old) {
                if (from == 0 && deletions.contains(old))
                    continue;
                for (const char *field : {"time", "amount", "levels"}) {
                    std::vector<std::int64_t> wanted;
                    std::vector<std::int64_t> found;
                    if (source.numbers(field) != nullptr)
                        source.numbers(field)->each(old,
                                                    [&](std::int64_t value) { wanted.push_back(value); });
                    merged->numbers(field)->each(document,
                                                 [&](std::int64_t value) { found.push_back(value); });
                    QCOMPARE(found, wanted);
                }
                const std::uint32_t ids[] = {0, 500, 900};
                QCOMPARE(merged->ordinals("_id")->least(document),
                         source.ordinals("_id")->least(old) + ids[from]);
                std::vector<std::uint32_t> wantedTags;
                std::vector<std::uint32_t> tags;
                if (from < 2) {
                    source.ordinals("tags")->each(old, [&](std::uint32_t tag) {
                        if (from == 1 || tag != 4)
                            wantedTags.push_back(from == 0 ? tag + 1 : tag);
                    });
                    source.lengthsByDocument("body")->each(old, [&](std::int64_t length) {
                        lengths.tokens += length;
                        ++lengths.documents;
                    });
                }
                merged->ordinals("tags")->each(document, [&](std::uint32_t tag) { tags.push_back(tag); });
                QCOMPARE(tags, wantedTags);
                ++document;
            }
        }
        QCOMPARE(merged->lengths("body").tokens, lengths.tokens);
        QCOMPARE(merged->lengths("body").documents, lengths.documents);
    }
    void refusesWhatDoesNotBelong()
    {
        QVERIFY(writeColumnFile(path(), mixedSet(50, 11)));
        QVERIFY(open(50, 300));
        const auto corrupt = [](const auto &opened) {
            return !opened && opened.error().code == ErrorCode::Corrupt &&
                   opened.error().reason == "index_columns";
        };
        QVERIFY(corrupt(open(49)));
        // Ordinals beyond the dictionary.
        QVERIFY(corrupt(open(50, 4)));
        QVERIFY(corrupt(open(50, 0)));
    }
    void aDamagedFileIsRefusedOrHarmless()
    {
        constexpr int kDocuments = 70;
        QVERIFY(writeColumnFile(path(), mixedSet(kDocuments, 12)));
        const std::string whole = readFile(path()).value();
        const auto tryContent = [&](const std::string &content) {
            QVERIFY(fs::remove(path()));
            std::ofstream(path(), std::ios::binary) << content;
            const auto opened = open(kDocuments, 400);
            if (opened)
                readAll(**opened);
            else
                QVERIFY(opened.error().code == ErrorCode::Corrupt);
        };
        for (std::size_t size = 0; size < whole.size(); ++size) {
            tryContent(whole.substr(0, size));
            QVERIFY(!open(kDocuments, 400));
        }
        tryContent(whole + '\0');
        QVERIFY(!open(kDocuments, 400));
        for (std::size_t at = 0; at < whole.size(); ++at) {
            for (unsigned bit = 0; bit < 8; ++bit) {
                std::string flipped = whole;
                flipped[at] = static_cast<char>(flipped[at] ^ (1U << bit));
                tryContent(flipped);
                // Header, entries and names are under the checksum.
                if (at < sizeof(ColumnFileHeader) + 7 * sizeof(ColumnFileEntry))
                    QVERIFY(!open(kDocuments, 400));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestColumnFile)
#include "tst_columnfile.moc"
