#include "core/ingest/stages/expression.h"
#include "core/ingest/stages/jsonedit.h"
#include "core/ingest/stages/stepreader_p.h"

#include <array>
#include <charconv>

namespace explorer::ingest
{
namespace
{

/// A number where it is written as one.
ExpressionValue valueAt(const JsonEdit &json, const std::string &field)
{
    const std::string pointer = pointerOfField(field);
    auto text = plainTextAt(json, pointer);
    if (!text)
        return {};
    const bool isWrittenAsText = json.textAt(*json.find(pointer)).front() == '"';
    std::int64_t whole = 0;
    double real = 0;
    const char *const from = text->data();
    const char *const to = from + text->size();
    if (isWrittenAsText)
        return std::move(*text);
    if (const auto read = std::from_chars(from, to, whole); read.ec == std::errc() && read.ptr == to)
        return whole;
    if (const auto read = std::from_chars(from, to, real); read.ec == std::errc() && read.ptr == to)
        return real;
    return std::move(*text);
}

class ComputeStep : public EnrichmentStep
{
public:
    ComputeStep(std::string field, Expression expression)
        : m_field(std::move(field)), m_expression(std::move(expression))
    {
    }
    std::optional<Problem> apply(const Record &, JsonEdit &json, const EnrichmentContext &,
                                 std::vector<api::StageChange> &changes) const override
    {
        const ExpressionValue value =
            m_expression.evaluate([&json](const std::string &field) { return valueAt(json, field); });
        std::string text;
        if (const auto *string = std::get_if<std::string>(&value))
            appendJsonString(text, *string);
        else if (const auto *whole = std::get_if<std::int64_t>(&value))
            text = std::to_string(*whole);
        else if (const auto *real = std::get_if<double>(&value)) {
            std::array<char, 32> buffer{};
            text.assign(buffer.data(),
                        std::to_chars(buffer.data(), buffer.data() + buffer.size(), *real).ptr);
        }
        if (!text.empty())
            setNoted(json, m_field, text, changes);
        return std::nullopt;
    }

private:
    std::string m_field;
    Expression m_expression;
};

} // namespace

StepPtr makeComputeStep(StepReader &reader)
{
    reader.requireKnown({"field", "expression"});
    std::string field = reader.field("field");
    auto expression = Expression::parse(reader.text("expression"));
    if (expression)
        return std::make_unique<ComputeStep>(std::move(field), std::move(*expression));
    const Error &error = expression.error();
    const std::string place =
        error.details.empty() || !error.details.front().offset
            ? std::string()
            : " (at character " + std::to_string(*error.details.front().offset + 1) + ")";
    reader.note("expression", "expression_invalid", error.message + place);
    return nullptr;
}

} // namespace explorer::ingest
