#pragma once

#include "core/ingest/ingestservice.h"
#include "core/ingest/quarantinefix.h"
#include "core/ingest/quarantinequery.h"
#include "core/storage/collectionstore.h"

namespace explorer::ingest
{

/// Which quarantined records of a collection are meant: these ids, or all that match the query.
struct QuarantineSelection {
    std::string collection;
    std::vector<std::string> ids;
    std::string query;
    /// nextCursor of the answer before.
    std::string cursor;
};

/// What was not let in: found, corrected, tried again, let in or thrown away. What works on many records
/// takes up to 5,000 a call and answers where to go on. Any thread of the engine's pool.
class QuarantineService
{
public:
    QuarantineService(storage::Database &database, IngestService &ingest, const IngestSettings &settings,
                      const Clock &clock)
        : m_database(database), m_store(database), m_collections(database), m_ingest(ingest),
          m_settings(settings), m_clock(clock)
    {
    }

    struct Page {
        std::vector<storage::QuarantinedRecord> records;
        /// All that match.
        std::int64_t total = 0;
        std::string nextCursor;
    };
    /// Newest first. "cursor" and size as in every list; errors of the query as in a search.
    Result<Page> page(const QuarantineSelection &selection, int size);
    /// Newest first, with their texts, for an export: no total.
    Result<Page> next(const QuarantineSelection &selection, int size);
    Result<storage::QuarantinedRecord> find(const std::string &id);
    Result<std::vector<storage::QuarantineGroup>> groups(const std::string &collection);
    struct Fill {
        storage::QuarantineSize size;
        std::int64_t limitBytes = 0;
        int days = 0;
    };
    Result<Fill> fill();

    /// What a replay takes instead of the record as it came; "precondition_failed", NotFound.
    Result<storage::QuarantinedRecord> edit(const std::string &id, const std::string &text,
                                            std::optional<std::int64_t> expectedVersion);

    struct Fixed {
        std::int64_t examined = 0;
        std::int64_t changed = 0;
        struct Example {
            std::string id;
            std::string before;
            std::string after;
        };
        /// The first ten that change.
        std::vector<Example> examples;
        std::string nextCursor;
    };
    Result<Fixed> fix(const QuarantineSelection &selection, const QuarantineFix &fix, bool isPreview);

    struct Replayed {
        api::BulkAnswer answer;
        std::string nextCursor;
    };
    /// Through all stages: who passes is stored and leaves. `isTrial`: only the reasons are written anew.
    Result<Replayed> replay(const QuarantineSelection &selection, bool isTrial, bool waitVisible,
                            const std::string &requestId);

    struct Discarded {
        std::int64_t count = 0;
        std::string nextCursor;
    };
    /// `note` writes the audit line in the same transaction.
    Result<Discarded> discard(const QuarantineSelection &selection,
                              const std::function<Result<void>(storage::Connection &, std::int64_t)> &note);

private:
    struct Chosen {
        storage::Collection collection;
        std::vector<storage::QuarantinedRecord> records;
        std::string nextCursor;
    };
    Result<Chosen> choose(const QuarantineSelection &selection, int limit);
    Result<std::int64_t> count(std::int64_t collection, const QuarantineQuery &query);

    storage::Database &m_database;
    storage::QuarantineStore m_store;
    storage::CollectionStore m_collections;
    IngestService &m_ingest;
    const IngestSettings m_settings;
    const Clock &m_clock;
};

} // namespace explorer::ingest
