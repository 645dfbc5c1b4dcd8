#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/ingest/record.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <memory>

namespace explorer::ingest
{

class JsonEdit;

/// What a step may know besides the record.
struct EnrichmentContext {
    UnixMillis now = 0;
    /// Where the record came from, as its sender named it.
    std::string source;
    /// The source of a document of another collection; nothing where there is none.
    std::function<std::optional<std::string>(const std::string &collection, const std::string &id)> lookUp;
};

/// One thing that is added to or changed in each record. Immutable; any thread.
class EnrichmentStep
{
public:
    virtual ~EnrichmentStep() = default;
    /// Changes `json`; a problem where the step is `required` and has nothing to go by.
    virtual std::optional<Problem> apply(const Record &record, JsonEdit &json,
                                         const EnrichmentContext &context,
                                         std::vector<api::StageChange> &changes) const = 0;
};

/// A collection's steps, in their order. Immutable; any thread.
class Enrichment
{
public:
    /// {enrichments: [{type, ...}]}, at most 50. Types: ingest_time {field}, source {field}, hash {field}
    /// (SHA-256 of the record as it came), flags {field} (what the security scan found), extract {from,
    /// pattern, prefix?, required?} (RE2, named groups), rename {from, to}, cast {field, to}, lookup {from,
    /// collection | csv and key, take: {column: field}, required?}, compute {field, expression}.
    /// InvalidArgument ("enrichments_invalid") with a pointer each.
    static Result<std::shared_ptr<const Enrichment>> fromJson(const nlohmann::json &json);

    /// All steps or, where one has a problem, none.
    void apply(Record &record, const EnrichmentContext &context) const;
    [[nodiscard]] bool isEmpty() const { return m_steps.empty(); }

private:
    std::vector<std::unique_ptr<const EnrichmentStep>> m_steps;
};

} // namespace explorer::ingest
