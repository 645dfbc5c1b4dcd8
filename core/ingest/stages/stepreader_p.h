#pragma once

#include "core/ingest/stages/enrichment.h"

#include <initializer_list>

namespace explorer::ingest
{

/// Reads one step's members; what is wrong is noted with its pointer.
class StepReader
{
public:
    StepReader(const nlohmann::json &step, std::string pointer, std::vector<ErrorDetail> &problems)
        : m_step(step), m_pointer(std::move(pointer)), m_problems(problems)
    {
    }
    void requireKnown(std::initializer_list<std::string_view> known);
    /// A text of at least one byte; noted where it is missing.
    std::string text(const char *name);
    std::string optionalText(const char *name);
    bool flag(const char *name);
    /// A dotted path or pointer, not the id; as a pointer.
    std::string field(const char *name);
    [[nodiscard]] bool has(const char *name) const { return m_step.contains(name); }
    [[nodiscard]] const nlohmann::json &member(const char *name) const { return m_step.at(name); }
    void note(const std::string &name, std::string code, std::string message);

private:
    const nlohmann::json &m_step;
    std::string m_pointer;
    std::vector<ErrorDetail> &m_problems;
};

using StepPtr = std::unique_ptr<const EnrichmentStep>;
StepPtr makeIngestTimeStep(StepReader &reader);
StepPtr makeSourceStep(StepReader &reader);
StepPtr makeHashStep(StepReader &reader);
StepPtr makeFlagsStep(StepReader &reader);
StepPtr makeRenameStep(StepReader &reader);
StepPtr makeCastStep(StepReader &reader);
StepPtr makeExtractStep(StepReader &reader);
StepPtr makeLookupStep(StepReader &reader);
StepPtr makeComputeStep(StepReader &reader);

/// The value at a pointer as plain text: a string decoded, a number or boolean as written. Nothing for null,
/// objects, arrays and what is not there.
std::optional<std::string> plainTextAt(const JsonEdit &json, const std::string &pointer);
/// Sets a value and notes it as added, or cast where there was one.
bool setNoted(JsonEdit &json, const std::string &pointer, const std::string &valueText,
              std::vector<api::StageChange> &changes);
Problem enrichmentProblem(std::string code, std::string message, std::string pointer);

} // namespace explorer::ingest
