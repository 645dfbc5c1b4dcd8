#include "core/base/timestamp.h"
#include "core/ingest/stages/jsonedit.h"
#include "core/ingest/stages/stepreader_p.h"
#include "core/ingest/stages/typecoercion_p.h"

#include <sodium.h>

#include <array>

namespace explorer::ingest
{
namespace
{

using Changes = std::vector<api::StageChange>;

std::string jsonText(std::string_view text)
{
    std::string json;
    appendJsonString(json, text);
    return json;
}

class IngestTimeStep : public EnrichmentStep
{
public:
    explicit IngestTimeStep(std::string field) : m_field(std::move(field)) {}
    std::optional<Problem> apply(const Record &, JsonEdit &json, const EnrichmentContext &context,
                                 Changes &changes) const override
    {
        setNoted(json, m_field, jsonText(toRfc3339(context.now)), changes);
        return std::nullopt;
    }

private:
    std::string m_field;
};

class SourceStep : public EnrichmentStep
{
public:
    explicit SourceStep(std::string field) : m_field(std::move(field)) {}
    std::optional<Problem> apply(const Record &, JsonEdit &json, const EnrichmentContext &context,
                                 Changes &changes) const override
    {
        if (!context.source.empty())
            setNoted(json, m_field, jsonText(context.source), changes);
        return std::nullopt;
    }

private:
    std::string m_field;
};

/// Of the bytes as they came in, so that the same record has the same hash whatever the other steps do.
class HashStep : public EnrichmentStep
{
public:
    explicit HashStep(std::string field) : m_field(std::move(field)) {}
    std::optional<Problem> apply(const Record &record, JsonEdit &json, const EnrichmentContext &,
                                 Changes &changes) const override
    {
        std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
        crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char *>(record.raw.data()),
                           record.raw.size());
        std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hex{};
        sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
        setNoted(json, m_field, jsonText(hex.data()), changes);
        return std::nullopt;
    }

private:
    std::string m_field;
};

/// The names of what the security scan found, so that it can be searched for.
class FlagsStep : public EnrichmentStep
{
public:
    explicit FlagsStep(std::string field) : m_field(std::move(field)) {}
    std::optional<Problem> apply(const Record &record, JsonEdit &json, const EnrichmentContext &,
                                 Changes &changes) const override
    {
        std::string names;
        for (const api::StageChange &change : record.changes) {
            if (change.action == "flagged")
                names += (names.empty() ? "[" : ",") + jsonText(change.detail);
        }
        if (!names.empty())
            setNoted(json, m_field, names + "]", changes);
        return std::nullopt;
    }

private:
    std::string m_field;
};

class RenameStep : public EnrichmentStep
{
public:
    RenameStep(std::string from, std::string to) : m_from(std::move(from)), m_to(std::move(to)) {}
    std::optional<Problem> apply(const Record &, JsonEdit &json, const EnrichmentContext &,
                                 Changes &changes) const override
    {
        const auto span = json.find(m_from);
        if (!span)
            return std::nullopt;
        if (json.find(m_to))
            return enrichmentProblem("rename_taken",
                                     "The field cannot be renamed: there is already a value at " + m_to + ".",
                                     m_from);
        const std::string value(json.textAt(*span));
        if (!json.set(m_to, value))
            return enrichmentProblem("rename_blocked",
                                     "The field cannot be renamed: " + m_to + " lies in no object.", m_from);
        json.remove(m_from);
        changes.push_back({"enrichment", "renamed", m_from, m_to});
        return std::nullopt;
    }

private:
    std::string m_from;
    std::string m_to;
};

class CastStep : public EnrichmentStep
{
public:
    CastStep(std::string field, api::FieldType type) : m_field(std::move(field)), m_type(type) {}
    std::optional<Problem> apply(const Record &, JsonEdit &json, const EnrichmentContext &,
                                 Changes &changes) const override
    {
        const auto text = plainTextAt(json, m_field);
        if (!text)
            return std::nullopt;
        const std::string written(json.textAt(*json.find(m_field)));
        if (!api::isNumeric(m_type)) {
            if (written.front() != '"')
                setNoted(json, m_field, jsonText(*text), changes);
            return std::nullopt;
        }
        if (const auto value = coerce(m_type, *text)) {
            if (*value != written)
                setNoted(json, m_field, *value, changes);
            return std::nullopt;
        }
        const bool isDate = m_type == api::FieldType::Date && fromRfc3339(*text).has_value();
        if (isDate)
            return std::nullopt;
        return enrichmentProblem("cast_failed",
                                 "The value cannot be read as " + std::string(api::toString(m_type)) +
                                     " without losing something.",
                                 m_field);
    }

private:
    std::string m_field;
    api::FieldType m_type;
};

} // namespace

StepPtr makeIngestTimeStep(StepReader &reader)
{
    reader.requireKnown({"field"});
    return std::make_unique<IngestTimeStep>(reader.field("field"));
}

StepPtr makeSourceStep(StepReader &reader)
{
    reader.requireKnown({"field"});
    return std::make_unique<SourceStep>(reader.field("field"));
}

StepPtr makeHashStep(StepReader &reader)
{
    reader.requireKnown({"field"});
    return std::make_unique<HashStep>(reader.field("field"));
}

StepPtr makeFlagsStep(StepReader &reader)
{
    reader.requireKnown({"field"});
    return std::make_unique<FlagsStep>(reader.field("field"));
}

StepPtr makeRenameStep(StepReader &reader)
{
    reader.requireKnown({"from", "to"});
    std::string from = reader.field("from");
    std::string to = reader.field("to");
    if (!from.empty() && (to == from || to.starts_with(from + "/") || from.starts_with(to + "/")))
        reader.note("to", "wrong_value", "to lies in from, or the other way round. Choose another name.");
    return std::make_unique<RenameStep>(std::move(from), std::move(to));
}

StepPtr makeCastStep(StepReader &reader)
{
    reader.requireKnown({"field", "to"});
    const auto type = api::fieldTypeFromString(reader.text("to"));
    if (!type)
        reader.note("to", "unknown_type", "to is text, keyword, long, double, boolean or date.");
    return std::make_unique<CastStep>(reader.field("field"), type.value_or(api::FieldType::Text));
}

} // namespace explorer::ingest
