#include "core/ingest/record.h"

#include <algorithm>

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

std::string trailOf(const Record &record)
{
    nlohmann::json trail = nlohmann::json::array();
    for (const std::string_view stage :
         {"reception", "structure", "types", "rules", "security", "enrichment"}) {
        const bool isLast = record.problem && record.problem->stage == stage;
        nlohmann::json entry{{"stage", stage}, {"passed", !isLast}};
        for (const api::StageChange &change : record.changes) {
            if (change.stage == stage)
                entry["changes"].push_back(change);
        }
        trail.push_back(std::move(entry));
        if (isLast)
            break;
    }
    return trail.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string patternOf(std::string_view pointer)
{
    std::string pattern;
    while (!pointer.empty()) {
        const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
        const std::string_view token = pointer.substr(0, end);
        const bool isIndex = token.size() > 1 && std::all_of(token.begin() + 1, token.end(),
                                                             [](char c) { return c >= '0' && c <= '9'; });
        pattern += isIndex ? "/*" : token;
        pointer.remove_prefix(end);
    }
    return pattern;
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
