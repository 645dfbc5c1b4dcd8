#include "core/storage/sqliteopen_p.h"

#include "core/base/random.h"
#include "core/storage/sqlerror_p.h"

#include <QSqlError>

namespace explorer::storage
{
namespace
{

// Readers are many; each page they keep is also in the system's cache.
constexpr int kReaderCacheKiB = 2048;
// 4 KiB each: a checkpoint every 16 MiB instead of SQLite's 4, which costs fewer fsyncs in bulk loads.
constexpr int kCheckpointPages = 4096;
constexpr std::int64_t kJournalLimitBytes = 64LL * 1024 * 1024;

Result<void> configure(Connection &connection, OpenMode mode, const StorageSettings &settings)
{
    const bool isWriter = mode == OpenMode::Writer;
    const std::string cache = std::to_string(isWriter ? settings.cachePagesKiB : kReaderCacheKiB);
    const std::string checkpoint = std::to_string(isWriter ? kCheckpointPages : 0);
    // Memory-mapped pages would count as memory of the process once a connection, hence no mmap.
    for (const auto &[name, value] : std::initializer_list<std::pair<std::string_view, std::string>>{
             {"trusted_schema", "OFF"},
             {"cell_size_check", "ON"},
             {"foreign_keys", "ON"},
             {"synchronous", "FULL"},
             {"temp_store", "MEMORY"},
             {"mmap_size", "0"},
             {"cache_size", "-" + cache},
             {"wal_autocheckpoint", checkpoint},
             {"journal_size_limit", std::to_string(kJournalLimitBytes)},
             {"query_only", isWriter ? "OFF" : "ON"}}) {
        if (auto done = connection.executeOnce("PRAGMA " + std::string(name) + " = " + value); !done)
            return done;
    }
    return {};
}

Result<void> switchToWal(Connection &connection)
{
    auto rows = connection.query("PRAGMA journal_mode = WAL");
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next() || rows->text(0) != "wal")
        return fail(ErrorCode::Io, "wal_unavailable",
                    "The data directory is on a file system without shared memory files. Use a local disk.");
    return {};
}

} // namespace

Result<std::unique_ptr<Connection>> openSqlite(const std::filesystem::path &file, OpenMode mode,
                                               const StorageSettings &settings)
{
    const QString name = QStringLiteral("explorerio-") + QString::fromStdString(randomToken(12));
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
    if (!database.isValid()) {
        QSqlDatabase::removeDatabase(name);
        return fail(ErrorCode::Internal, "sqlite_driver_missing",
                    "Qt's SQLite driver could not be loaded. Install the package libqt6sql6-sqlite.");
    }
    database.setDatabaseName(QString::fromStdString(file.string()));
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000");
    if (mode == OpenMode::Reader)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    database.setConnectOptions(options);
    if (!database.open()) {
        const Error error = toError(database.lastError()).withContext("opening " + file.string());
        database = QSqlDatabase();
        QSqlDatabase::removeDatabase(name);
        return fail(error);
    }
    auto connection = std::make_unique<Connection>(database);
    // QtSql wants no handle left when a connection is removed.
    database = QSqlDatabase();
    if (auto done = configure(*connection, mode, settings); !done)
        return fail(std::move(done.error()).withContext("opening " + file.string()));
    if (mode == OpenMode::Writer) {
        if (auto done = switchToWal(*connection); !done)
            return fail(std::move(done.error()).withContext("opening " + file.string()));
    }
    return connection;
}

} // namespace explorer::storage
