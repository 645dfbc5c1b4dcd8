#pragma once

#include "core/storage/collectionstore.h"
#include "core/storage/database.h"

#include <QTemporaryDir>
#include <QtTest>

namespace explorer::test
{

/// A database in a folder of its own, gone with it.
class StorageFixture
{
public:
    explicit StorageFixture(storage::StorageSettings settings = roomySettings()) : m_settings(settings)
    {
        open();
    }

    static storage::StorageSettings roomySettings()
    {
        storage::StorageSettings settings;
        settings.leastFreeBytes = 0;
        return settings;
    }

    void open()
    {
        auto opened = storage::Database::open(path(), m_settings, m_logger);
        if (!opened)
            qFatal("%s", opened.error().message.c_str());
        m_database = std::move(*opened);
    }
    void close() { m_database.reset(); }
    void reopen()
    {
        close();
        open();
    }
    [[nodiscard]] std::filesystem::path path() const { return m_directory.path().toStdString(); }
    [[nodiscard]] storage::Database &database() { return *m_database; }
    [[nodiscard]] Logger &logger() { return m_logger; }

    Result<void> write(storage::Database::WriteJob job) { return m_database->writeAndWait(std::move(job)); }
    std::int64_t createCollection(const std::string &name)
    {
        std::int64_t key = 0;
        const auto done = write([&](storage::Connection &connection) -> Result<void> {
            auto created =
                storage::CollectionStore::create(connection, {name, std::nullopt, {}, false}, 1000);
            if (!created)
                return fail(std::move(created.error()));
            key = *created;
            return {};
        });
        return done ? key : -1;
    }

private:
    QTemporaryDir m_directory;
    storage::StorageSettings m_settings;
    Logger m_logger{LogLevel::Error, [](std::string_view) {}};
    std::unique_ptr<storage::Database> m_database;
};

} // namespace explorer::test
