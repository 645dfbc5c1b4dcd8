#pragma once

#include "core/ingest/pipeline.h"

#include "core/storage/collectionstore.h"
#include "core/storage/ingeststores.h"

namespace explorer::ingest
{

/// A request whose records went through the stages.
struct BatchPlan {
    const IngestRequest &request;
    const storage::Collection &collection;
    std::vector<Record> records;
    Pipeline::Outcome schema;
    /// Empty where the request has no idempotency key.
    std::string fingerprint;
};

/// The problem of a record as the quarantine keeps it: with its pattern and trail, without its text.
storage::QuarantinedRecord withReason(const Record &record);

/// The last stage: one transaction of documents, change log, quarantine, schema and the idempotency key's
/// answer.
class BatchWriter
{
public:
    BatchWriter(storage::Database &database, const Clock &clock) : m_database(database), m_clock(clock) {}

    /// Blocks until durable. InvalidArgument ("precondition_failed") where the schema changed meanwhile: run
    /// the stages again.
    Result<api::BulkAnswer> write(const BatchPlan &plan);
    /// What write() would do, without doing it.
    Result<api::BulkAnswer> preview(const BatchPlan &plan);
    /// Nothing is let in because some record is bad.
    [[nodiscard]] static api::BulkAnswer refuse(const BatchPlan &plan);

private:
    storage::Database &m_database;
    const Clock &m_clock;
};

} // namespace explorer::ingest
