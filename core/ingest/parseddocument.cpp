#include "core/ingest/parseddocument_p.h"

#include <algorithm>

namespace explorer::ingest
{
namespace
{

bool isHex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// The parser says only that some string is wrong: a lone surrogate is well-formed text, so it is told from a
/// broken escape by reading the escapes again.
bool hasBrokenEscape(std::string_view json)
{
    constexpr std::string_view simple = "\"\\/bfnrt";
    for (std::size_t at = json.find('\\'); at != std::string_view::npos; at = json.find('\\', at)) {
        if (at + 1 >= json.size())
            return true;
        const char kind = json[at + 1];
        if (kind == 'u') {
            const std::string_view digits = json.substr(at + 2, 4);
            if (digits.size() < 4 || !std::all_of(digits.begin(), digits.end(), isHex))
                return true;
        } else if (simple.find(kind) == std::string_view::npos) {
            return true;
        }
        at += 2;
    }
    return false;
}

Problem structureProblem(std::string code, std::string message)
{
    return {"structure", std::move(code), std::move(message), {}, {}};
}

Problem describe(simdjson::error_code error, std::string_view json)
{
    switch (error) {
    case simdjson::UTF8_ERROR:
        return structureProblem("invalid_utf8", "The record is not valid UTF-8. Convert it to UTF-8.");
    case simdjson::DEPTH_ERROR:
        return structureProblem("too_deep", "The record nests deeper than 32 levels.");
    case simdjson::UNESCAPED_CHARS:
        return structureProblem("json_syntax", "A string holds a control character that is not escaped.");
    case simdjson::UNCLOSED_STRING:
        return structureProblem("json_syntax", "A string is not closed.");
    case simdjson::NUMBER_ERROR:
        return structureProblem("json_number",
                                "A number is malformed or beyond 64 bits. Send it as a string.");
    case simdjson::STRING_ERROR:
        if (hasBrokenEscape(json))
            return structureProblem("json_syntax", "A string holds an escape that JSON does not have.");
        return structureProblem("lone_surrogate",
                                "A string holds half of a surrogate pair, which is no character.");
    case simdjson::EMPTY:
        return structureProblem("json_syntax", "The record is empty.");
    default:
        return structureProblem("json_syntax", std::string("The record is not valid JSON: ") +
                                                   simdjson::error_message(error));
    }
}

} // namespace

std::optional<Problem> DocumentParser::parse(std::string_view json)
{
    m_padded.reserve(json.size() + simdjson::SIMDJSON_PADDING);
    m_padded.assign(json);
    simdjson::error_code error = simdjson::SUCCESS;
    if (m_parser.capacity() < json.size())
        error =
            m_parser.allocate(std::max({json.size(), m_parser.capacity() * 2, kLeastBytes}), kParserDepth);
    if (error == simdjson::SUCCESS)
        error = m_parser.parse(m_padded.data(), m_padded.size(), false).get(m_root);
    if (error != simdjson::SUCCESS)
        return describe(error, json);
    return std::nullopt;
}

} // namespace explorer::ingest
