#include "core/index/lucene/lucenetext.h"

#include <bit>

namespace explorer::index
{
namespace
{

constexpr char32_t kReplacement = 0xFFFD;

bool isContinuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

/// The code point at `at`, which is moved past it.
char32_t nextCodePoint(std::string_view text, std::size_t &at)
{
    const auto lead = static_cast<unsigned char>(text[at++]);
    if (lead < 0x80)
        return lead;
    const std::size_t following = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
    if (following == 0 || lead > 0xF4 || at + following > text.size())
        return kReplacement;
    char32_t point = lead & (0x3FU >> following);
    for (std::size_t i = 0; i < following; ++i) {
        const auto byte = static_cast<unsigned char>(text[at + i]);
        if (!isContinuation(byte))
            return kReplacement;
        point = (point << 6U) | (byte & 0x3FU);
    }
    static constexpr char32_t kLeast[] = {0, 0x80, 0x800, 0x10000};
    if (point < kLeast[following] || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000))
        return kReplacement;
    at += following;
    // The library ends its terms with U+FFFF in memory.
    return point == 0xFFFF ? kReplacement : point;
}

} // namespace

std::size_t appendWide(std::string_view utf8, std::wstring &target)
{
    const std::size_t before = target.size();
    target.resize(before + utf8.size());
    wchar_t *out = target.data() + before;
    std::size_t at = 0;
    while (at < utf8.size()) {
        const auto byte = static_cast<unsigned char>(utf8[at]);
        if (byte < 0x80) {
            *out++ = static_cast<wchar_t>(byte);
            ++at;
        } else {
            *out++ = static_cast<wchar_t>(nextCodePoint(utf8, at));
        }
    }
    target.resize(static_cast<std::size_t>(out - target.data()));
    return target.size() - before;
}

std::wstring toWide(std::string_view utf8)
{
    std::wstring wide;
    appendWide(utf8, wide);
    return wide;
}

void appendUtf8(std::wstring_view text, std::string &target)
{
    for (const wchar_t unit : text) {
        const auto point = static_cast<char32_t>(unit);
        if (point < 0x80) {
            target.push_back(static_cast<char>(point));
        } else if (point < 0x800) {
            target.push_back(static_cast<char>(0xC0U | (point >> 6U)));
            target.push_back(static_cast<char>(0x80U | (point & 0x3FU)));
        } else if (point < 0x10000) {
            target.push_back(static_cast<char>(0xE0U | (point >> 12U)));
            target.push_back(static_cast<char>(0x80U | ((point >> 6U) & 0x3FU)));
            target.push_back(static_cast<char>(0x80U | (point & 0x3FU)));
        } else {
            target.push_back(static_cast<char>(0xF0U | (point >> 18U)));
            target.push_back(static_cast<char>(0x80U | ((point >> 12U) & 0x3FU)));
            target.push_back(static_cast<char>(0x80U | ((point >> 6U) & 0x3FU)));
            target.push_back(static_cast<char>(0x80U | (point & 0x3FU)));
        }
    }
}

std::string toUtf8(std::wstring_view text)
{
    std::string utf8;
    utf8.reserve(text.size());
    appendUtf8(text, utf8);
    return utf8;
}

std::string indexedText(std::string_view utf8) { return toUtf8(toWide(utf8)); }

std::wstring indexedField(std::string_view field)
{
    if (field == "id")
        return kIdField;
    std::wstring name;
    if (!field.empty() && field.front() == '_')
        name.push_back(L'_');
    appendWide(field, name);
    return name;
}

std::string indexedFieldUtf8(std::string_view field) { return toUtf8(indexedField(field)); }

std::array<wchar_t, kNumericTermLength> encodeNumber(std::int64_t value)
{
    std::array<wchar_t, kNumericTermLength> term{};
    term[0] = 0x20;
    auto bits = static_cast<std::uint64_t>(value) ^ 0x8000'0000'0000'0000ULL;
    for (std::size_t i = kNumericTermLength - 1; i >= 1; --i) {
        term[i] = static_cast<wchar_t>(bits & 0x7FU);
        bits >>= 7U;
    }
    return term;
}

std::int64_t decodeNumber(std::wstring_view term)
{
    std::uint64_t bits = 0;
    for (std::size_t i = 1; i < term.size(); ++i)
        bits = (bits << 7U) | static_cast<std::uint64_t>(term[i]);
    return static_cast<std::int64_t>(bits ^ 0x8000'0000'0000'0000ULL);
}

std::int64_t sortableFromDouble(double value)
{
    const auto bits = std::bit_cast<std::int64_t>(value == 0 ? 0.0 : value);
    return bits < 0 ? bits ^ INT64_MAX : bits;
}

double doubleFromSortable(std::int64_t value)
{
    return std::bit_cast<double>(value < 0 ? value ^ INT64_MAX : value);
}

} // namespace explorer::index
