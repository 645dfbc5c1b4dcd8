#include "core/ingest/quarantineservice.h"

namespace explorer::ingest
{
namespace
{

constexpr int kReadAtOnce = 2000;
constexpr std::size_t kExamples = 10;

} // namespace

/// Reads on from the cursor until the limit is reached, without texts that the query does not ask for.
Result<QuarantineService::Chosen> QuarantineService::choose(const QuarantineSelection &selection, int limit)
{
    auto collection = m_collections.find(selection.collection);
    if (!collection)
        return fail(std::move(collection.error()));
    Chosen chosen{std::move(*collection), {}, {}};
    const auto query = QuarantineQuery::compile(selection.query, m_clock.nowMillis());
    if (!query)
        return fail(query.error());
    if (!selection.ids.empty()) {
        for (const std::string &id : selection.ids) {
            auto found = m_store.find(id);
            if (!found)
                return fail(std::move(found.error()));
            if (!*found || (*found)->collection != chosen.collection.key)
                return fail(ErrorCode::NotFound, "quarantine_unknown",
                            "The record " + id + " is not in the quarantine of " + selection.collection +
                                ". It was replayed, discarded or is too old.");
            chosen.records.push_back(std::move(**found));
        }
        return chosen;
    }
    std::string cursor = selection.cursor;
    const int atOnce = query->isEverything() ? std::min(limit + 1, kReadAtOnce) : kReadAtOnce;
    for (;;) {
        auto page = m_store.page(chosen.collection.key, cursor, atOnce, false);
        if (!page)
            return fail(std::move(page.error()));
        for (storage::QuarantinedRecord &record : *page) {
            cursor = record.id;
            if (!query->matches(record))
                continue;
            if (chosen.records.size() == static_cast<std::size_t>(limit)) {
                chosen.nextCursor = chosen.records.back().id;
                return chosen;
            }
            chosen.records.push_back(std::move(record));
        }
        if (page->size() < static_cast<std::size_t>(atOnce))
            return chosen;
    }
}

Result<std::int64_t> QuarantineService::count(std::int64_t collection, const QuarantineQuery &query)
{
    if (query.isEverything())
        return m_store.count(collection);
    std::int64_t matching = 0;
    std::string cursor;
    for (;;) {
        const auto page = m_store.page(collection, cursor, kReadAtOnce, !query.readsText());
        if (!page)
            return fail(page.error());
        for (const storage::QuarantinedRecord &record : *page)
            matching += query.matches(record) ? 1 : 0;
        if (page->size() < static_cast<std::size_t>(kReadAtOnce))
            return matching;
        cursor = page->back().id;
    }
}

Result<QuarantineService::Page> QuarantineService::next(const QuarantineSelection &selection, int size)
{
    auto chosen = choose(selection, size);
    if (!chosen)
        return fail(std::move(chosen.error()));
    return Page{std::move(chosen->records), 0, std::move(chosen->nextCursor)};
}

Result<QuarantineService::Page> QuarantineService::page(const QuarantineSelection &selection, int size)
{
    auto chosen = choose(selection, size);
    if (!chosen)
        return fail(std::move(chosen.error()));
    const auto query = QuarantineQuery::compile(selection.query, m_clock.nowMillis());
    const auto total = query ? count(chosen->collection.key, *query) : fail(query.error());
    if (!total)
        return fail(total.error());
    return Page{std::move(chosen->records), *total, std::move(chosen->nextCursor)};
}

Result<storage::QuarantinedRecord> QuarantineService::find(const std::string &id)
{
    auto found = m_store.find(id);
    if (!found)
        return fail(std::move(found.error()));
    if (!*found)
        return fail(ErrorCode::NotFound, "quarantine_unknown",
                    "There is no such record in the quarantine. It was replayed, discarded or is too old.");
    return std::move(**found);
}

Result<std::vector<storage::QuarantineGroup>> QuarantineService::groups(const std::string &collection)
{
    const auto found = m_collections.find(collection);
    if (!found)
        return fail(found.error());
    return m_store.groups(found->key);
}

Result<QuarantineService::Fill> QuarantineService::fill()
{
    const auto size = m_store.size();
    if (!size)
        return fail(size.error());
    return Fill{*size, m_settings.quarantineBytes, m_settings.quarantineDays};
}

Result<storage::QuarantinedRecord> QuarantineService::edit(const std::string &id, const std::string &text,
                                                           std::optional<std::int64_t> expectedVersion)
{
    if (text.empty() || text.size() > static_cast<std::size_t>(m_settings.documentLimitBytes))
        return fail(ErrorCode::InvalidArgument, "document_invalid",
                    "A record has 1 to " + std::to_string(m_settings.documentLimitBytes) + " bytes.");
    const auto known = find(id);
    if (!known)
        return fail(known.error());
    auto written = m_database.writeAndWait([&](storage::Connection &connection) {
        return storage::QuarantineStore::setContent(connection, id, expectedVersion.value_or(known->version),
                                                    text);
    });
    if (!written)
        return fail(std::move(written.error()));
    return find(id);
}

Result<QuarantineService::Fixed> QuarantineService::fix(const QuarantineSelection &selection,
                                                        const QuarantineFix &fix, bool isPreview)
{
    const auto chosen = choose(selection, m_settings.batchRecords);
    if (!chosen)
        return fail(chosen.error());
    Fixed fixed;
    fixed.examined = static_cast<std::int64_t>(chosen->records.size());
    fixed.nextCursor = chosen->nextCursor;
    std::vector<std::pair<const storage::QuarantinedRecord *, std::string>> changes;
    for (const storage::QuarantinedRecord &record : chosen->records) {
        auto changed = fix.apply(record.text());
        if (!changed)
            continue;
        if (fixed.examples.size() < kExamples)
            fixed.examples.push_back({record.id, record.text(), *changed});
        changes.emplace_back(&record, std::move(*changed));
    }
    fixed.changed = static_cast<std::int64_t>(changes.size());
    if (isPreview || changes.empty())
        return fixed;
    auto written = m_database.writeAndWait([&changes](storage::Connection &connection) -> Result<void> {
        for (const auto &[record, text] : changes) {
            if (auto set =
                    storage::QuarantineStore::setContent(connection, record->id, record->version, text);
                !set)
                return set;
        }
        return {};
    });
    if (!written)
        return fail(std::move(written.error()));
    return fixed;
}

Result<QuarantineService::Replayed> QuarantineService::replay(const QuarantineSelection &selection,
                                                              bool isTrial, bool waitVisible,
                                                              const std::string &requestId)
{
    auto chosen = choose(selection, m_settings.batchRecords);
    if (!chosen)
        return fail(std::move(chosen.error()));
    // What came first is stored first, as it would have been.
    std::reverse(chosen->records.begin(), chosen->records.end());
    IngestRequest request;
    request.collection = selection.collection;
    request.dryRun = isTrial;
    request.waitVisible = waitVisible && !isTrial;
    request.requestId = requestId;
    auto answer = m_ingest.replay(request, chosen->records);
    if (!answer)
        return fail(std::move(answer.error()));
    for (std::size_t i = 0; i < answer->items.size() && i < chosen->records.size(); ++i)
        answer->items[i].quarantineId = chosen->records[i].id;
    return Replayed{std::move(*answer), std::move(chosen->nextCursor)};
}

Result<QuarantineService::Discarded>
QuarantineService::discard(const QuarantineSelection &selection,
                           const std::function<Result<void>(storage::Connection &, std::int64_t)> &note)
{
    const auto chosen = choose(selection, m_settings.batchRecords);
    if (!chosen)
        return fail(chosen.error());
    const auto count = static_cast<std::int64_t>(chosen->records.size());
    if (count == 0)
        return Discarded{};
    auto written = m_database.writeAndWait([&](storage::Connection &connection) -> Result<void> {
        for (const storage::QuarantinedRecord &record : chosen->records) {
            if (auto removed = storage::QuarantineStore::remove(connection, record.id, record.version);
                !removed)
                return removed;
        }
        return note(connection, count);
    });
    if (!written)
        return fail(std::move(written.error()));
    return Discarded{count, chosen->nextCursor};
}

} // namespace explorer::ingest
