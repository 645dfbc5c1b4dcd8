// SQLite's FTS5 on the benchmark's corpus; it has neither wildcards nor fuzzies.
#include "peer.h"

#include <sqlite3.h>

#include <map>
#include <memory>
#include <stdexcept>

using namespace explorer::bench;

namespace
{

struct CloseDatabase {
    void operator()(sqlite3 *database) const { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using DatabasePtr = std::shared_ptr<sqlite3>;
using StatementPtr = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

void check(int code, sqlite3 *database)
{
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
        throw std::runtime_error(sqlite3_errmsg(database));
}

void execute(const DatabasePtr &database, const char *sql)
{
    check(sqlite3_exec(database.get(), sql, nullptr, nullptr, nullptr), database.get());
}

StatementPtr prepare(const DatabasePtr &database, const std::string &sql)
{
    sqlite3_stmt *statement = nullptr;
    check(sqlite3_prepare_v2(database.get(), sql.c_str(), -1, &statement, nullptr), database.get());
    return StatementPtr(statement);
}

void bindText(const StatementPtr &statement, int place, const std::string &text)
{
    sqlite3_bind_text(statement.get(), place, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

/// Tokens are what spaces part.
int createTokenizer(void *, const char **, int, Fts5Tokenizer **tokenizer)
{
    static int none = 0;
    *tokenizer = reinterpret_cast<Fts5Tokenizer *>(&none);
    return SQLITE_OK;
}

void deleteTokenizer(Fts5Tokenizer *) {}

int tokenize(Fts5Tokenizer *, void *context, int, const char *text, int size,
             int (*take)(void *, int, const char *, int, int, int))
{
    for (int begin = 0; begin < size;) {
        int end = begin;
        while (end < size && text[end] != ' ')
            ++end;
        if (end > begin) {
            if (const int code = take(context, 0, text + begin, end - begin, begin, end); code != SQLITE_OK)
                return code;
        }
        begin = end + 1;
    }
    return SQLITE_OK;
}

void registerTokenizer(const DatabasePtr &database)
{
    fts5_api *api = nullptr;
    const StatementPtr statement = prepare(database, "SELECT fts5(?1)");
    sqlite3_bind_pointer(statement.get(), 1, static_cast<void *>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement.get());
    if (api == nullptr)
        throw std::runtime_error("SQLite was built without FTS5");
    fts5_tokenizer tokenizer{createTokenizer, deleteTokenizer, tokenize};
    check(api->xCreateTokenizer(api, "spaces", nullptr, &tokenizer, nullptr), database.get());
}

DatabasePtr openDatabase(const std::string &directory)
{
    sqlite3 *database = nullptr;
    const int code = sqlite3_open((directory + "/corpus.sqlite").c_str(), &database);
    DatabasePtr opened(database, CloseDatabase());
    check(code, database);
    execute(opened, "PRAGMA mmap_size = 4000000000; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536");
    registerTokenizer(opened);
    return opened;
}

std::string matchOf(const BenchQuery &query)
{
    std::string match;
    if (query.operation == "prefix")
        return "\"" + query.words.front().substr(0, query.words.front().size() - 1) + "\" *";
    const std::string between = query.operation == "and"  ? "\" AND \""
                                : query.operation == "or" ? "\" OR \""
                                                          : " ";
    for (const std::string &word : query.words)
        match += (match.empty() ? "\"" : between) + word;
    return match + "\"";
}

/// Statements by their text; one connection, one thread.
class SqliteSearch
{
public:
    explicit SqliteSearch(const std::string &directory) : m_database(openDatabase(directory)) {}
    std::optional<EngineAnswer> operator()(const BenchQuery &query)
    {
        if (query.operation == "wildcard" || query.operation.starts_with("fuzzy"))
            return std::nullopt;
        const bool isRange = query.operation == "range";
        const bool isSort = query.operation == "sort";
        const std::string from = std::string(" FROM bodies ") +
                                 (isRange ? "JOIN documents ON documents.number = bodies.rowid " : "") +
                                 "WHERE bodies MATCH ?1" + (isRange ? " AND size BETWEEN ?2 AND ?3" : "");
        const std::string joined =
            " FROM bodies JOIN documents ON documents.number = bodies.rowid WHERE bodies MATCH ?1";
        EngineAnswer answer;
        answer.total = std::stoll(rows("SELECT count(*)" + from, query).front());
        const std::string order = isSort                        ? " ORDER BY time DESC"
                                  : query.operation == "prefix" ? ""
                                                                : " ORDER BY rank";
        const std::string condition = isRange ? " AND size BETWEEN ?2 AND ?3" : "";
        answer.ids = rows("SELECT id" + joined + condition + order + " LIMIT 10", query);
        if (query.operation == "facet")
            rows("SELECT kind, count(*)" + joined + " GROUP BY kind", query);
        else if (query.operation == "histogram")
            rows("SELECT time / 86400000 AS day, count(*)" + joined + " GROUP BY day", query);
        return answer;
    }

private:
    std::vector<std::string> rows(const std::string &sql, const BenchQuery &query)
    {
        StatementPtr &statement = m_statements[sql];
        if (!statement)
            statement = prepare(m_database, sql);
        bindText(statement, 1, matchOf(query));
        if (query.operation == "range") {
            sqlite3_bind_int64(statement.get(), 2, query.low);
            sqlite3_bind_int64(statement.get(), 3, query.high);
        }
        std::vector<std::string> values;
        int code = 0;
        while ((code = sqlite3_step(statement.get())) == SQLITE_ROW)
            values.emplace_back(reinterpret_cast<const char *>(sqlite3_column_text(statement.get(), 0)));
        check(code, m_database.get());
        sqlite3_reset(statement.get());
        return values;
    }

    DatabasePtr m_database;
    std::map<std::string, StatementPtr> m_statements;
};

class SqlitePeer : public Peer
{
public:
    [[nodiscard]] std::string name() const override { return "sqlite-fts5"; }
    void beginWriting(const std::string &directory) override
    {
        m_database = openDatabase(directory);
        execute(m_database,
                "PRAGMA journal_mode = WAL;"
                "CREATE TABLE IF NOT EXISTS documents(number INTEGER PRIMARY KEY, id TEXT, kind TEXT, size "
                "INTEGER, "
                "time INTEGER);"
                "CREATE VIRTUAL TABLE IF NOT EXISTS bodies USING fts5(body, content='', tokenize='spaces');"
                "BEGIN");
        m_document = prepare(m_database, "INSERT INTO documents VALUES(?1, ?2, ?3, ?4, ?5)");
        m_body = prepare(m_database, "INSERT INTO bodies(rowid, body) VALUES(?1, ?2)");
        m_deleteDocument = prepare(m_database, "DELETE FROM documents WHERE number = ?1");
        m_deleteBody =
            prepare(m_database, "INSERT INTO bodies(bodies, rowid, body) VALUES('delete', ?1, ?2)");
    }
    void add(const CorpusDocument &document) override
    {
        bindText(m_document, 2, document.id);
        bindText(m_document, 3, document.kind);
        sqlite3_bind_int64(m_document.get(), 4, document.size);
        sqlite3_bind_int64(m_document.get(), 5, document.time);
        run(m_document, document);
        bindText(m_body, 2, document.body);
        run(m_body, document);
    }
    void remove(const CorpusDocument &document) override
    {
        run(m_deleteDocument, document);
        bindText(m_deleteBody, 2, document.body);
        run(m_deleteBody, document);
    }
    void endWriting() override
    {
        execute(m_database, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
        for (StatementPtr *statement : {&m_document, &m_body, &m_deleteDocument, &m_deleteBody})
            statement->reset();
        m_database = nullptr;
    }
    Searcher open(const std::string &directory) override
    {
        return [search = std::make_shared<SqliteSearch>(directory)](const BenchQuery &query) {
            return (*search)(query);
        };
    }

private:
    void run(const StatementPtr &statement, const CorpusDocument &document)
    {
        sqlite3_bind_int64(statement.get(), 1, std::stoll(document.id.substr(1)) + 1);
        check(sqlite3_step(statement.get()), m_database.get());
        check(sqlite3_reset(statement.get()), m_database.get());
    }

    DatabasePtr m_database;
    StatementPtr m_document;
    StatementPtr m_body;
    StatementPtr m_deleteDocument;
    StatementPtr m_deleteBody;
};

} // namespace

int main(int argc, char **argv)
{
    SqlitePeer peer;
    return runPeer(peer, argc, argv);
}
