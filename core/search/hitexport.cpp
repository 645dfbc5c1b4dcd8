#include "core/search/hitexport.h"

#include "core/storage/documentstore.h"

#include <algorithm>

namespace explorer::search
{
namespace
{

constexpr std::size_t kPieceBytes = 128 * 1024;

/// As they were asked for, each once; a table without any has the id and all fields of the schemas.
std::vector<std::string> columnsOf(const HitExport::Parts &parts)
{
    std::vector<std::string> wanted = parts.plan.request.fields;
    if (wanted.empty() && parts.format == api::ExportFormat::Csv) {
        wanted.emplace_back("id");
        for (const CollectionPlan &part : parts.plan.parts) {
            for (const auto &[name, field] : part.collection.schema.fields)
                wanted.push_back(name);
        }
    }
    std::vector<std::string> columns;
    for (std::string &name : wanted) {
        if (std::find(columns.begin(), columns.end(), name) == columns.end())
            columns.push_back(std::move(name));
    }
    return columns;
}

} // namespace

HitExport::HitExport(Parts parts)
    : m_parts(std::move(parts)), m_dependencies(m_parts.dependencies),
      m_writer(m_parts.format, columnsOf(m_parts), m_parts.formulaGuard)
{
    m_parts.plan.request.size = m_parts.hitsAtOnce;
    m_dependencies.findIndex = [this](std::int64_t collection) { return indexOf(collection); };
}

Result<std::shared_ptr<index::SearchIndex>> HitExport::indexOf(std::int64_t collection)
{
    std::shared_ptr<index::SearchIndex> &held = m_indexes[collection];
    if (!held) {
        Result<std::shared_ptr<index::SearchIndex>> found = m_parts.dependencies.findIndex(collection);
        if (!found)
            return fail(std::move(found.error()));
        held = std::move(*found);
    }
    return held;
}

Result<std::string> HitExport::next()
{
    if (auto goes = mayGoOn(); !goes)
        return fail(std::move(goes.error()));
    std::string piece;
    if (m_state == State::New) {
        if (auto begun = begin(); !begun)
            return fail(std::move(begun.error()));
        m_writer.begin(piece);
        m_state = State::Running;
    }
    while (m_state == State::Running && piece.size() < kPieceBytes) {
        if (auto added = addRows(piece); !added)
            return fail(std::move(added.error()));
        if (m_next < m_hits.size())
            continue;
        if (!m_cursor) {
            m_writer.end(piece);
            m_state = State::AtEnd;
        } else if (auto stepped = step(); !stepped) {
            return fail(std::move(stepped.error()));
        }
    }
    return piece;
}

Result<void> HitExport::begin()
{
    if (auto stepped = step(); !stepped)
        return stepped;
    // After the index, which follows the database: no hit is of a document that is not written yet.
    Result<std::unique_ptr<storage::ReadSnapshot>> opened = m_parts.database.openSnapshot();
    if (!opened)
        return fail(std::move(opened.error()).withContext("holding the documents for an export"));
    m_documents = std::move(*opened);
    return holdSnapshots(m_cursor);
}

Result<void> HitExport::holdSnapshots(const std::optional<Cursor> &next)
{
    if (!next)
        return {};
    for (const CollectionPosition &position : next->positions) {
        Result<std::shared_ptr<const void>> held = m_indexes.at(position.collection)->hold(position.snapshot);
        if (!held)
            return fail(std::move(held.error()));
        m_held.push_back(std::move(*held));
    }
    return {};
}

Result<void> HitExport::step()
{
    SearchRun run(m_dependencies, m_parts.deadline, m_parts.cancel);
    Result<SearchRun::Page> page = run.page(m_parts.plan, m_cursor);
    if (!page)
        return fail(std::move(page.error()));
    if (page->partial)
        return fail(ErrorCode::DeadlineExceeded, "export_deadline",
                    "The export took longer than it may. Export less at once: narrow the time or the query.");
    m_hits = std::move(page->hits);
    m_next = 0;
    m_cursor = std::move(page->next);
    m_total = page->total;
    return {};
}

Result<void> HitExport::mayGoOn() const
{
    if (m_parts.cancel.isCancelled())
        return fail(ErrorCode::Cancelled, "cancelled", "The export was cancelled.");
    if (m_parts.deadline.isExpired())
        return fail(ErrorCode::DeadlineExceeded, "export_deadline",
                    "The export took longer than it may. Export less at once: narrow the time or the query.");
    return {};
}

Result<void> HitExport::addRows(std::string &out)
{
    return guarded(m_dependencies.databaseBreaker, [&]() -> Result<void> {
        for (; m_next < m_hits.size() && out.size() < kPieceBytes; ++m_next) {
            const PlacedHit &placed = m_hits[m_next];
            const auto document = storage::DocumentStore::find(
                m_documents->connection(), m_parts.plan.parts[placed.part].collection.key, placed.hit.id);
            if (!document)
                return fail(document.error());
            if (!*document)
                continue;
            m_writer.add(out, placed.hit.id, (*document)->source);
            ++m_rows;
        }
        return {};
    });
}

} // namespace explorer::search
