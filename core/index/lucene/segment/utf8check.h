#pragma once

#include <cstring>
#include <string_view>

namespace explorer::index
{

/// Well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
inline bool isUtf8(std::string_view text)
{
    const auto *at = reinterpret_cast<const unsigned char *>(text.data());
    const auto *end = at + text.size();
    while (at < end) {
        if (end - at >= 8) {
            unsigned long long eight = 0;
            std::memcpy(&eight, at, sizeof eight);
            if ((eight & 0x8080'8080'8080'8080ULL) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        const unsigned lead = *at++;
        if (lead < 0x80)
            continue;
        const int following = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
        if (lead < 0xC2 || lead > 0xF4 || end - at < following)
            return false;
        const unsigned second = *at;
        const unsigned least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        const unsigned most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most)
            return false;
        for (int i = 1; i < following; ++i) {
            if ((at[i] & 0xC0U) != 0x80U)
                return false;
        }
        at += following;
    }
    return true;
}

} // namespace explorer::index
