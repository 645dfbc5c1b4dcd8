#include "core/index/lucene/termexpansion.h"

#include "core/index/lucene/lucenetext.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

namespace explorer::index
{
namespace
{

bool isContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::size_t codePointEnd(std::string_view text, std::size_t at)
{
    do
        ++at;
    while (at < text.size() && isContinuation(text[at]));
    return at;
}

std::size_t codePoints(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char byte) { return !isContinuation(byte); }));
}

/// Which characters an ASCII text has, folded to 64 bits; nothing for other texts.
std::optional<std::uint64_t> charactersOf(std::string_view text)
{
    std::uint64_t bits = 0;
    for (const char byte : text) {
        const auto character = static_cast<unsigned char>(byte);
        if (character >= 0x80)
            return std::nullopt;
        bits |= 1ULL << (character % 64U);
    }
    return bits;
}

void decodeInto(std::string_view text, std::wstring &scratch, std::u32string &target)
{
    scratch.clear();
    appendWide(text, scratch);
    target.assign(scratch.begin(), scratch.end());
}

} // namespace

WildcardPattern::WildcardPattern(std::string_view pattern)
{
    bool literalSoFar = true;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char byte = pattern[i];
        if (byte == '*' || byte == '?') {
            literalSoFar = false;
            m_steps.push_back({byte == '*' ? Kind::Any : Kind::One, byte});
            continue;
        }
        if (byte == '\\' && i + 1 < pattern.size())
            ++i;
        m_steps.push_back({Kind::Byte, pattern[i]});
        if (literalSoFar)
            m_prefix.push_back(pattern[i]);
    }
}

bool WildcardPattern::matches(std::string_view text) const
{
    std::size_t at = 0;
    std::size_t step = 0;
    std::size_t lastAny = m_steps.size();
    std::size_t retryAt = 0;
    while (at < text.size()) {
        if (step < m_steps.size() && m_steps[step].kind == Kind::Any) {
            lastAny = step++;
            retryAt = at;
        } else if (step < m_steps.size() && m_steps[step].kind == Kind::One) {
            at = codePointEnd(text, at);
            ++step;
        } else if (step < m_steps.size() && m_steps[step].byte == text[at]) {
            ++at;
            ++step;
        } else if (lastAny < m_steps.size()) {
            // The last `*` takes one more code point.
            retryAt = codePointEnd(text, retryAt);
            at = retryAt;
            step = lastAny + 1;
        } else {
            return false;
        }
    }
    while (step < m_steps.size() && m_steps[step].kind == Kind::Any)
        ++step;
    return step == m_steps.size();
}

int alignmentDistance(std::u32string_view a, std::u32string_view b, int most)
{
    const auto lengthA = static_cast<int>(a.size());
    const auto lengthB = static_cast<int>(b.size());
    if (std::abs(lengthA - lengthB) > most)
        return most + 1;
    std::array<std::vector<int>, 3> rows;
    for (auto &row : rows)
        row.assign(b.size() + 1, 0);
    for (int j = 0; j <= lengthB; ++j)
        rows[0][static_cast<std::size_t>(j)] = j;
    for (int i = 1; i <= lengthA; ++i) {
        const auto index = static_cast<std::size_t>(i);
        auto &row = rows[index % 3];
        const auto &previous = rows[(index + 2) % 3];
        const auto &beforePrevious = rows[(index + 1) % 3];
        row[0] = i;
        int least = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = a[index - 1] == b[j - 1];
            int best = std::min({previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a[index - 1] == b[j - 2] && a[index - 2] == b[j - 1])
                best = std::min(best, beforePrevious[j - 2] + 1);
            row[j] = best;
            least = std::min(least, best);
        }
        // A transposition reaches back two rows, so one more than `most` may still come down.
        if (least > most + 1)
            return most + 1;
    }
    return std::min(rows[a.size() % 3][b.size()], most + 1);
}

std::vector<ExpandedTerms> TermExpansion::collect(const std::string &low, const std::string &high,
                                                  std::size_t limit, const std::string &what,
                                                  const Test &test)
{
    std::vector<ExpandedTerms> bySegment;
    std::set<std::string, std::less<>> distinct;
    for (const SegmentView &segment : m_view.segments()) {
        const auto terms = segment.columns->terms(segment.reader, m_field);
        ExpandedTerms &found = bySegment.emplace_back();
        for (std::size_t i = terms->lowerBound(low); i < terms->size(); ++i) {
            m_interrupt.tick();
            const std::string_view term = terms->at(i);
            if (!high.empty() && term > high)
                break;
            if (!test(term))
                continue;
            found.emplace_back(term);
            distinct.emplace(term);
            if (distinct.size() > limit)
                stopSearch(ErrorCode::InvalidArgument, "too_many_expansions",
                           what + " stands for more than " + std::to_string(limit) +
                               " different terms; make it more specific.");
        }
    }
    return bySegment;
}

std::vector<ExpandedTerms> TermExpansion::wildcard(const std::string &pattern)
{
    const WildcardPattern compiled(pattern);
    const std::string &prefix = compiled.prefix();
    std::string high;
    if (!prefix.empty())
        high = prefix + '\xFF';
    return collect(prefix, high, kExpansionLimit, "The wildcard " + pattern,
                   [&compiled](std::string_view term) { return compiled.matches(term); });
}

std::vector<ExpandedTerms> TermExpansion::regex(const std::string &pattern, bool ignoreCase)
{
    RE2::Options options;
    options.set_case_sensitive(!ignoreCase);
    options.set_log_errors(false);
    options.set_dot_nl(true);
    const RE2 compiled(pattern, options);
    if (!compiled.ok())
        stopSearch(ErrorCode::InvalidArgument, "invalid_regex",
                   "The regular expression /" + pattern + "/ is not valid: " + compiled.error());
    std::string low;
    std::string high;
    constexpr int kRangeBytes = 16;
    if (!compiled.PossibleMatchRange(&low, &high, kRangeBytes)) {
        low.clear();
        high.clear();
    }
    return collect(low, high, kExpansionLimit, "The regular expression /" + pattern + "/",
                   [&compiled](std::string_view term) {
                       return RE2::FullMatch(re2::StringPiece(term.data(), term.size()), compiled);
                   });
}

std::vector<ExpandedTerms> TermExpansion::fuzzy(const std::string &text, int distance)
{
    std::wstring scratch;
    std::u32string wanted;
    std::u32string candidate;
    decodeInto(text, scratch, wanted);
    const auto characters = charactersOf(text);
    return collect({}, {}, kFuzzyExpansionLimit, "The fuzzy term " + text + "~" + std::to_string(distance),
                   [&](std::string_view term) {
                       const auto length = static_cast<std::int64_t>(codePoints(term));
                       if (std::abs(length - static_cast<std::int64_t>(wanted.size())) > distance)
                           return false;
                       // An edit takes away one character at most, and brings one at most.
                       const auto others = characters ? charactersOf(term) : std::nullopt;
                       if (others && std::popcount(*characters ^ *others) > 2 * distance)
                           return false;
                       decodeInto(term, scratch, candidate);
                       return alignmentDistance(wanted, candidate, distance) <= distance;
                   });
}

} // namespace explorer::index
