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

inline WordKind wordKindOf(char c) { return kWordKinds[static_cast<unsigned char>(c)]; }
inline bool isWordKind(WordKind kind)
{
    return static_cast<unsigned>(kind) - 1U < static_cast<unsigned>(WordKind::Underscore);
}

/// Whether the character at `at`, between two of a kind, holds them together (WB6, WB7, WB11, WB12).
inline bool bridgesWord(std::string_view text, std::size_t at)
{
    if (at == 0 || at + 1 >= text.size())
        return false;
    const WordKind kind = wordKindOf(text[at]);
    const WordKind before = wordKindOf(text[at - 1]);
    if (before != wordKindOf(text[at + 1]))
        return false;
    if (before == WordKind::Letter)
        return kind == WordKind::MidLetter || kind == WordKind::MidBoth;
    return before == WordKind::Digit && (kind == WordKind::MidNumber || kind == WordKind::MidBoth);
}

inline char asciiLower(char c)
{
    return static_cast<char>(c + (static_cast<unsigned char>(c - 'A') < 26 ? 'a' - 'A' : 0));
}

/// Calls take(offset, length) for each word that holds a letter or a digit, in order.
template <typename Take>
inline void forEachAsciiWord(std::string_view text, Take &&take)
{
    const char *const data = text.data();
    const std::size_t size = text.size();
    for (std::size_t at = 0;;) {
        while (at < size && !isWordKind(wordKindOf(data[at])))
            ++at;
        if (at == size)
            return;
        const std::size_t start = at;
        std::size_t underscores = 0;
        for (;;) {
            WordKind kind = WordKind::Other;
            while (at < size && isWordKind(kind = wordKindOf(data[at]))) {
                underscores += kind == WordKind::Underscore ? 1 : 0;
                ++at;
            }
            if (at == size || kind < WordKind::MidLetter || !bridgesWord(text, at))
                break;
            ++at;
        }
        if (underscores != at - start)
            take(start, at - start);
    }
}

} // namespace explorer::query
