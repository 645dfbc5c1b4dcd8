#include "core/ingest/stages/jsonedit.h"
#include "core/ingest/stages/stepreader_p.h"

#include <re2/re2.h>

namespace explorer::ingest
{
namespace
{

constexpr std::size_t kPatternLimitBytes = 2048;
constexpr int kGroupLimit = 32;

/// Named groups of a pattern as fields.
class ExtractStep : public EnrichmentStep
{
public:
    ExtractStep(std::string from, std::unique_ptr<const re2::RE2> pattern, const std::string &prefix,
                bool isRequired)
        : m_from(std::move(from)), m_pattern(std::move(pattern)), m_isRequired(isRequired)
    {
        for (const auto &[name, group] : m_pattern->NamedCapturingGroups())
            m_groups.emplace_back(group, pointerOfField(prefix + name));
    }

    std::optional<Problem> apply(const Record &, JsonEdit &json, const EnrichmentContext &,
                                 std::vector<api::StageChange> &changes) const override
    {
        const auto text = plainTextAt(json, m_from);
        std::vector<re2::StringPiece> found(static_cast<std::size_t>(m_pattern->NumberOfCapturingGroups()) +
                                            1);
        if (!text || !m_pattern->Match(*text, 0, text->size(), re2::RE2::UNANCHORED, found.data(),
                                       static_cast<int>(found.size())))
            return m_isRequired ? std::optional(enrichmentProblem(
                                      "extract_missed",
                                      "The value does not match the pattern that takes it apart.", m_from))
                                : std::nullopt;
        for (const auto &[group, field] : m_groups) {
            const re2::StringPiece &piece = found[static_cast<std::size_t>(group)];
            if (piece.data() == nullptr)
                continue;
            std::string value;
            appendJsonString(value, {piece.data(), piece.size()});
            setNoted(json, field, value, changes);
        }
        return std::nullopt;
    }

private:
    std::string m_from;
    std::unique_ptr<const re2::RE2> m_pattern;
    bool m_isRequired;
    std::vector<std::pair<int, std::string>> m_groups;
};

} // namespace

StepPtr makeExtractStep(StepReader &reader)
{
    reader.requireKnown({"from", "pattern", "prefix", "required"});
    const std::string pattern = reader.text("pattern");
    re2::RE2::Options options;
    options.set_log_errors(false);
    auto compiled = std::make_unique<const re2::RE2>(pattern, options);
    if (pattern.size() > kPatternLimitBytes)
        reader.note("pattern", "limit_exceeded", "A pattern has at most 2 KiB.");
    else if (!compiled->ok())
        reader.note("pattern", "invalid_regex", "The pattern is none that RE2 knows: " + compiled->error());
    else if (compiled->NamedCapturingGroups().empty() || compiled->NumberOfCapturingGroups() > kGroupLimit)
        reader.note("pattern", "wrong_value",
                    "The pattern has 1 to 32 groups with names, (?P<name>...), which become fields.");
    for (const auto &[name, group] : compiled->NamedCapturingGroups()) {
        if (reader.optionalText("prefix") + name == "id")
            reader.note("pattern", "wrong_value",
                        "The id of a document is not changed. Name the group otherwise.");
    }
    return std::make_unique<ExtractStep>(reader.field("from"), std::move(compiled),
                                         reader.optionalText("prefix"), reader.flag("required"));
}

} // namespace explorer::ingest
