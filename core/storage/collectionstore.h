#pragma once

#include "core/api/documents.h"
#include "core/storage/database.h"

#include <memory>
#include <optional>

namespace explorer::storage
{

class SchemaMemo;

struct Collection {
    std::int64_t key = 0;
    std::string name;
    api::Schema schema;
    std::int64_t schemaVersion = 1;
    bool critical = false;
    api::TypePolicy typePolicy = api::TypePolicy::Lenient;
    api::SecurityPolicy security = api::SecurityPolicy::Flag;
    std::int64_t rulesVersion = 1;
    std::int64_t enrichmentsVersion = 1;
    std::int64_t documentCount = 0;
    std::int64_t sizeBytes = 0;
    UnixMillis createdAt = 0;
    /// Raised by every write that has to be seen at once (critical collections), by schema changes and by
    /// hand.
    std::int64_t generation = 0;
};

/// What a collection's documents go through, as the texts of its configuration (JSON).
struct StageTexts {
    /// Empty: none.
    std::string jsonSchema;
    std::string rules;
    std::int64_t rulesVersion = 1;
    std::string enrichments;
    std::int64_t enrichmentsVersion = 1;
};

/// The collections with their schemas. Reads any thread; the writing functions run inside a
/// Database::WriteJob.
class CollectionStore
{
public:
    explicit CollectionStore(Database &database);
    ~CollectionStore();
    CollectionStore(const CollectionStore &) = delete;
    CollectionStore &operator=(const CollectionStore &) = delete;

    Result<std::vector<Collection>> list();
    /// NotFound ("collection_unknown"), naming the nearest one.
    Result<Collection> find(const std::string &name);
    Result<Collection> findByKey(std::int64_t key);
    /// The same inside a write job, which sees what the job itself has written.
    static Result<Collection> find(Connection &connection, const std::string &name);
    static Result<Collection> findByKey(Connection &connection, std::int64_t key);

    /// AlreadyExists ("collection_exists"). A name has 1 to 64 of a-z 0-9 _ - and starts with a letter or
    /// digit.
    static Result<std::int64_t> create(Connection &connection, const api::CollectionCreate &create,
                                       UnixMillis now);
    /// With its documents, changes and quarantine. NotFound ("collection_unknown").
    static Result<void> remove(Connection &connection, std::int64_t key);
    /// Replaces the schema and raises its version where `expectedVersion` still holds (0: whatever it is);
    /// FailedPrecondition is InvalidArgument with the reason "precondition_failed". Raises the generation
    /// too.
    static Result<void> setSchema(Connection &connection, std::int64_t key, const api::Schema &schema,
                                  std::int64_t expectedVersion);
    /// Raises no version: call it in the write job of the setSchema that it goes with.
    static Result<void> setJsonSchema(Connection &connection, std::int64_t key,
                                      const std::string &jsonSchema);
    static Result<void> setCritical(Connection &connection, std::int64_t key, bool critical);
    /// What is left out stays as it is.
    static Result<void> setPolicies(Connection &connection, std::int64_t key,
                                    std::optional<api::TypePolicy> types,
                                    std::optional<api::SecurityPolicy> security);
    Result<StageTexts> stageTexts(std::int64_t key);
    /// Replace a text and raise its version where `expectedVersion` still holds (0: whatever it is), else
    /// "precondition_failed".
    static Result<void> setRules(Connection &connection, std::int64_t key, const std::string &rules,
                                 std::int64_t expectedVersion);
    static Result<void> setEnrichments(Connection &connection, std::int64_t key,
                                       const std::string &enrichments, std::int64_t expectedVersion);
    static Result<void> raiseGeneration(Connection &connection, std::int64_t key);

private:
    Database &m_database;
    std::unique_ptr<SchemaMemo> m_memo;
};

} // namespace explorer::storage
