#include "core/storage/collectionstore.h"

#include "core/storage/rows_p.h"
#include "core/storage/schemamemo_p.h"

#include <numeric>

namespace explorer::storage
{
namespace
{

constexpr std::size_t kNameLimit = 64;
#define EXPLORER_COLLECTION_SELECT                                                                           \
    "SELECT c.key, c.name, c.schema, c.schema_version, c.critical, c.generation, c.created_at, "             \
    "n.document_count,"                                                                                      \
    " n.size_bytes, c.type_policy, c.security, c.rules_version, c.enrichments_version FROM collections c "   \
    "JOIN collection_counters n ON n.collection = c.key "

/// `memo` may be null.
Result<Collection> toCollection(const Rows &row, SchemaMemo *memo)
{
    Collection collection;
    collection.key = row.integer(0);
    collection.name = row.text(1);
    auto schema = memo != nullptr ? memo->parse(collection.key, row.text(2))
                                  : api::schemaFromJson(nlohmann::json::parse(row.text(2), nullptr, false));
    if (!schema)
        return fail(ErrorCode::Corrupt, "schema_corrupt",
                    "The stored schema of the collection " + collection.name +
                        " cannot be read. Restore a backup.");
    collection.schema = std::move(*schema);
    collection.schemaVersion = row.integer(3);
    collection.critical = row.integer(4) != 0;
    collection.generation = row.integer(5);
    collection.createdAt = row.integer(6);
    collection.documentCount = row.integer(7);
    collection.sizeBytes = row.integer(8);
    collection.typePolicy = api::typePolicyFromString(row.text(9)).value_or(api::TypePolicy::Lenient);
    collection.security = api::securityPolicyFromString(row.text(10)).value_or(api::SecurityPolicy::Flag);
    collection.rulesVersion = row.integer(11);
    collection.enrichmentsVersion = row.integer(12);
    return collection;
}

Result<Collection> withoutMemo(const Rows &row) { return toCollection(row, nullptr); }

Result<Collection> unpack(Result<std::optional<Result<Collection>>> found, const std::string &notFound)
{
    if (!found)
        return fail(std::move(found.error()));
    if (!*found)
        return fail(ErrorCode::NotFound, "collection_unknown", notFound);
    return std::move(**found);
}

std::size_t editDistance(std::string_view left, std::string_view right)
{
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), 0U);
    for (std::size_t i = 0; i < left.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < right.size(); ++j) {
            const std::size_t changed = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

/// Empty where none is near enough to have been meant.
std::string nearestName(const std::vector<std::string> &names, std::string_view wanted)
{
    std::string nearest;
    std::size_t best = std::max<std::size_t>(2, wanted.size() / 3) + 1;
    for (const std::string &name : names) {
        const std::size_t distance = editDistance(name, wanted.substr(0, kNameLimit));
        if (distance < best) {
            best = distance;
            nearest = name;
        }
    }
    return nearest;
}

bool isValidName(std::string_view name)
{
    const auto isLetterOrDigit = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !name.empty() && name.size() <= kNameLimit && isLetterOrDigit(name.front()) &&
           std::all_of(name.begin(), name.end(),
                       [&](char c) { return isLetterOrDigit(c) || c == '_' || c == '-'; });
}

Result<void> requireOne(Result<std::int64_t> changed)
{
    if (!changed)
        return fail(std::move(changed.error()));
    if (*changed == 0)
        return fail(ErrorCode::NotFound, "collection_unknown",
                    "The collection is no longer there. It was probably removed at the same time.");
    return {};
}

Result<Collection> findByName(Connection &connection, const std::string &name, SchemaMemo *memo)
{
    auto found = firstOf(connection.query(EXPLORER_COLLECTION_SELECT "WHERE c.name = ?", {name}),
                         [memo](const Rows &row) { return toCollection(row, memo); });
    std::string notFound = "There is no collection \"" + name + "\".";
    if (found && !*found) {
        const auto names = collect(connection.query("SELECT name FROM collections ORDER BY name"),
                                   [](const Rows &row) { return row.text(0); });
        const std::string nearest = names ? nearestName(*names, name) : std::string();
        notFound += nearest.empty() ? " Create it first, or choose one of GET /api/v1/collections."
                                    : " Did you mean \"" + nearest + "\"?";
    }
    return unpack(std::move(found), notFound);
}

} // namespace

CollectionStore::CollectionStore(Database &database)
    : m_database(database), m_memo(std::make_unique<SchemaMemo>())
{
}

CollectionStore::~CollectionStore() = default;

Result<std::vector<Collection>> CollectionStore::list()
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    auto items = collect((*connection)->query(EXPLORER_COLLECTION_SELECT "ORDER BY c.name"), withoutMemo);
    if (!items)
        return fail(std::move(items.error()));
    std::vector<Collection> collections;
    for (Result<Collection> &item : *items) {
        if (!item)
            return fail(std::move(item.error()));
        collections.push_back(std::move(*item));
    }
    return collections;
}

Result<Collection> CollectionStore::find(const std::string &name)
{
    // Looked at before the row is read: what is committed meanwhile makes it old.
    const std::int64_t commits = m_database.commits();
    if (std::optional<Collection> known = m_memo->collections.find(name, commits))
        return std::move(*known);
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    Result<Collection> found = findByName(**connection, name, m_memo.get());
    if (found)
        m_memo->collections.put(*found, commits);
    return found;
}

Result<Collection> CollectionStore::findByKey(std::int64_t key)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return findByKey(**connection, key);
}

Result<Collection> CollectionStore::find(Connection &connection, const std::string &name)
{
    return findByName(connection, name, nullptr);
}

Result<Collection> CollectionStore::findByKey(Connection &connection, std::int64_t key)
{
    return unpack(firstOf(connection.query(EXPLORER_COLLECTION_SELECT "WHERE c.key = ?", {key}), withoutMemo),
                  "The collection is no longer there. It was probably removed at the same time.");
}

Result<std::int64_t> CollectionStore::create(Connection &connection, const api::CollectionCreate &create,
                                             UnixMillis now)
{
    if (!isValidName(create.name))
        return fail(ErrorCode::InvalidArgument, "collection_name_invalid",
                    "A collection's name has 1 to 64 characters out of a-z, 0-9, _ and -, and starts with a "
                    "letter or digit.");
    const std::string schema = api::toJson(create.schema.value_or(api::Schema{})).dump();
    auto inserted = connection.execute(
        "INSERT INTO collections (name, schema, critical, created_at, type_policy, security,"
        " json_schema) VALUES (?, ?, ?, ?, ?, ?, ?)",
        {create.name, schema, create.critical ? 1 : 0, now, std::string(api::toString(create.typePolicy)),
         std::string(api::toString(create.security)), create.jsonSchema});
    if (!inserted && inserted.error().code == ErrorCode::AlreadyExists)
        return fail(ErrorCode::AlreadyExists, "collection_exists",
                    "There is already a collection \"" + create.name + "\". Choose another name.");
    if (!inserted)
        return fail(std::move(inserted.error()));
    const std::int64_t key = connection.lastInsertId();
    if (auto counted = connection.execute("INSERT INTO collection_counters (collection) VALUES (?)", {key});
        !counted)
        return fail(std::move(counted.error()));
    return key;
}

Result<void> CollectionStore::remove(Connection &connection, std::int64_t key)
{
    for (const std::string_view sql :
         {"DELETE FROM documents WHERE collection = ?", "DELETE FROM changes WHERE collection = ?",
          "DELETE FROM quarantine WHERE collection = ?",
          "DELETE FROM collection_counters WHERE collection = ?"}) {
        if (auto removed = connection.execute(sql, {key}); !removed)
            return fail(std::move(removed.error()));
    }
    return requireOne(connection.execute("DELETE FROM collections WHERE key = ?", {key}));
}

Result<void> CollectionStore::setSchema(Connection &connection, std::int64_t key, const api::Schema &schema,
                                        std::int64_t expectedVersion)
{
    const auto current = findByKey(connection, key);
    if (!current)
        return fail(current.error());
    if (expectedVersion != 0 && current->schemaVersion != expectedVersion)
        return fail(ErrorCode::InvalidArgument, "precondition_failed",
                    "The schema of " + current->name + " was changed by somebody else (version " +
                        std::to_string(current->schemaVersion) + "). Read it again and repeat the change.");
    return requireOne(
        connection.execute("UPDATE collections SET schema = ?, schema_version = schema_version + 1,"
                           " generation = generation + 1 WHERE key = ?",
                           {api::toJson(schema).dump(), key}));
}

Result<void> CollectionStore::setJsonSchema(Connection &connection, std::int64_t key,
                                            const std::string &jsonSchema)
{
    return requireOne(
        connection.execute("UPDATE collections SET json_schema = ? WHERE key = ?", {jsonSchema, key}));
}

Result<void> CollectionStore::setCritical(Connection &connection, std::int64_t key, bool critical)
{
    return requireOne(
        connection.execute("UPDATE collections SET critical = ? WHERE key = ?", {critical ? 1 : 0, key}));
}

Result<void> CollectionStore::setPolicies(Connection &connection, std::int64_t key,
                                          std::optional<api::TypePolicy> types,
                                          std::optional<api::SecurityPolicy> security)
{
    const auto textOf = [](auto policy) {
        return policy ? SqlValue(std::string(api::toString(*policy))) : SqlValue();
    };
    return requireOne(connection.execute("UPDATE collections SET type_policy = coalesce(?, type_policy),"
                                         " security = coalesce(?, security) WHERE key = ?",
                                         {textOf(types), textOf(security), key}));
}

Result<StageTexts> CollectionStore::stageTexts(std::int64_t key)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    auto found = firstOf(
        (*connection)
            ->query(
                "SELECT json_schema, rules, rules_version, enrichments, enrichments_version FROM collections"
                " WHERE key = ?",
                {key}),
        [](const Rows &row) {
            return StageTexts{row.text(0), row.text(1), row.integer(2), row.text(3), row.integer(4)};
        });
    if (!found)
        return fail(std::move(found.error()));
    if (!*found)
        return fail(ErrorCode::NotFound, "collection_unknown",
                    "The collection is no longer there. It was probably removed at the same time.");
    return std::move(**found);
}

namespace
{

/// Nothing changed: the collection is gone, or its version is another.
Result<void> requireVersion(Connection &connection, std::int64_t key, Result<std::int64_t> changed)
{
    if (!changed)
        return fail(std::move(changed.error()));
    if (*changed > 0)
        return {};
    const auto collection = CollectionStore::findByKey(connection, key);
    if (!collection)
        return fail(collection.error());
    return fail(ErrorCode::InvalidArgument, "precondition_failed",
                "The configuration of " + collection->name +
                    " was changed by somebody else. Read it again and repeat the change.");
}

} // namespace

Result<void> CollectionStore::setRules(Connection &connection, std::int64_t key, const std::string &rules,
                                       std::int64_t expectedVersion)
{
    return requireVersion(
        connection, key,
        connection.execute("UPDATE collections SET rules = ?, rules_version = rules_version + 1"
                           " WHERE key = ? AND (? = 0 OR rules_version = ?)",
                           {rules, key, expectedVersion, expectedVersion}));
}

Result<void> CollectionStore::setEnrichments(Connection &connection, std::int64_t key,
                                             const std::string &enrichments, std::int64_t expectedVersion)
{
    return requireVersion(
        connection, key,
        connection.execute("UPDATE collections SET enrichments = ?, enrichments_version ="
                           " enrichments_version + 1 WHERE key = ? AND (? = 0 OR enrichments_version = ?)",
                           {enrichments, key, expectedVersion, expectedVersion}));
}

Result<void> CollectionStore::raiseGeneration(Connection &connection, std::int64_t key)
{
    return requireOne(
        connection.execute("UPDATE collections SET generation = generation + 1 WHERE key = ?", {key}));
}

} // namespace explorer::storage
