#pragma once

#include "core/search/answermerge.h"
#include "core/search/cursor.h"
#include "core/search/guardedcall.h"

namespace explorer::search
{

/// What a search reads from. `findIndex` is the seam where a test puts a failing one.
struct Dependencies {
    std::function<Result<std::shared_ptr<index::SearchIndex>>(std::int64_t collection)> findIndex;
    storage::DocumentStore &documents;
    const CursorCodec &codec;
    resilience::CircuitBreaker &indexBreaker;
    resilience::CircuitBreaker &databaseBreaker;
};

/// One search past the cache: every collection's index, merged, with sources, highlights and the next cursor.
class SearchRun
{
public:
    SearchRun(const Dependencies &dependencies, Deadline deadline, CancelToken cancel)
        : m_dependencies(dependencies), m_deadline(deadline), m_cancel(std::move(cancel))
    {
    }

    struct Page {
        std::vector<PlacedHit> hits;
        /// Where the next one goes on; nothing on the last, or where the hits are partial.
        std::optional<Cursor> next;
        std::int64_t total = 0;
        bool partial = false;
    };
    /// The hits alone, those that are passed over among them. `page`: where to go on. NotFound of a snapshot
    /// becomes "cursor_expired".
    Result<Page> page(const SearchPlan &plan, const std::optional<Cursor> &page);
    /// `page`: where to go on; `requestHash` goes into the next cursor. NotFound of a snapshot becomes
    /// "cursor_expired".
    Result<api::SearchAnswer> run(const SearchPlan &plan, const std::optional<Cursor> &page,
                                  const std::string &requestHash);

private:
    Result<void> searchIndexes(const SearchPlan &plan, const std::optional<Cursor> &page);
    Result<void> alignHistograms(const SearchPlan &plan);
    Result<index::IndexAnswer> searchOne(const CollectionPlan &part, const index::IndexQuery &query);
    [[nodiscard]] index::IndexQuery queryFor(const SearchPlan &plan, std::size_t place,
                                             const std::optional<Cursor> &page) const;
    Result<void> addExplanations(const SearchPlan &plan, const std::optional<Cursor> &page,
                                 std::vector<PlacedHit> &hits);
    Result<void> addSources(const SearchPlan &plan, const std::vector<PlacedHit> &hits,
                            api::SearchAnswer &answer);
    [[nodiscard]] Cursor cursorAfter(const SearchPlan &plan, const std::vector<PlacedHit> &hits,
                                     const std::optional<Cursor> &page, std::int64_t total) const;

    const Dependencies &m_dependencies;
    Deadline m_deadline;
    CancelToken m_cancel;
    std::vector<index::IndexAnswer> m_answers;
};

} // namespace explorer::search
