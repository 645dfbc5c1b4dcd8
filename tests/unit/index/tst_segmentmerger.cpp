#include "core/index/lucene/build/segmentbuilder.h"
#include "core/index/lucene/merge/segmentmerger.h"
#include "edgedocuments.h"
#include "plainsegment.h"
#include "randomdocuments.h"

#include "core/base/fileops.h"
#include "core/index/searchindex.h"

#include <lucene++/CheckIndex.h>

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace explorer;
using namespace explorer::index;
using test::IdentifiedDocument;

namespace
{

const std::vector<std::string> kExtensions{"fnm", "tis", "tii", "frq", "prx", "nrm", "fdx", "fdt"};

std::vector<IdentifiedDocument> randomDocuments(int count, const api::Schema &schema)
{
    test::RandomDocuments random(7);
    std::vector<IdentifiedDocument> documents;
    std::vector<query::TypeProblem> problems;
    for (int i = 0; i < count; ++i)
        documents.emplace_back("d" + std::to_string(i),
                               query::extractFields(schema, random.document(), problems).value());
    return documents;
}

} // namespace

class TestSegmentMerger : public QObject
{
    Q_OBJECT

private:
    std::filesystem::path path() const { return m_directory->path().toStdString(); }

    /// Spreads the documents over segments `_a0`, `_a1`, ..., each a contiguous part, and deletes some.
    std::vector<SegmentState> build(const std::vector<IdentifiedDocument> &documents, int segments,
                                    int deletedPercent)
    {
        std::mt19937 random(3);
        std::vector<SegmentState> states;
        const auto count = static_cast<int>(documents.size());
        for (int i = 0; i < segments; ++i) {
            SegmentBuilder builder(m_schema);
            const int begin = count * i / segments;
            const int end = count * (i + 1) / segments;
            auto deletions = std::make_shared<Deletions>(end - begin);
            for (int at = begin; at < end; ++at) {
                const IdentifiedDocument &document = documents[static_cast<std::size_t>(at)];
                builder.add(document.first, document.second);
                if (static_cast<int>(random() % 100U) < deletedPercent)
                    deletions->insert(at - begin);
                else
                    m_live.push_back(document);
            }
            const std::string name = "_a" + std::to_string(i);
            const auto written = builder.write(path(), name);
            const auto segment = Segment::open(path(), name, written->documents);
            states.push_back({*segment, deletions->count() > 0 ? deletions : nullptr});
        }
        return states;
    }

    QString differences(const std::string &merged, const std::filesystem::path &expected)
    {
        QString text;
        for (const std::string &extension : kExtensions) {
            if (readFile(path() / (merged + "." + extension)).value_or("ours is missing") !=
                readFile(expected / ("_1." + extension)).value_or("theirs is missing"))
                text += QString::fromStdString(extension) + QStringLiteral(" differs ");
        }
        return text;
    }

    api::Schema m_schema = test::RandomDocuments::schema();
    std::unique_ptr<QTemporaryDir> m_directory;
    std::vector<IdentifiedDocument> m_live;

private Q_SLOTS:
    void initTestCase() { initializeLucene(); }
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_live.clear();
    }

    void writesWhatOneFlushOfTheLiveDocumentsWrites_data()
    {
        QTest::addColumn<bool>("edge");
        QTest::addColumn<int>("segments");
        QTest::addColumn<int>("deletedPercent");
        QTest::newRow("one segment") << false << 1 << 0;
        QTest::newRow("three segments") << false << 3 << 0;
        QTest::newRow("ten segments, few deleted") << false << 10 << 5;
        QTest::newRow("ten segments, half deleted") << false << 10 << 50;
        QTest::newRow("nearly all deleted") << false << 4 << 98;
        QTest::newRow("edge corpus") << true << 7 << 0;
        QTest::newRow("edge corpus, some deleted") << true << 7 << 30;
    }
    void writesWhatOneFlushOfTheLiveDocumentsWrites()
    {
        QFETCH(bool, edge);
        QFETCH(int, segments);
        QFETCH(int, deletedPercent);
        const auto documents = edge ? test::EdgeDocuments().all() : randomDocuments(3000, m_schema);
        SegmentMerger merger(path(), build(documents, segments, deletedPercent), [] { return false; });
        const auto written = merger.write("_m");
        QVERIFY2(written, written ? "" : written.error().message.c_str());
        QCOMPARE(written->documents, static_cast<int>(m_live.size()));
        QTemporaryDir plain;
        test::writePlainSegment(plain.path().toStdString(), m_schema, m_live);
        QCOMPARE(differences("_m", plain.path().toStdString()), QString());

        // The column file, too, is the one that the documents would have had at once.
        SegmentBuilder builder(m_schema);
        for (const auto &[id, values] : m_live)
            builder.add(id, values);
        QVERIFY(builder.write(path(), "_b"));
        QCOMPARE(readFile(path() / "_m.col").value() == readFile(path() / "_b.col").value(), true);
        QVERIFY(Segment::open(path(), "_m", written->documents));
    }

    void mapsDocumentsPastTheDeleted()
    {
        const auto states = build(randomDocuments(100, m_schema), 2, 40);
        SegmentMerger merger(path(), states, [] { return false; });
        QVERIFY(merger.write("_m"));
        int next = 0;
        for (std::size_t i = 0; i < states.size(); ++i) {
            for (int document = 0; document < states[i].segment->documents(); ++document) {
                const bool isGone = states[i].deletions->contains(document);
                QCOMPARE(merger.documents(i).at(document), isGone ? DocumentMap::kGone : next);
                next += isGone ? 0 : 1;
            }
        }
    }

    void stopsWhenAskedAndLeavesNothingBehind()
    {
        const auto states = build(randomDocuments(2000, m_schema), 3, 0);
        for (int allowed = 0;; ++allowed) {
            int looks = 0;
            SegmentMerger merger(path(), states, [&looks, allowed] { return looks++ >= allowed; });
            const auto written = merger.write("_m");
            if (written)
                break;
            QCOMPARE(written.error().reason, std::string("merge_stopped"));
            for (const auto &entry : std::filesystem::directory_iterator(path()))
                QVERIFY(!entry.path().filename().string().starts_with("_m"));
        }
        QVERIFY(std::filesystem::exists(path() / "_m.col"));
    }
};

QTEST_GUILESS_MAIN(TestSegmentMerger)
#include "tst_segmentmerger.moc"
