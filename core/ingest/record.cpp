#include "core/ingest/record.h"

#include <array>

namespace explorer::ingest
{

ErrorDetail toDetail(const Problem &problem)
{
    ErrorDetail detail;
    detail.code = problem.code;
    detail.message = problem.message;
    detail.pointer = problem.pointer;
    detail.expected = problem.expected;
    return detail;
}

std::string withPointerToken(std::string_view token, std::string_view rest)
{
    std::string pointer = "/";
    for (const char c : token) {
        if (c == '~')
            pointer += "~0";
        else if (c == '/')
            pointer += "~1";
        else
            pointer += c;
    }
    return pointer.append(rest);
}

void appendJsonString(std::string &out, std::string_view text)
{
    static constexpr std::string_view kHex = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else if (byte < 0x20) {
            out += "\\u00";
            out += kHex[byte >> 4U];
            out += kHex[byte & 15U];
        } else {
            out += c;
        }
    }
    out += '"';
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view space = " \t\r\n";
    const std::size_t from = text.find_first_not_of(space);
    if (from == std::string_view::npos)
        return {};
    return text.substr(from, text.find_last_not_of(space) - from + 1);
}

} // namespace explorer::ingest
