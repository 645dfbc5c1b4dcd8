#include "core/storage/database.h"

#include "core/base/fileops.h"
#include "core/storage/diskguard_p.h"
#include "core/storage/sqliteopen_p.h"
#include "core/storage/threadreaders_p.h"
#include "core/storage/writer_p.h"

#include <fcntl.h>
#include <unistd.h>

namespace explorer::storage
{
namespace
{

constexpr auto kPingDeadline = std::chrono::seconds(2);
constexpr int kShownProblems = 5;

/// The file holds password hashes: nobody else may read it, and its journal inherits the mode.
Result<void> createPrivately(const std::filesystem::path &directory, const std::filesystem::path &file)
{
    std::error_code error;
    if (std::filesystem::create_directories(directory, error))
        std::filesystem::permissions(directory, std::filesystem::perms::owner_all, error);
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail(ErrorCode::Io, "database_unopenable",
                    "Cannot open " + file.string() + ". Check that the folder is there and may be written.");
    ::close(fd);
    return {};
}

/// What a checking statement says is wrong: every row of it is a problem, but for `ok`.
Result<void> expectNoProblems(Connection &connection, std::string_view sql)
{
    auto rows = connection.query(sql);
    if (!rows)
        return fail(std::move(rows.error()));
    std::string problems;
    for (int count = 0; count < kShownProblems && rows->next(); ++count) {
        if (const std::string line = rows->text(0); line != "ok")
            problems += (problems.empty() ? "" : "; ") + line;
    }
    if (auto failure = rows->failure())
        return fail(std::move(*failure));
    if (problems.empty())
        return {};
    return fail(ErrorCode::Corrupt, "database_corrupt",
                "The database is damaged: " + problems +
                    ". Stop the program and restore the file from a backup.");
}

} // namespace

struct Database::Private {
    Private(const std::filesystem::path &directory, const StorageSettings &storageSettings)
        : file(directory / "explorerio.db"), settings(storageSettings),
          disk(directory, storageSettings.leastFreeBytes)
    {
    }

    std::filesystem::path file;
    StorageSettings settings;
    DiskGuard disk;
    // Shared with each reading thread, which outlives the database perhaps.
    ClosedFlag closed = std::make_shared<std::atomic<bool>>(false);
    std::unique_ptr<Writer> writer;
};

Database::Database(std::unique_ptr<Private> d_) : d(std::move(d_)) {}

Database::~Database()
{
    d->closed->store(true);
    ThreadReaders::current().remove(d->closed);
    // Last: a reader that closes after it cannot empty the journal into the file.
    d->writer.reset();
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path &directory,
                                                 const StorageSettings &settings, Logger &logger)
{
    auto parts = std::make_unique<Private>(directory, settings);
    if (auto created = createPrivately(directory, parts->file); !created)
        return fail(std::move(created.error()));
    auto writer = Writer::create(parts->file, settings, logger);
    if (!writer)
        return fail(std::move(writer.error()));
    parts->writer = std::move(*writer);
    if (auto durable = syncDirectory(directory); !durable)
        return fail(std::move(durable.error()));
    return std::unique_ptr<Database>(new Database(std::move(parts)));
}

std::future<Result<void>> Database::write(WriteJob job, WriteKind kind)
{
    if (kind == WriteKind::Normal) {
        if (auto admitted = d->disk.admit(); !admitted) {
            std::promise<Result<void>> promise;
            promise.set_value(std::move(admitted));
            return promise.get_future();
        }
    }
    return d->writer->push(std::move(job));
}

Result<void> Database::writeAndWait(WriteJob job, WriteKind kind)
{
    return write(std::move(job), kind).get();
}

Result<Connection *> Database::reader()
{
    ThreadReaders &readers = ThreadReaders::current();
    if (Connection *known = readers.find(d->closed))
        return known;
    auto opened = openSqlite(d->file, OpenMode::Reader, d->settings);
    if (!opened)
        return fail(std::move(opened.error()));
    return readers.add(d->closed, std::move(*opened));
}

void Database::closeThreadReader() { ThreadReaders::current().remove(d->closed); }

Result<std::unique_ptr<ReadSnapshot>> Database::openSnapshot()
{
    auto opened = openSqlite(d->file, OpenMode::Reader, d->settings);
    if (!opened)
        return fail(std::move(opened.error()));
    if (auto begun = (*opened)->execute("BEGIN"); !begun)
        return fail(std::move(begun.error()));
    auto snapshot = std::make_unique<ReadSnapshot>(std::move(*opened));
    // The state that a transaction sees is chosen by its first read.
    const auto rows = snapshot->connection().query("SELECT key FROM collections LIMIT 1");
    if (!rows)
        return fail(rows.error());
    return snapshot;
}

Result<void> Database::check()
{
    const auto connection = reader();
    if (!connection)
        return fail(connection.error());
    for (const std::string_view sql :
         {"PRAGMA quick_check",
          "SELECT 'a row of ' || \"table\" || ' refers to nothing' FROM pragma_foreign_key_check",
          "SELECT 'collection ' || c.name || ' counts ' || n.document_count || ' documents and has ' || "
          "count(d.key)"
          " FROM collections c JOIN collection_counters n ON n.collection = c.key"
          " LEFT JOIN documents d ON d.collection = c.key GROUP BY c.key HAVING n.document_count <> "
          "count(d.key)"}) {
        if (auto checked = expectNoProblems(**connection, sql); !checked)
            return checked;
    }
    return {};
}

Result<void> Database::ping()
{
    const auto connection = reader();
    if (!connection)
        return fail(connection.error());
    {
        const auto rows = (*connection)->query("SELECT count(*) FROM collections");
        if (!rows)
            return fail(rows.error());
    }
    auto written = write([](Connection &) -> Result<void> { return {}; }, WriteKind::Essential);
    if (written.wait_for(kPingDeadline) != std::future_status::ready)
        return fail(ErrorCode::DeadlineExceeded, "database_slow",
                    "The database's writer has not answered for 2 s. It is busy with large writes, or the "
                    "disk is stuck.");
    return written.get();
}

std::size_t Database::queuedWrites() const { return d->writer->queued(); }

double Database::writerBusyRatio() const { return d->writer->busyRatio(); }

std::int64_t Database::sizeBytes() const
{
    std::int64_t total = 0;
    for (const char *suffix : {"", "-wal"}) {
        std::error_code error;
        const auto size = std::filesystem::file_size(d->file.string() + suffix, error);
        total += error ? 0 : static_cast<std::int64_t>(size);
    }
    return total;
}

bool Database::isReadOnly() const { return d->disk.isFull(); }

std::int64_t Database::commits() const { return d->writer->commits(); }

} // namespace explorer::storage
