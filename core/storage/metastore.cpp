#include "core/storage/accountstores.h"
#include "core/storage/rows_p.h"

namespace explorer::storage
{

Result<std::optional<std::string>> MetaStore::find(const std::string &name)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return find(**connection, name);
}

Result<std::optional<std::string>> MetaStore::find(Connection &connection, const std::string &name)
{
    return firstOf(connection.query("SELECT value FROM meta WHERE name = ?", {name}),
                   [](const Rows &row) { return row.text(0); });
}

Result<void> MetaStore::set(Connection &connection, const std::string &name, const std::string &value)
{
    return done(connection.execute("INSERT INTO meta (name, value) VALUES (?, ?)"
                                   " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                                   {name, Blob{value}}));
}

Result<void> MetaStore::remove(Connection &connection, const std::string &name)
{
    return done(connection.execute("DELETE FROM meta WHERE name = ?", {name}));
}

} // namespace explorer::storage
