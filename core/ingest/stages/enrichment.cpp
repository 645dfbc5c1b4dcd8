#include "core/ingest/stages/enrichment.h"

#include "core/api/wire.h"
#include "core/ingest/stages/jsonedit.h"
#include "core/ingest/stages/stepreader_p.h"

#include <algorithm>
#include <array>

namespace explorer::ingest
{
namespace
{

using nlohmann::json;

constexpr std::size_t kStepLimit = 50;

struct StepType {
    std::string_view name;
    StepPtr (*make)(StepReader &reader);
};

constexpr std::array kTypes{
    StepType{"ingest_time", makeIngestTimeStep},
    StepType{"source", makeSourceStep},
    StepType{"hash", makeHashStep},
    StepType{"extract", makeExtractStep},
    StepType{"rename", makeRenameStep},
    StepType{"cast", makeCastStep},
    StepType{"flags", makeFlagsStep},
    StepType{"lookup", makeLookupStep},
    StepType{"compute", makeComputeStep},
};

Error toError(std::vector<ErrorDetail> problems)
{
    Error error = makeError(ErrorCode::InvalidArgument, "enrichments_invalid",
                            "The enrichments are wrong: " + problems.front().message);
    error.details = std::move(problems);
    return error;
}

ErrorDetail problemAt(std::string pointer, std::string code, std::string message)
{
    ErrorDetail detail;
    detail.pointer = std::move(pointer);
    detail.code = std::move(code);
    detail.message = std::move(message);
    return detail;
}

StepPtr readStep(const json &step, const std::string &pointer, std::vector<ErrorDetail> &problems)
{
    const std::string type = step.is_object() && step.value("type", json()).is_string()
                                 ? step["type"].get<std::string>()
                                 : std::string();
    const auto known =
        std::find_if(kTypes.begin(), kTypes.end(), [&](const StepType &entry) { return entry.name == type; });
    if (known == kTypes.end()) {
        problems.push_back(problemAt(pointer + "/type", "wrong_value",
                                     "A step's type is ingest_time, source, hash, flags, extract, rename, "
                                     "cast, lookup or compute."));
        return nullptr;
    }
    StepReader reader(step, pointer, problems);
    return known->make(reader);
}

} // namespace

Result<std::shared_ptr<const Enrichment>> Enrichment::fromJson(const json &value)
{
    if (auto known = api::requireKnownMembers(value, {"enrichments"}); !known)
        return fail(known.error());
    const json list = value.value("enrichments", json());
    if (!list.is_array() || list.size() > kStepLimit)
        return fail(toError(
            {problemAt("/enrichments", "wrong_type", "enrichments is an array of at most 50 steps.")}));
    std::vector<ErrorDetail> problems;
    auto made = std::make_shared<Enrichment>();
    for (std::size_t i = 0; i < list.size(); ++i)
        made->m_steps.push_back(readStep(list[i], "/enrichments/" + std::to_string(i), problems));
    if (!problems.empty())
        return fail(toError(std::move(problems)));
    return std::shared_ptr<const Enrichment>(std::move(made));
}

void Enrichment::apply(Record &record, const EnrichmentContext &context) const
{
    JsonEdit edit{std::string(record.json())};
    std::vector<api::StageChange> changes;
    for (const auto &step : m_steps) {
        record.problem = step->apply(record, edit, context, changes);
        if (record.problem)
            return;
    }
    if (changes.empty())
        return;
    record.made = std::move(edit).take();
    record.changes.insert(record.changes.end(), changes.begin(), changes.end());
}

void StepReader::requireKnown(std::initializer_list<std::string_view> known)
{
    for (const auto &[key, value] : m_step.items()) {
        if (key != "type" && std::find(known.begin(), known.end(), key) == known.end())
            note(key, "unknown_member", key + " is no member of this step.");
    }
}

void StepReader::note(const std::string &name, std::string code, std::string message)
{
    m_problems.push_back(
        problemAt(m_pointer + withPointerToken(name, {}), std::move(code), std::move(message)));
}

std::string StepReader::text(const char *name)
{
    std::string value = optionalText(name);
    if (value.empty())
        note(name, "wrong_value", std::string(name) + " is a text of at least one character.");
    return value;
}

std::string StepReader::optionalText(const char *name)
{
    const auto found = m_step.find(name);
    if (found == m_step.end())
        return {};
    if (found->is_string())
        return found->get<std::string>();
    note(name, "wrong_type", std::string(name) + " is a text.");
    return {};
}

bool StepReader::flag(const char *name)
{
    const auto found = m_step.find(name);
    if (found == m_step.end())
        return false;
    if (!found->is_boolean())
        note(name, "wrong_type", std::string(name) + " is true or false.");
    return found->is_boolean() && found->get<bool>();
}

std::string StepReader::field(const char *name)
{
    std::string pointer = pointerOfField(text(name));
    if (pointer == "/id")
        note(name, "wrong_value", "The id of a document is not changed. Choose another field.");
    return pointer;
}

std::optional<std::string> plainTextAt(const JsonEdit &edit, const std::string &pointer)
{
    const auto span = edit.find(pointer);
    if (!span)
        return std::nullopt;
    const std::string_view text = edit.textAt(*span);
    if (text.front() == '"') {
        const json decoded = json::parse(text, nullptr, false);
        return decoded.is_string() ? std::optional(decoded.get<std::string>()) : std::nullopt;
    }
    if (text == "null" || text.front() == '{' || text.front() == '[')
        return std::nullopt;
    return std::string(text);
}

bool setNoted(JsonEdit &edit, const std::string &pointer, const std::string &valueText,
              std::vector<api::StageChange> &changes)
{
    const bool wasThere = edit.find(pointer).has_value();
    if (!edit.set(pointer, valueText))
        return false;
    changes.push_back({"enrichment", wasThere ? "cast" : "added", pointer, valueText.substr(0, 64)});
    return true;
}

Problem enrichmentProblem(std::string code, std::string message, std::string pointer)
{
    return {"enrichment", std::move(code), std::move(message), std::move(pointer), {}};
}

} // namespace explorer::ingest
