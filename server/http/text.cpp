#include "server/http/text_p.h"

#include <algorithm>

namespace explorer::http
{
namespace
{

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool isTokenChar(char c)
{
    constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
           kMarks.find(c) != std::string_view::npos;
}

/// Bytes that follow the leading one, and the range of the first of them; 0 where it is no leading byte.
int continuationBytes(unsigned char lead, unsigned char &least, unsigned char &most)
{
    least = 0x80;
    most = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 1;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (lead == 0xE0)
            least = 0xA0;
        if (lead == 0xED)
            most = 0x9F;
        return 2;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (lead == 0xF0)
            least = 0x90;
        if (lead == 0xF4)
            most = 0x8F;
        return 3;
    }
    return 0;
}

} // namespace

std::string toLower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool isUtf8(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead < 0x80)
            continue;
        unsigned char least = 0;
        unsigned char most = 0;
        int follow = continuationBytes(lead, least, most);
        if (follow == 0)
            return false;
        for (; follow > 0; --follow) {
            const unsigned char next = ++i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
            if (next < least || next > most)
                return false;
            least = 0x80;
            most = 0xBF;
        }
    }
    return true;
}

bool isToken(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

bool isVisibleAscii(std::string_view text, std::size_t limit)
{
    return !text.empty() && text.size() <= limit &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

} // namespace explorer::http
