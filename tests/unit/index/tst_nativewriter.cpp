#include "core/index/lucene/luceneguard.h"
#include "core/index/lucene/write/committedsegments.h"
#include "core/index/lucene/write/mappeddirectory.h"
#include "core/index/lucene/write/nativewriter.h"
#include "core/index/lucene/write/plainwriter.h"
#include "indexmodel.h"
#include "randomdocuments.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <random>
#include <set>
#include <thread>

using namespace explorer;
using namespace explorer::index;
using test::contentOf;
using test::differenceOf;
using test::IndexModel;
using test::versionOf;

namespace
{

enum class Kind { Native, Plain };

std::set<std::string> filesIn(const std::filesystem::path &directory)
{
    std::set<std::string> names;
    for (const auto &entry : std::filesystem::directory_iterator(directory))
        names.insert(entry.path().filename().string());
    return names;
}

} // namespace

class TestNativeWriter : public QObject
{
    Q_OBJECT

private:
    std::filesystem::path path() const { return m_directory->path().toStdString(); }
    std::unique_ptr<SegmentWriter> open(Kind kind = Kind::Native, std::size_t bufferBytes = 1U << 20U)
    {
        return open(path(), kind, bufferBytes);
    }
    std::unique_ptr<SegmentWriter> open(const std::filesystem::path &directory, Kind kind,
                                        std::size_t bufferBytes)
    {
        const Lucene::DirectoryPtr lucene = Lucene::newLucene<MappedDirectory>(directory);
        if (kind == Kind::Plain)
            return std::make_unique<PlainWriter>(lucene, directory, m_schema, 1, m_kept);
        return std::make_unique<NativeWriter>(lucene, directory, m_schema, m_logger,
                                              NativeWriter::Settings{bufferBytes, m_kept, {}});
    }
    std::vector<SegmentState> openCommitted(const WrittenCommit &commit)
    {
        return openCommit(Lucene::newLucene<MappedDirectory>(path()), path(), commit.segmentsFile);
    }
    /// A batch with replacements, removals, and ids that come twice.
    void change(SegmentWriter &writer, IndexModel &model, int count, int ids)
    {
        std::vector<IndexChange> batch;
        for (int i = 0; i < count; ++i) {
            const std::string id = "d" + std::to_string(m_random() % static_cast<unsigned>(ids));
            if (m_random() % 5U == 0) {
                batch.push_back({id, {}});
                model.erase(id);
            } else {
                const std::string version = "v" + std::to_string(++m_version);
                batch.push_back(versionOf(id, version));
                model[id] = version;
            }
        }
        writer.apply(batch);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    api::Schema m_schema = test::RandomDocuments::schema();
    Logger m_logger{LogLevel::Error, [](std::string_view) {}};
    std::mt19937 m_random;
    int m_version = 0;
    std::set<std::string> m_kept;

private Q_SLOTS:
    void initTestCase() { initializeLucene(); }
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_random.seed(11);
        m_kept.clear();
    }

    void agreesWithAModel_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        QTest::newRow("native") << int(Kind::Native) << int(Kind::Native);
        QTest::newRow("library") << int(Kind::Plain) << int(Kind::Plain);
        QTest::newRow("each after the other") << int(Kind::Native) << int(Kind::Plain);
    }
    void agreesWithAModel()
    {
        QFETCH(int, first);
        QFETCH(int, second);
        IndexModel model;
        for (int session = 0; session < 6; ++session) {
            const auto writer = open(static_cast<Kind>(session % 2 == 0 ? first : second));
            for (int round = 0; round < 30; ++round) {
                change(*writer, model, 1 + static_cast<int>(m_random() % 300U), 2000);
                if (m_random() % 2U == 0)
                    QCOMPARE(differenceOf(contentOf(writer->publish()), model), QString());
                if (m_random() % 7U == 0 || round == 29) {
                    const auto commit = writer->commit({round, round, "hash"}, m_kept);
                    m_kept = {commit.segmentsFile};
                    QVERIFY(test::isClean(path()));
                    QCOMPARE(differenceOf(contentOf(openCommitted(commit)), model), QString());
                }
            }
        }
    }

    void invertsLargeBatchesOnTwoThreads()
    {
        IndexModel model;
        const auto writer = open();
        for (int round = 0; round < 4; ++round) {
            change(*writer, model, 9000, 12'000);
            QCOMPARE(differenceOf(contentOf(writer->publish()), model), QString());
        }
        writer->commit({1, 1, "hash"}, m_kept);
        QVERIFY(test::isClean(path()));
    }

    void keepsWhatAViewSaw()
    {
        IndexModel model;
        const auto writer = open();
        change(*writer, model, 500, 300);
        const auto view = writer->publish();
        const IndexModel then = model;
        for (int round = 0; round < 40; ++round) {
            change(*writer, model, 200, 300);
            writer->publish();
        }
        QCOMPARE(differenceOf(contentOf(view), then), QString());
        QCOMPARE(differenceOf(contentOf(writer->publish()), model), QString());
    }

    void carriesThePointInTheCommit()
    {
        const auto writer = open();
        writer->commit({7, 8, "abc"}, m_kept);
        const auto second = writer->commit({9, 10, "def"}, m_kept);
        auto data = Lucene::SegmentInfos::readCurrentUserData(Lucene::newLucene<MappedDirectory>(path()));
        QCOMPARE(data.get(L"sequence"), std::wstring(L"9"));
        QCOMPARE(data.get(L"generation"), std::wstring(L"10"));
        QCOMPARE(data.get(L"schema_hash"), std::wstring(L"def"));
        QVERIFY(std::filesystem::exists(path() / second.segmentsFile));
    }

    void forgetsWhatWasNotCommittedAndUsesItsNamesAgain()
    {
        IndexModel model;
        auto writer = open();
        change(*writer, model, 300, 300);
        m_kept = {writer->commit({1, 1, "hash"}, m_kept).segmentsFile};
        const IndexModel committed = model;
        for (int round = 0; round < 25; ++round) {
            change(*writer, model, 100, 300);
            writer->publish();
        }
        const auto view = writer->publish();
        writer.reset();
        const IndexModel lost = model;
        model = committed;
        writer = open();
        QCOMPARE(differenceOf(contentOf(writer->publish()), committed), QString());
        for (int round = 0; round < 25; ++round) {
            change(*writer, model, 120, 300);
            writer->publish();
        }
        QCOMPARE(differenceOf(contentOf(writer->publish()), model), QString());
        // Its files have other content under the same names by now.
        QCOMPARE(differenceOf(contentOf(view), lost), QString());
    }

    void listsEveryFileOfACommitAndLeavesNoOther()
    {
        IndexModel model;
        auto writer = open();
        std::set<std::string> expected{"segments.gen"};
        WrittenCommit older;
        WrittenCommit newest;
        for (int round = 0; round < 35; ++round) {
            change(*writer, model, 50, 400);
            older = newest;
            newest = writer->commit({round, round, "hash"}, {newest.segmentsFile});
        }
        writer->close();
        expected.insert(older.files.begin(), older.files.end());
        expected.insert(newest.files.begin(), newest.files.end());
        QCOMPARE(filesIn(path()), expected);
        for (const SegmentState &state : newest.segments)
            QVERIFY(expected.contains(state.segment->name() + ".col"));
    }

    void takesDamagedSegmentsForCorrupt()
    {
        IndexModel model;
        auto writer = open();
        change(*writer, model, 300, 300);
        const auto commit = writer->commit({1, 1, "hash"}, m_kept);
        writer->close();
        for (const char *extension : {".fnm", ".tis", ".frq", ".prx", ".nrm", ".col"}) {
            const auto file = path() / (commit.segments.front().segment->name() + extension);
            const auto whole = std::filesystem::file_size(file);
            const auto kept = path() / "kept";
            std::filesystem::copy_file(file, kept, std::filesystem::copy_options::overwrite_existing);
            std::filesystem::resize_file(file, whole / 2);
            try {
                open();
                QFAIL(extension);
            } catch (const IndexFailure &failure) {
                QVERIFY(failure.error.code == ErrorCode::Corrupt);
            }
            std::filesystem::rename(kept, file);
        }
    }

    void writesTwoIndexesAtOnce()
    {
        QTemporaryDir other;
        // Longer for a sanitizer to look on.
        const qint64 soakMillis = 1000LL * qEnvironmentVariableIntValue("EXPLORERIO_SOAK_SECONDS");
        QElapsedTimer elapsed;
        elapsed.start();
        const auto run = [&](const std::filesystem::path &directory, unsigned seed, bool &good) {
            std::mt19937 random(seed);
            IndexModel model;
            const auto writer = open(directory, Kind::Native, 1U << 20U);
            good = true;
            for (int round = 0; (round < 120 || elapsed.elapsed() < soakMillis) && good; ++round) {
                std::vector<IndexChange> batch;
                for (int i = 0; i < 60; ++i) {
                    const std::string id = "d" + std::to_string(random() % 900U);
                    const std::string version = std::to_string(round) + "-" + std::to_string(i);
                    batch.push_back(versionOf(id, version));
                    model[id] = version;
                }
                writer->apply(batch);
                good = differenceOf(contentOf(writer->publish()), model).isEmpty();
                if (round % 30 == 29)
                    writer->commit({round, round, "hash"}, {});
            }
        };
        bool first = false;
        bool second = false;
        std::thread thread([&] { run(other.path().toStdString(), 1, first); });
        run(path(), 2, second);
        thread.join();
        QVERIFY(first && second);
        QVERIFY(test::isClean(path()) && test::isClean(other.path().toStdString()));
    }
};

QTEST_GUILESS_MAIN(TestNativeWriter)
#include "tst_nativewriter.moc"
