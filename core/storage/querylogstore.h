#pragma once

#include "core/storage/database.h"

#include <string>
#include <vector>

namespace explorer::storage
{

/// One line of the query log: a shape with its figures, or a request that is asked often.
struct QueryLogRow {
    enum class Kind : std::uint8_t { Shape, Request } kind = Kind::Shape;
    /// The shape's name, or the hash of the request.
    std::string name;
    /// JSON; what it means is the log's own.
    std::string content;
    double score = 0;
    UnixMillis lastAt = 0;
};

class QueryLogStore
{
public:
    explicit QueryLogStore(Database &database) : m_database(database) {}
    Result<std::vector<QueryLogRow>> load();
    /// Takes the place of everything stored before.
    static Result<void> replace(Connection &connection, const std::vector<QueryLogRow> &rows);

private:
    Database &m_database;
};

} // namespace explorer::storage
