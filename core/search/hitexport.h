#pragma once

#include "core/api/exportrequest.h"
#include "core/search/exportwriter.h"
#include "core/search/searchrun.h"
#include "core/storage/readsnapshot.h"

namespace explorer::search
{

/// All hits of one search, in its order, from one state of index and database, however long that takes. Made
/// by SearchService; goes before it. One thread at a time, which may change.
class HitExport
{
public:
    struct Parts {
        Dependencies dependencies;
        storage::Database &database;
        SearchPlan plan;
        api::ExportFormat format = api::ExportFormat::NdJson;
        bool formulaGuard = true;
        Deadline deadline;
        CancelToken cancel;
        /// Of one step through the index.
        int hitsAtOnce = 10'000;
    };
    explicit HitExport(Parts parts);

    /// The text's next piece, some 128 KiB; an empty one at the end. Blocks. After a failure nothing more is
    /// to be asked of it: DeadlineExceeded ("export_deadline"), Cancelled, those of a search.
    Result<std::string> next();
    /// Nothing more will come.
    [[nodiscard]] bool isOver() const { return m_state == State::AtEnd; }
    /// After the first piece: hits of the search, and how many of them are in the text so far. Documents that
    /// were deleted before the index showed it are no rows.
    [[nodiscard]] std::int64_t total() const { return m_total; }
    [[nodiscard]] std::int64_t rows() const { return m_rows; }

private:
    enum class State : std::uint8_t { New, Running, AtEnd };

    Result<void> begin();
    Result<void> step();
    Result<void> holdSnapshots(const std::optional<Cursor> &next);
    Result<void> addRows(std::string &out);
    [[nodiscard]] Result<void> mayGoOn() const;
    Result<std::shared_ptr<index::SearchIndex>> indexOf(std::int64_t collection);

    Parts m_parts;
    /// With the indexes that the export began with: a rebuild may put others in their place.
    Dependencies m_dependencies;
    std::map<std::int64_t, std::shared_ptr<index::SearchIndex>> m_indexes;
    std::vector<std::shared_ptr<const void>> m_held;
    std::unique_ptr<storage::ReadSnapshot> m_documents;
    ExportWriter m_writer;
    std::vector<PlacedHit> m_hits;
    std::size_t m_next = 0;
    std::optional<Cursor> m_cursor;
    State m_state = State::New;
    std::int64_t m_total = 0;
    std::int64_t m_rows = 0;
};

} // namespace explorer::search
