#pragma once

#include "core/api/suggest.h"
#include "core/query/editor.h"
#include "core/search/searchplan.h"

namespace explorer::search
{

/// A suggest request with everything looked up that its parts need.
struct SuggestJob {
    const api::SuggestRequest &request;
    const query::CompletionContext &context;
    std::vector<storage::Collection> collections;
    std::function<Result<std::shared_ptr<index::SearchIndex>>(std::int64_t collection)> findIndex;
    UnixMillis now = 0;
    Deadline deadline;
    CancelToken cancel;
};

/// The query without the part at the cursor and the field before it, which match everything there; nothing
/// where none can be made of it.
std::string restOfQuery(const std::string &text, const query::CompletionContext &context,
                        std::size_t closedGroups);

/// The values of the context's field that begin with its prefix, the most frequent first: of text the terms
/// of the whole index, else what the hits of the rest of the query hold. DeadlineExceeded, Cancelled.
Result<std::vector<api::SuggestItem>> suggestValues(const SuggestJob &job);

/// Terms of the text fields that are searched without a field.
Result<std::vector<api::SuggestItem>> suggestTerms(const SuggestJob &job, std::size_t most);

} // namespace explorer::search
