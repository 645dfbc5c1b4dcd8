#pragma once

#include "core/ingest/bulkactions.h"
#include "core/storage/documentstore.h"

#include <map>

namespace explorer::ingest
{

/// Makes records of one collection's actions: an update becomes the whole document with its changes, which
/// goes through the stages like any other.
class BulkRecords
{
public:
    BulkRecords(storage::DocumentStore &documents, std::int64_t collection)
        : m_documents(documents), m_collection(collection)
    {
    }
    /// As many as actions, in their order; the views point into what the actions point into.
    Result<std::vector<Record>> make(const std::vector<const BulkAction *> &actions);

private:
    /// What the document of an id is by then: stored, or what an action before this one makes of it.
    struct State {
        std::string source;
        /// Nothing where an action of this request changed it.
        std::optional<std::int64_t> sequence;
    };
    static bool willBeDone(const BulkAction &action, const State &state);
    Result<void> load(const std::vector<const BulkAction *> &actions);
    void update(const BulkAction &action, Record &record);

    storage::DocumentStore &m_documents;
    std::int64_t m_collection;
    /// Of the ids that some update names.
    std::map<std::string, State, std::less<>> m_states;
};

} // namespace explorer::ingest
