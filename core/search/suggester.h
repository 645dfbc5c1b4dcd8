#pragma once

#include "core/api/suggest.h"
#include "core/search/keptwork.h"
#include "core/search/searchplan.h"

namespace explorer::search
{

/// What may stand at the cursor of a query: fields, operators, keywords, values with their counts, and the
/// user's own earlier searches. Blocks; any thread of the engine's pool.
class Suggester
{
public:
    using IndexSource = std::function<Result<std::shared_ptr<index::SearchIndex>>(std::int64_t collection)>;
    Suggester(storage::Database &database, IndexSource indexes, KeptWork &kept, const Clock &clock)
        : m_collections(database), m_indexes(std::move(indexes)), m_kept(kept), m_clock(clock)
    {
    }

    /// After the deadline what is known so far, as partial. limit_exceeded, missing_member,
    /// collection_unknown, Cancelled; the error of a filter or time range that is none.
    Result<api::SuggestAnswer> suggest(const api::SuggestRequest &request, const std::string &user,
                                       Deadline deadline, const CancelToken &cancel);

private:
    storage::CollectionStore m_collections;
    IndexSource m_indexes;
    KeptWork &m_kept;
    const Clock &m_clock;
};

} // namespace explorer::search
