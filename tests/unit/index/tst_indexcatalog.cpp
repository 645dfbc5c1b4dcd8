#include "core/index/indexcatalog.h"
#include "core/storage/collectionstore.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

using namespace explorer;
using namespace explorer::index;
namespace fs = std::filesystem;

namespace
{

const auto kAll = query::makeNode(query::MatchAll{});

Deadline soon() { return Deadline::after(std::chrono::seconds(20)); }

} // namespace

class TestIndexCatalog : public QObject
{
    Q_OBJECT

private:
    static api::Schema schema(const char *hostType = "keyword")
    {
        return api::schemaFromJson({{"fields", {{"title", "text"}, {"host", hostType}, {"n", "long"}}}})
            .value();
    }
    fs::path root() const { return m_directory->path().toStdString(); }
    void openDatabase()
    {
        storage::StorageSettings settings;
        settings.leastFreeBytes = 0;
        m_database = storage::Database::open(root(), settings, m_logger).value();
    }
    void openCatalog()
    {
        auto opened = IndexCatalog::open(root(), *m_database, m_settings, m_logger);
        QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
        m_catalog = std::move(*opened);
    }
    std::int64_t createCollection(const std::string &name)
    {
        std::int64_t key = 0;
        const auto created = m_database->writeAndWait([&](storage::Connection &connection) -> Result<void> {
            api::CollectionCreate create;
            create.name = name;
            create.schema = schema();
            auto made = storage::CollectionStore::create(connection, create, 1);
            if (!made)
                return fail(made.error());
            key = *made;
            return {};
        });
        if (!created)
            qWarning("%s", created.error().message.c_str());
        return key;
    }
    std::int64_t put(std::int64_t collection, int from, int to)
    {
        std::int64_t sequence = 0;
        const auto written = m_database->writeAndWait([&](storage::Connection &connection) -> Result<void> {
            for (int i = from; i < to; ++i) {
                const std::string json = R"({"title":"quick fox )" + std::to_string(i) + R"(","host":"h)" +
                                         std::to_string(i % 7) + R"(","n":)" + std::to_string(i) + "}";
                auto put =
                    storage::DocumentStore::put(connection, collection, "d" + std::to_string(i), json, 1);
                if (!put)
                    return fail(put.error());
                sequence = put->sequence;
            }
            return {};
        });
        if (!written)
            qWarning("%s", written.error().message.c_str());
        if (m_catalog)
            m_catalog->notifyChanged(collection);
        return sequence;
    }
    std::int64_t count(std::int64_t collection, const query::NodePtr &root = kAll)
    {
        const auto index = m_catalog->find(collection);
        if (!index)
            return -1;
        IndexQuery query;
        query.root = root;
        const auto answer = (*index)->search(query);
        return answer ? answer->total : -2;
    }
    void restart()
    {
        m_catalog.reset();
        openCatalog();
    }
    fs::path indexDirectory(std::int64_t collection) const
    {
        for (const auto &entry : fs::directory_iterator(root() / "index" / std::to_string(collection))) {
            if (entry.is_directory())
                return entry.path();
        }
        return {};
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    Logger m_logger{LogLevel::Error, [](std::string_view) {}};
    IndexSettings m_settings;
    std::unique_ptr<storage::Database> m_database;
    std::unique_ptr<IndexCatalog> m_catalog;

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_settings = {};
        m_settings.publishMillis = 20;
        openDatabase();
        openCatalog();
    }
    void cleanup()
    {
        m_catalog.reset();
        m_database.reset();
    }

    void aNewCollectionIsSearchableAtOnce()
    {
        const std::int64_t key = createCollection("a");
        m_catalog->notifySchemaChanged(key);
        QCOMPARE(count(key), std::int64_t{0});
        QCOMPARE(m_catalog->state(key).phase, IndexState::Phase::Ready);
        QVERIFY(m_catalog->find(key + 100).error().code == ErrorCode::NotFound);
    }

    void aChangeIsVisibleOnceWaitedFor()
    {
        const std::int64_t key = createCollection("a");
        m_settings.publishMillis = 60'000;
        restart();
        for (int i = 0; i < 5; ++i) {
            QVERIFY(m_catalog->waitVisible(key, put(key, i * 10, i * 10 + 10), soon()));
            QCOMPARE(count(key), std::int64_t{i * 10 + 10});
        }
        QCOMPARE(m_catalog->state(key).lag, std::int64_t{0});
        const auto removed = m_database->writeAndWait([&](storage::Connection &connection) -> Result<void> {
            auto gone = storage::DocumentStore::remove(connection, key, "d3");
            return gone ? Result<void>() : fail(gone.error());
        });
        QVERIFY(removed);
        m_catalog->notifyChanged(key);
        const auto sequence = storage::ChangeLog(*m_database).head(key).value();
        QVERIFY(m_catalog->waitVisible(key, sequence, soon()));
        QCOMPARE(count(key), std::int64_t{49});
        QCOMPARE(count(key, query::makeNode(query::Ids{{"d3"}})), std::int64_t{0});
    }

    void followsWithoutAnybodyWaiting()
    {
        const std::int64_t key = createCollection("a");
        int published = 0;
        m_catalog->onPublished([&published](std::int64_t, std::int64_t) { ++published; });
        put(key, 0, 300);
        QTRY_COMPARE_WITH_TIMEOUT(count(key), std::int64_t{300}, 20'000);
        m_catalog.reset();
        QVERIFY(published > 0);
    }

    void aWaitEndsAtItsDeadline()
    {
        const std::int64_t key = createCollection("a");
        const auto waited =
            m_catalog->waitVisible(key, 1'000'000, Deadline::after(std::chrono::milliseconds(50)));
        QVERIFY(waited.error().code == ErrorCode::DeadlineExceeded);
    }

    void keepsWhatItHadAfterARestart()
    {
        const std::int64_t key = createCollection("a");
        QVERIFY(m_catalog->waitVisible(key, put(key, 0, 200), soon()));
        restart();
        QCOMPARE(count(key), std::int64_t{200});
        QVERIFY(m_catalog->waitVisible(key, put(key, 100, 300), soon()));
        QCOMPARE(count(key), std::int64_t{300});
    }

    void followsSeveralCollectionsAndForgetsRemovedOnes()
    {
        const std::int64_t first = createCollection("a");
        const std::int64_t second = createCollection("b");
        const auto inFirst = put(first, 0, 50);
        const auto inSecond = put(second, 0, 70);
        QVERIFY(m_catalog->waitVisible(first, inFirst, soon()));
        QVERIFY(m_catalog->waitVisible(second, inSecond, soon()));
        QCOMPARE(count(first), std::int64_t{50});
        QCOMPARE(count(second), std::int64_t{70});
        QVERIFY(m_database->writeAndWait([&](storage::Connection &connection) {
            return storage::CollectionStore::remove(connection, first);
        }));
        m_catalog->notifySchemaChanged(first);
        QTRY_COMPARE_WITH_TIMEOUT(count(first), std::int64_t{-1}, 20'000);
        QTRY_VERIFY(!fs::exists(root() / "index" / std::to_string(first)));
        QCOMPARE(count(second), std::int64_t{70});
    }

    void rebuildsForAnotherSchema()
    {
        const std::int64_t key = createCollection("a");
        QVERIFY(m_catalog->waitVisible(key, put(key, 0, 100), soon()));
        const auto changed = m_database->writeAndWait([&](storage::Connection &connection) {
            return storage::CollectionStore::setSchema(connection, key, schema("text"), 0);
        });
        QVERIFY(changed);
        m_catalog->notifySchemaChanged(key);
        QTRY_COMPARE_WITH_TIMEOUT(m_catalog->state(key).phase, IndexState::Phase::Ready, 20'000);
        QCOMPARE(count(key), std::int64_t{100});
        QCOMPARE(count(key, query::makeNode(query::Phrase{"title", {"quick", "fox"}, 0})), std::int64_t{100});
        restart();
        QCOMPARE(count(key), std::int64_t{100});
    }

    void rebuildsWhenAskedTo()
    {
        const std::int64_t key = createCollection("a");
        QVERIFY(m_catalog->waitVisible(key, put(key, 0, 100), soon()));
        const auto before = (*m_catalog->find(key))->statistics().generation;
        m_catalog->requestRebuild(key);
        const auto during = m_catalog->find(key);
        QVERIFY(during || during.error().reason == "index_rebuilding");
        QVERIFY(m_catalog->waitVisible(key, put(key, 100, 120), soon()));
        QCOMPARE(count(key), std::int64_t{120});
        QVERIFY((*m_catalog->find(key))->statistics().generation > before);
    }

    void prunesTheChangeLogToTheOlderCommit()
    {
        m_settings.commitChanges = 10;
        restart();
        const std::int64_t key = createCollection("a");
        const auto first = put(key, 0, 20);
        QVERIFY(m_catalog->waitVisible(key, first, soon()));
        QTRY_COMPARE_WITH_TIMEOUT((*m_catalog->find(key))->commits().size(), std::size_t{1}, 20'000);
        QVERIFY(m_catalog->waitVisible(key, put(key, 20, 40), soon()));
        QTRY_COMPARE_WITH_TIMEOUT(storage::ChangeLog(*m_database).prunedUpTo(key).value(), first, 20'000);
        QCOMPARE(storage::ChangeLog(*m_database).countAfter(key, 0).value(), std::int64_t{20});
    }

    void findsEverythingAgainAfterDamage_data()
    {
        QTest::addColumn<QString>("damage");
        for (const char *damage : {"delete", "empty:segments", "flip:segments", "flip:manifest", "flip:tis",
                                   "flip:tii", "flip:frq", "flip:prx", "flip:nrm", "flip:fnm", "remove:frq",
                                   "remove:manifest", "remove:CURRENT"})
            QTest::newRow(damage) << QString::fromLatin1(damage);
    }
    void findsEverythingAgainAfterDamage()
    {
        QFETCH(QString, damage);
        const std::int64_t key = createCollection("a");
        QVERIFY(m_catalog->waitVisible(key, put(key, 0, 150), soon()));
        restart();
        const auto sequence = put(key, 100, 250);
        QVERIFY(m_catalog->waitVisible(key, sequence, soon()));
        m_catalog.reset();
        QVERIFY(damageIndex(key, damage.toStdString()));
        openCatalog();
        QVERIFY(m_catalog->waitVisible(key, sequence, soon()));
        QCOMPARE(count(key), std::int64_t{250});
        for (int host = 0; host < 7; ++host) {
            const std::int64_t expected = 250 / 7 + (host < 250 % 7 ? 1 : 0);
            QCOMPARE(count(key, query::makeNode(query::Term{"host", "h" + std::to_string(host)})), expected);
        }
    }

    void rebuildsWhenItsFilesVanishWhileItRuns()
    {
        const std::int64_t key = createCollection("a");
        m_settings.commitChanges = 10;
        restart();
        QVERIFY(m_catalog->waitVisible(key, put(key, 0, 150), soon()));
        QTRY_COMPARE_WITH_TIMEOUT((*m_catalog->find(key))->commits().size(), std::size_t{1}, 20'000);
        fs::remove_all(root() / "index" / std::to_string(key));
        QVERIFY(m_catalog->waitVisible(key, put(key, 150, 200), soon()));
        QTRY_COMPARE_WITH_TIMEOUT(count(key), std::int64_t{200}, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_catalog->state(key).phase, IndexState::Phase::Ready, 20'000);
        restart();
        QCOMPARE(count(key), std::int64_t{200});
    }

    void twoCatalogsLiveInOneProcess()
    {
        QTemporaryDir other;
        auto database = storage::Database::open(other.path().toStdString(), {}, m_logger).value();
        auto second = IndexCatalog::open(other.path().toStdString(), *database, m_settings, m_logger).value();
        const std::int64_t key = createCollection("a");
        QVERIFY(m_catalog->waitVisible(key, put(key, 0, 10), soon()));
        QCOMPARE(count(key), std::int64_t{10});
        QCOMPARE(second->overallState().statistics.documents, std::int64_t{0});
        second.reset();
        QVERIFY(m_catalog->waitVisible(key, put(key, 10, 20), soon()));
        QCOMPARE(count(key), std::int64_t{20});
    }

private:
    /// "delete", or what to do with the files whose name holds the word after the colon.
    bool damageIndex(std::int64_t collection, const std::string &damage) const
    {
        const fs::path directory = root() / "index" / std::to_string(collection);
        if (damage == "delete")
            return fs::remove_all(directory) > 0;
        const std::string action = damage.substr(0, damage.find(':'));
        const std::string part = damage.substr(damage.find(':') + 1);
        std::vector<fs::path> files;
        for (const auto &entry : fs::recursive_directory_iterator(directory)) {
            const std::string name = entry.path().filename().string();
            if (entry.is_regular_file() && name != "segments.gen" && name.find(part) != std::string::npos)
                files.push_back(entry.path());
        }
        if (files.empty())
            return false;
        std::sort(files.begin(), files.end());
        const fs::path &file = files.back();
        if (action == "remove")
            return fs::remove(file);
        if (action == "empty") {
            fs::resize_file(file, 0);
            return true;
        }
        std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
        const auto at = static_cast<std::streamoff>(fs::file_size(file) / 2);
        stream.seekg(at);
        const int byte = stream.get();
        stream.seekp(at);
        stream.put(static_cast<char>(byte ^ 0x10));
        return stream.good();
    }
};

QTEST_GUILESS_MAIN(TestIndexCatalog)
#include "tst_indexcatalog.moc"
