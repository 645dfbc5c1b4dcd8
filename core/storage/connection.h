#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>

namespace explorer::storage {

using SqlValue = std::variant<std::monostate, std::int64_t, double, std::string>;

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
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] bool isNull(int column) const;

private:
    QSqlQuery *m_query;
};

/// A database connection with its prepared statements. Belongs to one thread.
class Connection
{
public:
    explicit Connection(QSqlDatabase database);
    ~Connection();
    /// Prepared once a text and kept. Errors: Io, ResourceExhausted ("disk_full"), Corrupt, AlreadyExists (a unique key).
    Result<Rows> query(const std::string &sql, std::initializer_list<SqlValue> values = {});
    /// The number of rows changed.
    Result<std::int64_t> execute(const std::string &sql, std::initializer_list<SqlValue> values = {});
    [[nodiscard]] std::int64_t lastInsertId() const;
    /// Runs `body` between BEGIN and COMMIT; a failure rolls back.
    Result<void> transaction(const std::function<Result<void>()> &body);

private:
    std::string m_name;
    QSqlDatabase m_database;
    std::map<std::string, std::unique_ptr<QSqlQuery>, std::less<>> m_statements;
    std::int64_t m_lastInsertId = 0;
};

} // namespace explorer::storage
