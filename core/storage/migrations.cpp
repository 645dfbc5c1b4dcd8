#include "core/storage/migrations_p.h"

#include <array>

namespace explorer::storage
{
namespace
{

using Step = std::vector<std::string_view>;

// Counters stand apart from the collections: they change with every document, the schema text does not.
const Step kFirst = {
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",

    "CREATE TABLE collections ("
    " key INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, schema TEXT NOT NULL,"
    " schema_version INTEGER NOT NULL DEFAULT 1, critical INTEGER NOT NULL DEFAULT 0,"
    " generation INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL)",

    "CREATE TABLE collection_counters ("
    " collection INTEGER PRIMARY KEY REFERENCES collections(key) ON DELETE CASCADE,"
    " document_count INTEGER NOT NULL DEFAULT 0, size_bytes INTEGER NOT NULL DEFAULT 0,"
    " last_sequence INTEGER NOT NULL DEFAULT 0, pruned_up_to INTEGER NOT NULL DEFAULT 0)",

    "CREATE TABLE documents ("
    " key INTEGER PRIMARY KEY, collection INTEGER NOT NULL REFERENCES collections(key),"
    " id TEXT NOT NULL, sequence INTEGER NOT NULL, ingested_at INTEGER NOT NULL, source BLOB NOT NULL,"
    " UNIQUE (collection, id))",
    "CREATE INDEX documents_by_collection ON documents (collection)",

    "CREATE TABLE changes ("
    " sequence INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, id TEXT NOT NULL)",
    "CREATE INDEX changes_by_collection ON changes (collection)",

    "CREATE TABLE quarantine ("
    " id TEXT PRIMARY KEY, collection INTEGER NOT NULL REFERENCES collections(key),"
    " raw BLOB NOT NULL, stage TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, pointer TEXT NOT "
    "NULL,"
    " line INTEGER NOT NULL, request_id TEXT NOT NULL, at INTEGER NOT NULL)",
    "CREATE INDEX quarantine_by_collection ON quarantine (collection, id)",

    "CREATE TABLE idempotency ("
    " user TEXT NOT NULL, key TEXT NOT NULL, body_hash TEXT NOT NULL, answer BLOB NOT NULL, created_at "
    "INTEGER NOT NULL,"
    " PRIMARY KEY (user, key))",
    "CREATE INDEX idempotency_by_age ON idempotency (created_at)",

    "CREATE TABLE users ("
    " id TEXT PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE, password_hash TEXT NOT NULL,"
    " role TEXT NOT NULL, disabled INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL)",

    "CREATE TABLE refresh_tokens ("
    " hash TEXT PRIMARY KEY, family TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES users(id) ON DELETE "
    "CASCADE,"
    " issued_at INTEGER NOT NULL, family_started_at INTEGER NOT NULL, used_at INTEGER NOT NULL DEFAULT 0,"
    " revoked INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID",
    "CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family)",
    "CREATE INDEX refresh_tokens_by_user ON refresh_tokens (user_id)",
    "CREATE INDEX refresh_tokens_by_age ON refresh_tokens (issued_at)",
};

const Step kKeptWork = {
    "CREATE TABLE saved_searches ("
    " id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users(id) ON DELETE CASCADE, draft TEXT NOT NULL,"
    " version INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL)",
    "CREATE INDEX saved_searches_by_user ON saved_searches (user_id, id)",

    "CREATE TABLE history ("
    " id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users(id) ON DELETE CASCADE, hash TEXT NOT NULL,"
    " at INTEGER NOT NULL, search TEXT NOT NULL, total INTEGER NOT NULL, took_ms REAL NOT NULL,"
    " UNIQUE (user_id, hash))",
    "CREATE INDEX history_by_user ON history (user_id, id)",

    "CREATE TABLE preferences ("
    " user_id TEXT PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE, json TEXT NOT NULL,"
    " version INTEGER NOT NULL) WITHOUT ROWID",
};

const Step kQueryLogAndAudit = {
    "CREATE TABLE query_log ("
    " kind INTEGER NOT NULL, name TEXT NOT NULL, content BLOB NOT NULL, score REAL NOT NULL,"
    " last_at INTEGER NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID",

    "CREATE TABLE audit ("
    " sequence INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, user TEXT NOT NULL,"
    " action TEXT NOT NULL, target TEXT NOT NULL, detail TEXT NOT NULL, hash TEXT NOT NULL)",
    "CREATE INDEX audit_by_action ON audit (action, sequence)",
    "CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit"
    " BEGIN SELECT RAISE(ABORT, 'audit lines are never changed'); END",
};

const Step kStages = {
    "ALTER TABLE collections ADD COLUMN json_schema TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE collections ADD COLUMN type_policy TEXT NOT NULL DEFAULT 'lenient'",
    "ALTER TABLE collections ADD COLUMN security TEXT NOT NULL DEFAULT 'flag'",
    "ALTER TABLE collections ADD COLUMN rules TEXT NOT NULL DEFAULT '{\"rules\":[]}'",
    "ALTER TABLE collections ADD COLUMN rules_version INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE collections ADD COLUMN enrichments TEXT NOT NULL DEFAULT '{\"enrichments\":[]}'",
    "ALTER TABLE collections ADD COLUMN enrichments_version INTEGER NOT NULL DEFAULT 1",

    // `content` is what a replay takes where that is not `raw`: edited, or made from a row.
    "ALTER TABLE quarantine ADD COLUMN content BLOB",
    "ALTER TABLE quarantine ADD COLUMN rule TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE quarantine ADD COLUMN pattern TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE quarantine ADD COLUMN trail TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE quarantine ADD COLUMN version INTEGER NOT NULL DEFAULT 1",
    "CREATE INDEX quarantine_by_age ON quarantine (at)",
    "CREATE INDEX quarantine_by_reason ON quarantine (collection, stage, code, rule, pattern, at)",

    // Kept by triggers, so that no statement can forget it.
    "CREATE TABLE quarantine_size (records INTEGER NOT NULL, bytes INTEGER NOT NULL)",
    "INSERT INTO quarantine_size SELECT count(*), coalesce(sum(length(raw)), 0) FROM quarantine",
    "CREATE TRIGGER quarantine_grows AFTER INSERT ON quarantine BEGIN UPDATE quarantine_size"
    " SET records = records + 1, bytes = bytes + length(NEW.raw) + coalesce(length(NEW.content), 0); END",
    "CREATE TRIGGER quarantine_shrinks AFTER DELETE ON quarantine BEGIN UPDATE quarantine_size"
    " SET records = records - 1, bytes = bytes - length(OLD.raw) - coalesce(length(OLD.content), 0); END",
    "CREATE TRIGGER quarantine_changes AFTER UPDATE OF raw, content ON quarantine BEGIN UPDATE "
    "quarantine_size"
    " SET bytes = bytes + length(NEW.raw) + coalesce(length(NEW.content), 0) - length(OLD.raw)"
    " - coalesce(length(OLD.content), 0); END",
};

// Steps are only ever added: a released one is never changed.
const Step kJobs = {
    "CREATE TABLE jobs ("
    " id TEXT PRIMARY KEY, collection INTEGER NOT NULL, collection_name TEXT NOT NULL, name TEXT NOT NULL,"
    " user_id TEXT NOT NULL, user_name TEXT NOT NULL, state TEXT NOT NULL, format TEXT NOT NULL,"
    " encoding TEXT NOT NULL, atomic INTEGER NOT NULL, size_bytes INTEGER NOT NULL,"
    " received_bytes INTEGER NOT NULL, read_bytes INTEGER NOT NULL DEFAULT 0,"
    " batches INTEGER NOT NULL DEFAULT 0, received INTEGER NOT NULL DEFAULT 0,"
    " indexed INTEGER NOT NULL DEFAULT 0, duplicate INTEGER NOT NULL DEFAULT 0,"
    " quarantined INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0,"
    " attempts INTEGER NOT NULL DEFAULT 0, not_before INTEGER NOT NULL DEFAULT 0,"
    " reason TEXT NOT NULL DEFAULT '', message TEXT NOT NULL DEFAULT '', created_at INTEGER NOT NULL,"
    " started_at INTEGER NOT NULL DEFAULT 0, ended_at INTEGER NOT NULL DEFAULT 0,"
    " undone INTEGER NOT NULL DEFAULT 0)",
    "CREATE INDEX jobs_by_state ON jobs (state, not_before)",
    // Which changes a job made, and what stood there before: to take it back.
    "CREATE TABLE job_ranges ("
    " job TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,"
    " PRIMARY KEY (job, first)) WITHOUT ROWID",
    "CREATE TABLE job_replaced ("
    " job TEXT NOT NULL, id TEXT NOT NULL, source BLOB NOT NULL, PRIMARY KEY (job, id)) WITHOUT ROWID",
};

const std::array kSteps = {&kFirst, &kKeptWork, &kQueryLogAndAudit, &kStages, &kJobs};

Result<int> schemaVersion(Connection &connection)
{
    auto rows = connection.query("PRAGMA user_version");
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(rows->failure().value_or(makeError(ErrorCode::Corrupt, "database_corrupt",
                                                       "The database does not tell its schema version.")));
    return static_cast<int>(rows->integer(0));
}

} // namespace

int newestSchemaVersion() { return static_cast<int>(kSteps.size()); }

Result<void> migrate(Connection &connection)
{
    const auto current = schemaVersion(connection);
    if (!current)
        return fail(current.error());
    if (*current > newestSchemaVersion())
        return fail(ErrorCode::Unavailable, "newer_database",
                    "This data directory was written by a newer ExplorerIO (schema " +
                        std::to_string(*current) + "; this program knows " +
                        std::to_string(newestSchemaVersion()) +
                        "). Install the newer program, or choose another directory.");
    for (int version = *current; version < newestSchemaVersion(); ++version) {
        const auto done = connection.transaction([&]() -> Result<void> {
            for (const std::string_view statement : *kSteps[static_cast<std::size_t>(version)]) {
                if (auto applied = connection.executeOnce(statement); !applied)
                    return applied;
            }
            return connection.executeOnce("PRAGMA user_version = " + std::to_string(version + 1));
        });
        if (!done)
            return fail(
                Error(done.error()).withContext("migrating to schema " + std::to_string(version + 1)));
    }
    return {};
}

} // namespace explorer::storage
