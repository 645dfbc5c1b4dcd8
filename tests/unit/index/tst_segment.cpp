#include "core/index/lucene/segment/positioncursor.h"
#include "core/index/lucene/segment/segment.h"
#include "librarysegment.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <map>

using namespace explorer;
using namespace explorer::index;

namespace
{

constexpr int kDocuments = 5000;

struct Posting {
    int document = 0;
    std::vector<int> positions;
};
/// By field, then term, as the library reads them.
using Postings = std::map<std::string, std::map<std::string, std::vector<Posting>>>;

std::string utf8(const std::wstring &text) { return Lucene::StringUtils::toUTF8(text).c_str(); }

Postings libraryPostings(const std::filesystem::path &directory)
{
    Postings all;
    const auto reader = Lucene::IndexReader::open(Lucene::FSDirectory::open(directory.wstring()), true);
    const auto terms = reader->terms();
    while (terms->next()) {
        auto &postings = all[utf8(terms->term()->field())][utf8(terms->term()->text())];
        const auto docs = reader->termDocs(terms->term());
        while (docs->next())
            postings.push_back({docs->doc(), std::vector<int>(static_cast<std::size_t>(docs->freq()))});
        if (terms->term()->field() != L"text")
            continue;
        const auto places = reader->termPositions(terms->term());
        for (Posting &posting : postings) {
            places->next();
            for (int &position : posting.positions)
                position = places->nextPosition();
        }
    }
    reader->close();
    return all;
}

} // namespace

class TestSegment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void listsTheLibrarysTerms();
    void findsTermsAndTheirNeighbours();
    void decodesTheLibrarysPostings();
    void skipsToAnyDocument();
    void walksPositionsInStrides();
    void readsNorms();
    void lacksUnknownFields();
    void rejectsWhatIsNoSegment();
    void rejectsDamagedFiles_data();
    void rejectsDamagedFiles();

private:
    [[nodiscard]] std::filesystem::path directory() const { return m_directory.path().toStdString(); }

    QTemporaryDir m_directory;
    Postings m_expected;
    std::shared_ptr<const Segment> m_segment;
};

void TestSegment::initTestCase()
{
    test::writeLibrarySegment(directory(), test::libraryDocuments(kDocuments, 1));
    m_expected = libraryPostings(directory());
    auto segment = Segment::open(directory(), "_0", kDocuments);
    if (!segment)
        QFAIL(segment.error().message.c_str());
    m_segment = *segment;
}

void TestSegment::listsTheLibrarysTerms()
{
    QCOMPARE(m_expected.size(), std::size_t{3});
    for (const auto &[field, terms] : m_expected) {
        const FieldTerms *ours = m_segment->terms(field);
        QVERIFY(ours != nullptr);
        QCOMPARE(ours->omitsFrequencies(), field != "text");
        QCOMPARE(std::size_t{ours->size()}, terms.size());
        std::uint32_t ordinal = 0;
        for (const auto &[text, postings] : terms) {
            QCOMPARE(ours->at(ordinal), std::string_view(text));
            QCOMPARE(std::size_t{ours->postings(ordinal).documentFrequency}, postings.size());
            ++ordinal;
        }
    }
}

void TestSegment::findsTermsAndTheirNeighbours()
{
    const FieldTerms &ids = *m_segment->terms("_id");
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
        const std::string text(ids.at(i));
        QCOMPARE(ids.find(text), std::optional<std::uint32_t>(i));
        QCOMPARE(ids.lowerBound(text + "!"), i + 1);
        QVERIFY(!ids.find(text + "!"));
    }
    QCOMPARE(ids.lowerBound(""), 0U);
    QCOMPARE(ids.lowerBound("zz"), ids.size());
    QVERIFY(!ids.find("zz"));
}

void TestSegment::decodesTheLibrarysPostings()
{
    for (const auto &[field, terms] : m_expected) {
        const FieldTerms &ours = *m_segment->terms(field);
        std::uint32_t ordinal = 0;
        for (const auto &[text, postings] : terms) {
            PostingCursor cursor(ours, ordinal++, kDocuments);
            std::vector<int> documents(100);
            std::vector<int> frequencies(100);
            std::size_t at = 0;
            while (const int count = cursor.nextBlock(documents.data(), frequencies.data(), 100)) {
                for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i, ++at) {
                    QVERIFY(at < postings.size());
                    QCOMPARE(documents[i], postings[at].document);
                    QCOMPARE(static_cast<std::size_t>(frequencies[i]), postings[at].positions.size());
                }
            }
            QCOMPARE(at, postings.size());
        }
    }
}

void TestSegment::skipsToAnyDocument()
{
    std::mt19937 random(2);
    std::size_t jumps = 0;
    for (const auto &[text, postings] : m_expected["text"]) {
        const FieldTerms &ours = *m_segment->terms("text");
        for (int round = 0; round < 5; ++round) {
            PostingCursor cursor(ours, *ours.find(text), kDocuments);
            int target = 0;
            while (target < kDocuments) {
                target += 1 + static_cast<int>(random() % (round == 0 ? 20U : 900U));
                const bool moved = cursor.skipTo(target);
                jumps += moved ? 1 : 0;
                int document = 0;
                int before = 0;
                bool found = false;
                while (!found && cursor.nextBlock(&document, nullptr, 1) == 1) {
                    ++before;
                    found = document >= target;
                }
                const auto expected = std::lower_bound(
                    postings.begin(), postings.end(), target,
                    [](const Posting &posting, int wanted) { return posting.document < wanted; });
                QCOMPARE(found, expected != postings.end());
                QVERIFY(!moved || before <= 17);
                if (!found)
                    break;
                QCOMPARE(document, expected->document);
                target = document;
            }
        }
    }
    QVERIFY(jumps > 1000);
}

void TestSegment::walksPositionsInStrides()
{
    const FieldTerms &ours = *m_segment->terms("text");
    for (const auto &[text, postings] : m_expected["text"]) {
        for (const int stride : {1, 2, 50, 700}) {
            PositionCursor cursor(ours, *ours.find(text), kDocuments);
            const PostingBlock &block = cursor.block();
            std::vector<int> room;
            auto expected = postings.begin();
            int target = 0;
            for (int step = 0;; ++step) {
                while (block.last() < target && cursor.load(target)) {
                }
                while (expected != postings.end() && expected->document < target)
                    ++expected;
                QCOMPARE(block.count() == 0, expected == postings.end());
                if (block.count() == 0)
                    break;
                const int *const end = block.documents() + block.count();
                const int place =
                    static_cast<int>(std::lower_bound(block.documents(), end, target) - block.documents());
                const int document = block.documents()[place];
                QCOMPARE(document, expected->document);
                QCOMPARE(static_cast<std::size_t>(block.frequencies()[place]), expected->positions.size());
                // Every third document's places are left unread.
                if (step % 3 != 0) {
                    PositionCursor::List list;
                    cursor.locate(&place, 1, &list);
                    const auto positions = cursor.read(list, room);
                    QVERIFY(std::equal(positions.begin(), positions.end(), expected->positions.begin(),
                                       expected->positions.end()));
                }
                target = document + stride;
            }
        }
    }
}

void TestSegment::readsNorms()
{
    const auto reader = Lucene::IndexReader::open(Lucene::FSDirectory::open(directory().wstring()), true);
    const auto expected = reader->norms(L"text");
    const auto norms = m_segment->norms("text");
    QCOMPARE(norms.size(), static_cast<std::size_t>(kDocuments));
    for (int i = 0; i < kDocuments; ++i)
        QCOMPARE(norms[static_cast<std::size_t>(i)], expected[i]);
    QVERIFY(m_segment->norms("_id").empty());
    reader->close();
}

void TestSegment::lacksUnknownFields()
{
    QVERIFY(m_segment->terms("nothing") == nullptr);
    QVERIFY(m_segment->norms("nothing").empty());
    QCOMPARE(m_segment->name(), std::string("_0"));
    QCOMPARE(m_segment->documents(), kDocuments);
    QVERIFY(m_segment->sizeBytes() > 100'000);
}

void TestSegment::rejectsWhatIsNoSegment()
{
    for (const char *name : {"", "_", "0", "_0/../x", "_A"}) {
        const auto opened = Segment::open(directory(), name, kDocuments);
        QVERIFY(!opened);
        QVERIFY(opened.error().code == ErrorCode::Corrupt);
    }
    QVERIFY(Segment::open(directory(), "_1", kDocuments).error().code == ErrorCode::Io);
    QVERIFY(Segment::open(directory(), "_0", 0).error().code == ErrorCode::Corrupt);
    QVERIFY(Segment::open(directory(), "_0", kDocuments - 1).error().code == ErrorCode::Corrupt);
}

void TestSegment::rejectsDamagedFiles_data()
{
    QTest::addColumn<QString>("extension");
    QTest::addColumn<qint64>("offset");
    QTest::newRow("fields' format") << ".fnm" << qint64{0};
    QTest::newRow("terms' format") << ".tis" << qint64{3};
    QTest::newRow("number of terms") << ".tis" << qint64{11};
    QTest::newRow("skip interval") << ".tis" << qint64{19};
    QTest::newRow("first term's field") << ".tis" << qint64{29};
    QTest::newRow("index's format") << ".tii" << qint64{3};
    QTest::newRow("index's size") << ".tii" << qint64{11};
    QTest::newRow("norms' magic") << ".nrm" << qint64{1};
    QTest::newRow("short fields") << ".fnm" << qint64{-1};
    QTest::newRow("short terms") << ".tis" << qint64{-1};
    QTest::newRow("short norms") << ".nrm" << qint64{-1};
}

void TestSegment::rejectsDamagedFiles()
{
    QFETCH(QString, extension);
    QFETCH(qint64, offset);
    QTemporaryDir copy;
    const std::filesystem::path target = copy.path().toStdString();
    for (const auto &entry : std::filesystem::directory_iterator(directory()))
        std::filesystem::copy(entry.path(), target / entry.path().filename());
    const std::filesystem::path path = target / ("_0" + extension.toStdString());
    if (offset < 0) {
        std::filesystem::resize_file(path, std::filesystem::file_size(path) - 1);
    } else {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekg(offset);
        const int byte = file.get();
        file.seekp(offset);
        file.put(static_cast<char>(byte ^ 0x55));
    }
    const auto opened = Segment::open(target, "_0", kDocuments);
    QVERIFY(!opened);
    QVERIFY(opened.error().code == ErrorCode::Corrupt);
    QCOMPARE(opened.error().reason, std::string("index_segment"));
}

QTEST_GUILESS_MAIN(TestSegment)
#include "tst_segment.moc"
