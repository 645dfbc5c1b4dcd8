#include "builtview.h"
#include "core/index/lucene/execute/searchexecution.h"
#include "core/index/lucene/interrupt.h"
#include "core/index/lucene/segment/positioncursor.h"

#include <QtTest>

#include <fstream>
#include <iterator>

using namespace explorer;
using namespace explorer::index;
using explorer::test::BuiltView;
using explorer::test::RandomDocuments;

namespace
{

constexpr int kDocuments = 600;

std::string contentOf(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void replaceContent(const std::filesystem::path &path, const std::string &bytes)
{
    // Anew, since the old one may still be mapped.
    std::filesystem::remove(path);
    std::ofstream(path, std::ios::binary) << bytes;
}

/// Every posting and position of every field; the number of postings.
std::size_t walkAll(const Segment &segment)
{
    std::size_t postings = 0;
    std::array<int, 50> documents{};
    std::array<int, 50> frequencies{};
    for (const char *field :
         {"_id", "_exists", "title", "note", "tag", "host", "status", "price", "ts", "ok"}) {
        const FieldTerms *terms = segment.terms(field);
        for (std::uint32_t ordinal = 0; terms != nullptr && ordinal < terms->size(); ++ordinal) {
            PostingCursor cursor(*terms, ordinal, segment.documents());
            while (const int count = cursor.nextBlock(documents.data(), frequencies.data(), 50))
                postings += static_cast<std::size_t>(count);
            PostingCursor skipping(*terms, ordinal, segment.documents());
            for (int target = 0; target < segment.documents(); target += 90) {
                skipping.skipTo(target);
                skipping.nextBlock(documents.data(), nullptr, 1);
            }
            if (terms->omitsFrequencies())
                continue;
            PositionCursor positions(*terms, ordinal, segment.documents());
            std::vector<int> room;
            for (int target = 0; target < segment.documents(); target += 1 + target % 7) {
                int document = target;
                int from = 0;
                PositionCursor::List list;
                if (positions.keep(&document, 1, &from, &list) == 1 && target % 3 == 0)
                    postings += positions.read(list, room).size();
            }
        }
    }
    return postings;
}

/// A few searches of each kind; what they find does not matter.
void search(const std::shared_ptr<const Segment> &segment, RandomDocuments &random)
{
    const IndexView view({{segment, nullptr}}, 1);
    for (int i = 0; i < 6; ++i) {
        IndexQuery query;
        query.root = random.tree(2);
        query.sort = i % 3 == 0 ? std::vector<api::SortField>{{"ts", true}, {"tag", false}}
                                : std::vector<api::SortField>{};
        query.facets = {"host", "status"};
        try {
            executeSearch(query, RandomDocuments::schema(), view);
        } catch (const SearchStopped &stopped) {
            QVERIFY(!stopped.error.message.empty());
        }
    }
}

} // namespace

class TestSegmentFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesDamage_data();
    void survivesDamage();
};

void TestSegmentFuzz::survivesDamage_data()
{
    QTest::addColumn<QString>("extension");
    QTest::addColumn<int>("damages");
    QTest::newRow("fields") << ".fnm" << 200;
    QTest::newRow("terms") << ".tis" << 400;
    QTest::newRow("term index") << ".tii" << 100;
    QTest::newRow("documents") << ".frq" << 400;
    QTest::newRow("positions") << ".prx" << 200;
    QTest::newRow("norms") << ".nrm" << 60;
    QTest::newRow("columns") << ".col" << 400;
}

void TestSegmentFuzz::survivesDamage()
{
    QFETCH(QString, extension);
    QFETCH(int, damages);
    RandomDocuments random(4);
    const BuiltView built(random, kDocuments, 1, 0);
    const std::filesystem::path path = built.directory() / ("_a" + extension.toStdString());
    const std::string good = contentOf(path);
    std::mt19937 places(5);
    int opened = 0;
    for (int i = 0; i < damages; ++i) {
        std::string bytes = good;
        const std::size_t place = places() % bytes.size();
        if (i % 8 == 0) {
            bytes.resize(place);
        } else if (i % 8 == 1) {
            bytes.insert(place, 1, '\x80');
        } else if (i % 8 == 2) {
            for (std::size_t k = place; k < std::min(bytes.size(), place + 8); ++k)
                bytes[k] = '\xFF';
        } else {
            bytes[place] = static_cast<char>(bytes[place] ^ (1 << (places() % 8)));
        }
        replaceContent(path, bytes);
        const auto segment = Segment::open(built.directory(), "_a", kDocuments);
        if (!segment) {
            QVERIFY(segment.error().code == ErrorCode::Corrupt);
            continue;
        }
        ++opened;
        walkAll(**segment);
        search(*segment, random);
    }
    replaceContent(path, good);
    const auto whole = Segment::open(built.directory(), "_a", kDocuments);
    QVERIFY(whole.has_value());
    QVERIFY(walkAll(**whole) > 10'000);
    qInfo("%d of %d opened", opened, damages);
}

QTEST_GUILESS_MAIN(TestSegmentFuzz)
#include "tst_segmentfuzz.moc"
