#include "core/api/jsonscanner.h"

namespace explorer::api
{
namespace
{

/// Behind the closing quote of the string that opens at `at`; the text's size where there is none.
std::size_t skipString(std::string_view text, std::size_t at, std::int64_t &lineEnds)
{
    for (++at; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '\n')
            ++lineEnds;
        else if (text[at] == '"')
            return at + 1;
    }
    return text.size() + 1;
}

bool endsScalar(char c)
{
    return c == ',' || c == ']' || c == '}' || c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

} // namespace

std::optional<JsonValueEnd> findJsonValue(std::string_view text, bool isWhole)
{
    JsonValueEnd end;
    std::size_t depth = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (depth == 0 && at > 0 && endsScalar(c)) {
            end.length = at;
            return end;
        }
        if (c == '"') {
            at = skipString(text, at, end.lineEnds);
            if (at > text.size())
                break;
            if (depth == 0) {
                end.length = at;
                return end;
            }
            continue;
        }
        if (c == '{' || c == '[')
            ++depth;
        if ((c == '}' || c == ']') && depth > 0 && --depth == 0) {
            end.length = at + 1;
            return end;
        }
        if (c == '\n')
            ++end.lineEnds;
        ++at;
    }
    if (!isWhole)
        return std::nullopt;
    end.length = text.size();
    end.truncated = depth > 0 || at > text.size();
    return end;
}

} // namespace explorer::api
