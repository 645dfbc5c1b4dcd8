#include "core/query/coercion_p.h"

#include "core/base/timestamp.h"

#include <charconv>
#include <cmath>

namespace explorer::query
{
namespace
{

using api::FieldType;

Coerced refuse(const char *problem)
{
    Coerced coerced;
    coerced.problem = problem;
    return coerced;
}

std::string_view withoutPlus(std::string_view text)
{
    if (text.size() > 1 && text[0] == '+' && text[1] != '-')
        text.remove_prefix(1);
    return text;
}

/// `1.0` and `1e3` are whole numbers too.
std::optional<std::int64_t> wholeNumber(std::string_view token)
{
    if (const std::optional<std::int64_t> value = parseLong(token))
        return value;
    const std::optional<double> real = parseDouble(token);
    // 2^63 itself is the first double that does not fit.
    if (!real || *real < -0x1p63 || *real >= 0x1p63 || std::trunc(*real) != *real)
        return std::nullopt;
    // Past 2^53 a written fraction or exponent has already lost digits, and longs are exact.
    if (std::abs(*real) > 0x1p53)
        return std::nullopt;
    return static_cast<std::int64_t>(*real);
}

} // namespace

std::optional<std::int64_t> parseLong(std::string_view text)
{
    text = withoutPlus(text);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty())
        return std::nullopt;
    return value;
}

std::optional<double> parseDouble(std::string_view text)
{
    text = withoutPlus(text);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<bool> parseBoolean(std::string_view text)
{
    if (text == "true")
        return true;
    if (text == "false")
        return false;
    return std::nullopt;
}

Coerced coerceString(FieldType type, std::string_view text)
{
    switch (type) {
    case FieldType::Text:
    case FieldType::Keyword:
        return {std::string(text), nullptr};
    case FieldType::Long:
        if (const auto value = parseLong(text))
            return {*value, nullptr};
        return refuse("is a string that is no whole number of 64 bits");
    case FieldType::Double:
        if (const auto value = parseDouble(text))
            return {*value, nullptr};
        return refuse("is a string that is no number");
    case FieldType::Boolean:
        if (const auto value = parseBoolean(text))
            return {std::int64_t{*value}, nullptr};
        return refuse("is a string that is neither true nor false");
    case FieldType::Date:
        if (const auto value = fromRfc3339(text))
            return {*value, nullptr};
        return refuse("is a string that is no RFC 3339 time");
    }
    return refuse("is of no known type");
}

Coerced coerceScalar(FieldType type, std::string_view token)
{
    if (type == FieldType::Text || type == FieldType::Keyword)
        return {std::string(token), nullptr};
    const std::optional<bool> boolean = parseBoolean(token);
    if (type == FieldType::Boolean)
        return boolean ? Coerced{std::int64_t{*boolean}, nullptr} : refuse("is a number");
    if (boolean)
        return refuse("is a boolean");
    if (type == FieldType::Double) {
        const auto value = parseDouble(token);
        return value ? Coerced{*value, nullptr} : refuse("is a number outside the range of a double");
    }
    const auto value = wholeNumber(token);
    return value ? Coerced{*value, nullptr} : refuse("is no whole number of 64 bits");
}

} // namespace explorer::query
