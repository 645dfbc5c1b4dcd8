#include "core/query/stemmer_p.h"

#include "core/query/utf8_p.h"

#include <string_view>

namespace explorer::query
{
namespace
{

char32_t withoutAccent(char32_t c)
{
    switch (c) {
    case U'\u00E0':
    case U'\u00E1':
    case U'\u00E2':
    case U'\u00E4':
        return U'a';
    case U'\u00F2':
    case U'\u00F3':
    case U'\u00F4':
    case U'\u00F6':
        return U'o';
    case U'\u00EC':
    case U'\u00ED':
    case U'\u00EE':
    case U'\u00EF':
        return U'i';
    case U'\u00F9':
    case U'\u00FA':
    case U'\u00FB':
    case U'\u00FC':
        return U'u';
    default:
        return c;
    }
}

/// Letters before which a final s or st is an ending and no part of the stem.
bool takesEnding(char32_t c)
{
    return std::u32string_view(U"bdfghklmnt").find(c) != std::u32string_view::npos;
}

void cutInflection(std::u32string &word)
{
    const auto size = word.size();
    const std::u32string_view view(word);
    if (size > 5 && view.ends_with(U"ern"))
        word.resize(size - 3);
    else if (size > 4 && (view.ends_with(U"em") || view.ends_with(U"en") || view.ends_with(U"er") ||
                          view.ends_with(U"es")))
        word.resize(size - 2);
    else if (size > 3 && (view.ends_with(U"e") || (view.ends_with(U"s") && takesEnding(word[size - 2]))))
        word.resize(size - 1);
}

void cutSecondEnding(std::u32string &word)
{
    const auto size = word.size();
    const std::u32string_view view(word);
    if (size > 5 && view.ends_with(U"est"))
        word.resize(size - 3);
    else if (size > 4 && (view.ends_with(U"er") || view.ends_with(U"en")))
        word.resize(size - 2);
    else if (size > 4 && view.ends_with(U"st") && takesEnding(word[size - 3]))
        word.resize(size - 2);
}

} // namespace

void stemGerman(std::string &word)
{
    std::u32string letters;
    for (const char32_t c : toUtf32(word)) {
        if (c == U'\u00DF')
            letters += U"ss";
        else
            letters += withoutAccent(c);
    }
    if (letters.size() > 3) {
        cutInflection(letters);
        cutSecondEnding(letters);
    }
    word.clear();
    for (const char32_t c : letters)
        appendUtf8(word, c);
}

} // namespace explorer::query
