#include "core/index/lucene/manifest.h"
#include "core/index/lucene/write/segmentdirectory.h"
#include "core/index/searchindex.h"
#include "unit/index/indexmodel.h"
#include "unit/index/randomdocuments.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <random>

using namespace explorer;
using namespace explorer::index;
using test::IndexModel;

namespace
{

constexpr int kIds = 1500;
constexpr int kCommitEvery = 4;

/// The changes of a batch, always the same for its number.
std::vector<IndexChange> batchOf(std::int64_t number)
{
    std::mt19937 random(static_cast<unsigned>(number));
    std::vector<IndexChange> changes;
    for (int i = static_cast<int>(20 + random() % 200U); i > 0; --i) {
        const std::string id = "d" + std::to_string(random() % static_cast<unsigned>(kIds));
        if (random() % 6U == 0)
            changes.push_back({id, {}});
        else
            changes.push_back(test::versionOf(id, std::to_string(number) + "." + std::to_string(i)));
    }
    return changes;
}

IndexModel modelAt(std::int64_t sequence)
{
    IndexModel model;
    for (std::int64_t number = 1; number <= sequence; ++number) {
        for (const IndexChange &change : batchOf(number)) {
            if (change.json.empty())
                model.erase(change.id);
            else
                model[change.id] = change.json.substr(8, change.json.find('"', 8) - 8);
        }
    }
    return model;
}

/// Goes on after the newest commit until it is killed; tells each commit.
int write(const std::filesystem::path &directory)
{
    initializeLucene();
    Logger logger(LogLevel::Error,
                  [](std::string_view line) { std::fputs(std::string(line).c_str(), stderr); });
    const auto index = openLuceneIndex(directory, test::RandomDocuments::schema(), logger);
    if (!index)
        return 3;
    const auto commits = (*index)->commits();
    std::int64_t number = commits.empty() ? 0 : commits.front().sequence;
    for (;;) {
        ++number;
        if (!(*index)->apply(batchOf(number)) || !(*index)->publish())
            return 4;
        if (number % kCommitEvery != 0)
            continue;
        if (!(*index)->commit({number, number, "hash"}))
            return 5;
        std::printf("%lld\n", static_cast<long long>(number));
        std::fflush(stdout);
    }
}

int killCount()
{
    const int wanted = qEnvironmentVariableIntValue("EXPLORERIO_KILLS");
    return wanted > 0 ? wanted : 30;
}

} // namespace

class TestIndexKills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initializeLucene(); }

    void keepsEachCommitWholeThroughKills()
    {
        QTemporaryDir root;
        const std::filesystem::path path = root.filePath(QStringLiteral("index")).toStdString();
        std::mt19937 random(5);
        std::int64_t told = 0;
        for (int kill = 0; kill < killCount(); ++kill) {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(),
                        {QStringLiteral("--write"), QString::fromStdString(path.string())});
            QVERIFY(child.waitForStarted());
            // From within its opening to within its merges and commits.
            QTest::qWait(static_cast<int>(random() % 900U));
            child.kill();
            child.waitForFinished();
            QCOMPARE(child.exitStatus(), QProcess::CrashExit);
            for (const QByteArray &line : child.readAllStandardOutput().split('\n')) {
                if (!line.isEmpty())
                    told = line.toLongLong();
            }
            verify(path, told);
        }
        QVERIFY2(told > 0, "no commit at all");
    }

private:
    static void verify(const std::filesystem::path &path, std::int64_t told)
    {
        if (!std::filesystem::exists(path))
            return;
        const auto manifest = verifyDirectory(path);
        if (!manifest && told == 0) {
            // Before its first commit an index without a manifest is built anew.
            std::filesystem::remove_all(path);
            return;
        }
        QVERIFY2(manifest, manifest ? "" : manifest.error().message.c_str());
        if (!manifest->has_value()) {
            QCOMPARE(told, std::int64_t(0));
            return;
        }
        const Manifest::Commit &newest = (*manifest)->commits.front();
        QVERIFY(newest.point.sequence >= told);
        const auto found = test::contentOf(SegmentDirectory(path).open(newest.segmentsFile));
        QCOMPARE(test::differenceOf(found, modelAt(newest.point.sequence)), QString());
        QVERIFY(test::isClean(path));
    }
};

int main(int argc, char *argv[])
{
    if (argc == 3 && std::string(argv[1]) == "--write")
        return write(argv[2]);
    QCoreApplication application(argc, argv);
    TestIndexKills test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_indexkills.moc"
