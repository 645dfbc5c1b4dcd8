#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace explorer::storage
{

/// Bytes that go into a BLOB column as they are: document sources, raw records. Only looked at during the
/// call they are handed to.
struct Blob {
    std::string_view bytes;
};

/// A bound value. std::string is TEXT (valid UTF-8), Blob is a BLOB.
using SqlValue = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

/// The rows of one statement; alive until the next use of the same statement.
class Rows
{
public:
    explicit Rows(QSqlQuery &query) : m_query(&query) {}
    ~Rows();
    Rows(Rows &&other) noexcept;
    Rows(const Rows &) = delete;
    Rows &operator=(const Rows &) = delete;
    bool next();
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    /// Of a TEXT or a BLOB column.
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    /// Why next() ended early; nothing at the true end.
    [[nodiscard]] std::optional<Error> failure() const;

private:
    QSqlQuery *m_query;
};

/// A database connection with its prepared statements. Belongs to one thread.
class Connection
{
public:
    explicit Connection(QSqlDatabase database);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;
    /// Prepared once a text and kept. Errors: Io, ResourceExhausted ("disk_full"), Corrupt, AlreadyExists (a
    /// unique key), NotFound ("reference_unknown", a foreign key), Unavailable ("database_busy").
    Result<Rows> query(std::string_view sql, std::initializer_list<SqlValue> values = {});
    /// The number of rows changed.
    Result<std::int64_t> execute(std::string_view sql, std::initializer_list<SqlValue> values = {});
    /// Runs a text that is not worth keeping: a pragma, a step of a migration.
    Result<void> executeOnce(std::string_view sql);
    [[nodiscard]] std::int64_t lastInsertId() const { return m_lastInsertId; }
    /// Runs `body` between BEGIN and COMMIT; a failure rolls back.
    Result<void> transaction(const std::function<Result<void>()> &body);

private:
    Result<QSqlQuery *> prepared(std::string_view sql);

    QString m_name;
    QSqlDatabase m_database;
    std::map<std::string, std::unique_ptr<QSqlQuery>, std::less<>> m_statements;
    std::int64_t m_lastInsertId = 0;
};

} // namespace explorer::storage
