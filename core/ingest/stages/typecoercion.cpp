#include "core/ingest/stages/typecoercion_p.h"

#include "core/base/timestamp.h"
#include "core/ingest/stages/commondates.h"
#include "core/ingest/stages/jsonedit.h"

#include <charconv>
#include <cmath>
#include <functional>

namespace explorer::ingest
{
namespace
{

using api::FieldType;
using simdjson::dom::element;
using simdjson::dom::element_type;

std::string_view withoutSpace(std::string_view text)
{
    text = trimmed(text);
    if (text.size() > 1 && text.front() == '+')
        text.remove_prefix(1);
    return text;
}

/// As JSON writes numbers: no leading zeros, digits on both sides of a point.
bool isJsonNumber(std::string_view text)
{
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const auto digits = [&] {
        const std::size_t from = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9')
            ++at;
        return at - from;
    };
    const bool startsWithZero = at < text.size() && text[at] == '0';
    const std::size_t whole = digits();
    if (whole == 0 || (startsWithZero && whole > 1))
        return false;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (digits() == 0)
            return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        if (digits() == 0)
            return false;
    }
    return at == text.size();
}

std::optional<std::string> asLong(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || end != text.data() + text.size() || !isJsonNumber(text))
        return std::nullopt;
    return std::string(text);
}

std::optional<std::string> asDouble(std::string_view text)
{
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || end != text.data() + text.size() || !std::isfinite(value) ||
        !isJsonNumber(text))
        return std::nullopt;
    return std::string(text);
}

std::optional<std::string> asBoolean(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (lower == "true" || lower == "yes")
        return "true";
    if (lower == "false" || lower == "no")
        return "false";
    return std::nullopt;
}

std::optional<std::string> asDate(std::string_view text)
{
    if (fromRfc3339(text))
        return std::nullopt;
    const auto time = readCommonDate(text);
    return time ? std::optional("\"" + toRfc3339(*time) + "\"") : std::nullopt;
}

/// Calls `take(pointer, type, value)` for each scalar of a field, and for objects where a field is.
class FieldWalk
{
public:
    using Take = std::function<void(const std::string &, FieldType, element)>;
    FieldWalk(const CompiledSchema &schema, Take take) : m_schema(schema), m_take(std::move(take)) {}

    void walk(element value)
    {
        if (value.is_object() && !m_path.empty() && m_schema.find(m_path) != nullptr)
            m_take(m_pointer, *m_schema.find(m_path), value);
        if (value.is_object()) {
            for (const auto field : simdjson::dom::object(value))
                inside(field.key, field.value);
        } else if (value.is_array()) {
            const std::size_t length = m_pointer.size();
            std::size_t index = 0;
            for (const element item : simdjson::dom::array(value)) {
                m_pointer += '/';
                m_pointer += std::to_string(index++);
                walk(item);
                m_pointer.resize(length);
            }
        } else if (const FieldType *type = m_schema.find(m_path); type != nullptr && !value.is_null()) {
            m_take(m_pointer, *type, value);
        }
    }

private:
    void inside(std::string_view key, element value)
    {
        const std::size_t path = m_path.size();
        const std::size_t pointer = m_pointer.size();
        if (path != 0)
            m_path += '.';
        m_path += key;
        m_pointer += withPointerToken(key, {});
        walk(value);
        m_path.resize(path);
        m_pointer.resize(pointer);
    }

    const CompiledSchema &m_schema;
    Take m_take;
    std::string m_path;
    std::string m_pointer;
};

bool isOfType(FieldType type, element value)
{
    switch (type) {
    case FieldType::Text:
    case FieldType::Keyword:
        return value.is_string();
    case FieldType::Long:
        // 1.0 is a whole number in JSON Schema too.
        return value.is_int64() || (value.is_double() && std::trunc(double(value)) == double(value) &&
                                    std::abs(double(value)) <= 0x1p53);
    case FieldType::Double:
        return value.is_number();
    case FieldType::Boolean:
        return value.is_bool();
    case FieldType::Date:
        return value.is_int64() || (value.is_string() && fromRfc3339(std::string_view(value)).has_value());
    }
    return false;
}

std::string_view nameOf(element value)
{
    switch (value.type()) {
    case element_type::OBJECT:
        return "an object";
    case element_type::STRING:
        return "a string";
    case element_type::BOOL:
        return "a boolean";
    default:
        return "a number";
    }
}

} // namespace

std::optional<std::string> coerce(FieldType type, std::string_view value)
{
    switch (type) {
    case FieldType::Text:
    case FieldType::Keyword:
        return std::nullopt;
    case FieldType::Long:
        return asLong(withoutSpace(value));
    case FieldType::Double:
        return asDouble(withoutSpace(value));
    case FieldType::Boolean:
        return asBoolean(trimmed(value));
    case FieldType::Date:
        return asDate(value);
    }
    return std::nullopt;
}

bool coerceTypes(Record &record, element root, const CompiledSchema &schema)
{
    std::optional<JsonEdit> edit;
    FieldWalk(schema, [&](const std::string &pointer, FieldType type, element value) {
        if (!value.is_string())
            return;
        const auto text = coerce(type, std::string_view(value));
        if (!text)
            return;
        if (!edit)
            edit.emplace(std::string(record.json()));
        if (!edit->set(pointer, *text))
            return;
        std::string detail;
        appendJsonString(detail, std::string_view(value).substr(0, 64));
        record.changes.push_back({"types", "cast", pointer, detail + " as " + *text});
    }).walk(root);
    if (edit)
        record.made = std::move(*edit).take();
    return edit.has_value();
}

std::optional<Problem> findStrictProblem(element root, const CompiledSchema &schema)
{
    std::optional<Problem> problem;
    FieldWalk(schema, [&](const std::string &pointer, FieldType type, element value) {
        if (problem || isOfType(type, value))
            return;
        const std::string expected(api::toString(type));
        problem =
            Problem{"types",
                    "type_mismatch",
                    "The value is " + std::string(nameOf(value)) + ", but the field's type is " + expected +
                        ", and the collection takes values in their own types only (type_policy "
                        "strict). Correct the value or make the policy lenient.",
                    pointer,
                    {expected}};
    }).walk(root);
    return problem;
}

} // namespace explorer::ingest
