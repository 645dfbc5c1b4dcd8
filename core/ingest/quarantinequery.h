#pragma once

#include "core/base/clock.h"
#include "core/query/query.h"
#include "core/storage/ingeststores.h"

namespace explorer::ingest
{

/// A query over quarantined records, in the query language: stage, code, rule, path, pattern, batch
/// (keyword), message, raw (text), at (date), line (long); words alone search message, raw, code, rule and
/// path.
class QuarantineQuery
{
public:
    /// As query::compile.
    static Result<QuarantineQuery> compile(std::string_view text, UnixMillis now);
    [[nodiscard]] bool matches(const storage::QuarantinedRecord &record) const;
    [[nodiscard]] bool isEverything() const;
    /// Whether it must see the record's text.
    [[nodiscard]] bool readsText() const;

private:
    explicit QuarantineQuery(query::NodePtr root) : m_root(std::move(root)) {}
    query::NodePtr m_root;
};

} // namespace explorer::ingest
