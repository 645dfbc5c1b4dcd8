#include "core/index/lucene/build/termtext.h"

#include "core/index/lucene/lucenetext.h"

#include <algorithm>

namespace explorer::index
{
namespace
{

constexpr std::size_t kPadding = 8;

bool isAscii(std::string_view text)
{
    unsigned char all = 0;
    for (const char c : text)
        all |= static_cast<unsigned char>(c);
    return all < 0x80;
}

} // namespace

bool toTerm(std::string_view text, std::string &term)
{
    term.clear();
    if (isAscii(text)) {
        if (text.size() > kMaxTermCodePoints)
            return false;
        term.append(text);
    } else {
        const std::wstring wide = toWide(text);
        if (wide.size() > kMaxTermCodePoints)
            return false;
        appendUtf8(wide, term);
    }
    term.append(kPadding, '\0');
    return true;
}

std::string_view paddedTerm(const std::string &term)
{
    return std::string_view(term).substr(0, term.size() - kPadding);
}

} // namespace explorer::index
