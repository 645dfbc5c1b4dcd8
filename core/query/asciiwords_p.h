#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Words of ASCII text by Unicode's rules (UAX #29), without its tables.
namespace explorer::query
{

/// The word-break classes of ASCII.
enum class WordKind : std::uint8_t { Other, Letter, Digit, Underscore, MidLetter, MidNumber, MidBoth };

constexpr std::array<WordKind, 256> makeWordKinds()
{
    std::array<WordKind, 256> kinds{};
    for (int c = 0; c < 26; ++c) {
        kinds[static_cast<std::size_t>('a' + c)] = WordKind::Letter;
        kinds[static_cast<std::size_t>('A' + c)] = WordKind::Letter;
    }
    for (int c = 0; c < 10; ++c)
        kinds[static_cast<std::size_t>('0' + c)] = WordKind::Digit;
    kinds['_'] = WordKind::Underscore;
    kinds[':'] = WordKind::MidLetter;
    kinds[','] = WordKind::MidNumber;
    kinds[';'] = WordKind::MidNumber;
    kinds['.'] = WordKind::MidBoth;
    kinds['\''] = WordKind::MidBoth;
    return kinds;
}

inline constexpr std::array<WordKind, 256> kWordKinds = makeWordKinds();

constexpr std::array<bool, 256> makeWordBytes()
{
    std::array<bool, 256> isWord{};
    for (std::size_t c = 0; c < isWord.size(); ++c)
        isWord[c] = kWordKinds[c] == WordKind::Letter || kWordKinds[c] == WordKind::Digit ||
                    kWordKinds[c] == WordKind::Underscore;
    return isWord;
}

inline constexpr std::array<bool, 256> kWordBytes = makeWordBytes();

inline WordKind wordKindOf(char c) { return kWordKinds[static_cast<unsigned char>(c)]; }
inline bool isWordByte(char c) { return kWordBytes[static_cast<unsigned char>(c)]; }

/// Whether a character holds together the two around it, which are of one kind (WB6, WB7, WB11, WB12).
inline bool bridgesWord(const char *at)
{
    const WordKind kind = wordKindOf(*at);
    if (kind < WordKind::MidLetter)
        return false;
    const WordKind before = wordKindOf(at[-1]);
    if (before != wordKindOf(at[1]))
        return false;
    if (before == WordKind::Letter)
        return kind != WordKind::MidNumber;
    return before == WordKind::Digit && kind != WordKind::MidLetter;
}

inline char asciiLower(char c)
{
    return static_cast<char>(c + (static_cast<unsigned char>(c - 'A') < 26 ? 'a' - 'A' : 0));
}

/// Calls take(begin, end) for each word that holds a letter or a digit, in order. Behind the text stands a
/// byte that is neither of a word nor holds words together.
template <typename Take>
inline void forEachAsciiWord(const char *text, const char *end, Take &&take)
{
    for (const char *at = text;;) {
        while (at != end && !isWordByte(*at))
            ++at;
        if (at == end)
            return;
        const char *const start = at;
        do {
            do
                ++at;
            while (isWordByte(*at));
        } while (bridgesWord(at));
        // Only a word that begins with an underscore may be nothing else.
        const char *first = start;
        while (first != at && *first == '_')
            ++first;
        if (first != at)
            take(start, at);
    }
}

} // namespace explorer::query
