#include "core/index/lucene/write/segmentdirectory.h"
#include "indexmodel.h"
#include "randomdocuments.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cerrno>
#include <dlfcn.h>
#include <random>
#include <sys/uio.h>
#include <unistd.h>

using namespace explorer;
using namespace explorer::index;
using test::IndexModel;

namespace
{

/// Writes to files until one fails, and all that follow; below 0: none does.
std::atomic<int> writesLeft{-1};

/// Pipes and terminals are not counted.
bool failsNow(int fd)
{
    if (writesLeft < 0 || ::lseek(fd, 0, SEEK_CUR) < 0)
        return false;
    if (writesLeft > 0) {
        --writesLeft;
        return false;
    }
    errno = ENOSPC;
    return true;
}

} // namespace

// Stand in for the system's, for the library and for us.
extern "C" ssize_t write(int fd, const void *bytes, size_t size)
{
    static const auto real =
        reinterpret_cast<ssize_t (*)(int, const void *, size_t)>(dlsym(RTLD_NEXT, "write"));
    return failsNow(fd) ? -1 : real(fd, bytes, size);
}

extern "C" ssize_t writev(int fd, const struct iovec *parts, int count)
{
    static const auto real =
        reinterpret_cast<ssize_t (*)(int, const struct iovec *, int)>(dlsym(RTLD_NEXT, "writev"));
    return failsNow(fd) ? -1 : real(fd, parts, count);
}

class TestWriteFailures : public QObject
{
    Q_OBJECT

private:
    std::filesystem::path path() const { return m_directory.path().toStdString(); }
    std::unique_ptr<SegmentWriter> open() { return m_segments.openWriter(m_schema, m_logger, {}); }

    std::vector<IndexChange> nextBatch(IndexModel &model)
    {
        std::vector<IndexChange> batch;
        for (int i = 0; i < 30; ++i) {
            const std::string id = "d" + std::to_string(m_random() % 200U);
            const std::string version = "v" + std::to_string(++m_version);
            batch.push_back(test::versionOf(id, version));
            model[id] = version;
        }
        return batch;
    }
    /// Enough batches for a merge, and a commit. False where something was refused.
    bool write(SegmentWriter &writer, IndexModel &model)
    {
        try {
            for (int i = 0; i < 12; ++i) {
                writer.apply(nextBatch(model));
                writer.publish();
            }
            writer.commit({1, 1, "hash"}, {});
            return true;
        } catch (const std::exception &) {
            return false;
        }
    }

    QTemporaryDir m_directory;
    api::Schema m_schema = test::RandomDocuments::schema();
    Logger m_logger{LogLevel::Error, [](std::string_view) {}};
    SegmentDirectory m_segments{path()};
    std::mt19937 m_random{3};
    int m_version = 0;

private Q_SLOTS:
    void initTestCase() { initializeLucene(); }

    void keepsTheLastCommitWhicheverWriteFails()
    {
        IndexModel committed;
        QVERIFY(write(*open(), committed));
        int failures = 0;
        // Every write of the first rounds, then further and further apart; or every one, which takes minutes.
        const bool isEveryOne = qEnvironmentVariableIsSet("EXPLORERIO_EVERY_WRITE");
        int wholeInARow = 0;
        for (int allowed = 0; allowed < 3000 && wholeInARow < 3;
             allowed += isEveryOne ? 1 : 1 + allowed / 16) {
            IndexModel model = committed;
            {
                const auto writer = open();
                writesLeft = allowed;
                const bool isWhole = write(*writer, model);
                const bool hasFailed = writesLeft == 0;
                writesLeft = -1;
                failures += isWhole ? 0 : 1;
                wholeInARow = isWhole ? wholeInARow + 1 : 0;
                if (isWhole)
                    committed = model;
                else
                    QVERIFY(hasFailed);
            }
            const auto writer = open();
            const auto found = test::contentOf(writer->publish());
            // The commit may have been whole when the write behind it failed.
            const QString difference = test::differenceOf(found, committed);
            if (!difference.isEmpty())
                QCOMPARE(test::differenceOf(found, model), QString());
            committed = found;
            QVERIFY(test::isClean(path()));
        }
        QVERIFY(failures > 20);
        qInfo("%d different writes failed", failures);
    }
};

QTEST_GUILESS_MAIN(TestWriteFailures)
#include "tst_writefailures.moc"
