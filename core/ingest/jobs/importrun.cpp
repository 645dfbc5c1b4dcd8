#include "core/ingest/jobs/importrun.h"

#include <fstream>

namespace explorer::ingest
{
namespace
{

constexpr std::size_t kHeadBytes = 256 * 1024;

} // namespace

/// Finds the format where the order left it out, and keeps it: a later run must cut the file alike.
Result<void> ImportRun::look()
{
    if (m_job.format &&
        (m_job.format->format != api::DocumentFormat::Csv || m_job.format->csv.delimiter != '\0'))
        return {};
    std::ifstream stream(m_parts.spool.file(m_job.id), std::ios::binary);
    std::string head(kHeadBytes, '\0');
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(stream.gcount()));
    DetectionWish wish;
    wish.encoding = m_job.encoding;
    if (m_job.format) {
        wish.format = m_job.format->format;
        wish.csv = m_job.format->csv;
        wish.isHeaderKnown = true;
    }
    const auto found = detectFormat(head, stream.eof(), wish);
    if (!found)
        return fail(found.error());
    m_job.format = found->format;
    m_job.encoding = found->encoding;
    return m_parts.database.writeAndWait([this](storage::Connection &connection) {
        return storage::JobStore::save(connection, m_job, api::JobState::Running);
    });
}

Result<std::unique_ptr<api::BatchReader>> ImportRun::open() const
{
    return api::BatchReader::open(m_parts.spool.file(m_job.id), *m_job.format,
                                  {m_parts.settings.batchRecords, m_parts.settings.batchBytes},
                                  m_job.encoding);
}

IngestRequest ImportRun::requestFor(const api::Batch &batch, const api::InputFormat &format) const
{
    IngestRequest request;
    request.collection = m_job.collection;
    request.format = format;
    request.body = batch.body;
    request.onlyProblems = true;
    request.userId = m_job.userId;
    request.requestId = m_job.id;
    request.source = m_job.name;
    return request;
}

/// A whole-or-nothing job: not a record is stored before all have been looked at.
Result<void> ImportRun::checkAll()
{
    auto reader = open();
    if (!reader)
        return fail(std::move(reader.error()));
    for (;;) {
        const auto batch = (*reader)->next();
        if (!batch)
            return fail(batch.error());
        if (!*batch)
            return {};
        IngestRequest request = requestFor(**batch, (*reader)->bodyFormat());
        request.dryRun = true;
        const auto answer = m_parts.ingest.ingest(request);
        if (!answer)
            return fail(answer.error());
        for (const api::BulkItem &item : answer->items) {
            if (item.error)
                return fail(ErrorCode::InvalidArgument, "batch_refused",
                            "Line " + std::to_string((*batch)->fileLine(item.line)) + ": " +
                                item.error->message +
                                " The file was to go in whole or not at all; nothing was stored.");
        }
        if (m_stop)
            return {};
    }
}

Result<void> ImportRun::store(const api::Batch &batch, const api::InputFormat &format)
{
    IngestRequest request = requestFor(batch, format);
    storage::StoredJob next = m_job;
    std::optional<std::int64_t> head;
    request.beforePut = [this, &head](storage::Connection &connection, const Record &record) -> Result<void> {
        if (!head) {
            const auto found = storage::JobStore::head(connection);
            if (!found)
                return fail(found.error());
            head = *found;
        }
        return storage::JobStore::keepReplaced(connection, m_job, record.id, record.json(), *head);
    };
    request.beforeCommit = [this, &next, &head, &batch](storage::Connection &connection,
                                                        const api::BulkAnswer &answer) {
        next = m_job;
        next.ledger += answer.ledger;
        ++next.batches;
        next.readBytes = batch.bytesRead;
        next.attempts = 0;
        const bool hasWritten = answer.ledger.indexed > 0;
        auto moved = storage::JobStore::advance(connection, next, head.value_or(0) + 1,
                                                hasWritten ? answer.sequence : 0);
        // The transaction may be run again.
        head.reset();
        return moved;
    };
    const auto answer = m_parts.ingest.ingest(request);
    if (!answer)
        return fail(answer.error());
    m_job = next;
    return {};
}

Result<ImportRun::End> ImportRun::run()
{
    if (auto looked = look(); !looked)
        return fail(std::move(looked.error()));
    if (m_job.atomic && m_job.batches == 0) {
        if (auto checked = checkAll(); !checked)
            return fail(std::move(checked.error()));
    }
    auto reader = open();
    if (!reader)
        return fail(std::move(reader.error()));
    for (std::int64_t number = 0; !m_stop; ++number) {
        const auto batch = (*reader)->next();
        if (!batch)
            return fail(batch.error());
        if (!*batch)
            return End::Complete;
        if (number < m_job.batches)
            continue;
        if (auto stored = store(**batch, (*reader)->bodyFormat()); !stored)
            return fail(std::move(stored.error()));
    }
    return End::Stopped;
}

} // namespace explorer::ingest
