#include "core/index/lucene/execute/termexpansion.h"

#include "core/index/lucene/execute/alignmentdistance.h"
#include "core/index/lucene/execute/wildcardpattern.h"
#include "core/index/lucene/segment/fuzzyindex.h"

#include <re2/re2.h>

#include <algorithm>

namespace explorer::index
{

TermExpansion::TermExpansion(std::vector<const FieldTerms *> terms, Interrupt &interrupt)
    : m_terms(std::move(terms)), m_interrupt(interrupt)
{
}

void TermExpansion::take(const FieldTerms &terms, std::uint32_t ordinal, const Limit &limit,
                         ExpandedTerms &found)
{
    found.push_back(ordinal);
    // Terms of one segment are distinct by themselves.
    const bool isOnlyOne = m_terms.size() == 1;
    if (!isOnlyOne)
        m_distinct.insert(terms.at(ordinal));
    if ((isOnlyOne ? found.size() : m_distinct.size()) > limit.terms)
        stopSearch(ErrorCode::InvalidArgument, "too_many_expansions",
                   limit.what + " stands for more than " + std::to_string(limit.terms) +
                       " different terms; make it more specific.");
}

void TermExpansion::spend(std::size_t bytes, const Limit &limit)
{
    m_interrupt.tick();
    m_bytes += bytes;
    if (m_bytes > kExpansionBytes)
        stopSearch(ErrorCode::InvalidArgument, "too_many_expansions",
                   limit.what + " would have to be compared with too many terms; let it begin with letters.");
}

std::vector<ExpandedTerms> TermExpansion::collect(const std::string &low, const std::string &high,
                                                  const Limit &limit, const Test &test)
{
    std::vector<ExpandedTerms> bySegment;
    m_distinct.clear();
    for (const FieldTerms *terms : m_terms) {
        ExpandedTerms &found = bySegment.emplace_back();
        if (terms == nullptr)
            continue;
        std::uint32_t end = terms->size();
        if (!high.empty()) {
            end = terms->lowerBound(high);
            end += end < terms->size() && terms->at(end) == high ? 1 : 0;
        }
        for (std::uint32_t i = terms->lowerBound(low); i < end; ++i) {
            if (test) {
                const std::string_view term = terms->at(i);
                spend(term.size() + 1, limit);
                if (!test(term))
                    continue;
            }
            take(*terms, i, limit, found);
        }
    }
    return bySegment;
}

std::vector<ExpandedTerms> TermExpansion::wildcard(const std::string &pattern)
{
    const WildcardPattern compiled(pattern);
    const std::string &prefix = compiled.prefix();
    // No UTF-8 has this byte.
    const std::string high = prefix.empty() ? std::string() : prefix + '\xFF';
    Test test;
    if (!compiled.isPrefix())
        test = [&compiled](std::string_view term) { return compiled.matches(term); };
    return collect(prefix, high, {kExpansionLimit, "The wildcard " + pattern}, test);
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
    return collect(low, high, {kExpansionLimit, "The regular expression /" + pattern + "/"},
                   [&compiled](std::string_view term) {
                       return RE2::FullMatch(re2::StringPiece(term.data(), term.size()), compiled);
                   });
}

std::vector<ExpandedTerms> TermExpansion::fuzzy(const std::string &text, int distance)
{
    const Limit limit{kFuzzyExpansionLimit, "The fuzzy term " + text + "~" + std::to_string(distance)};
    const TextSignature signature = signatureOf(text);
    AlignmentDistance alignment(text, distance);
    std::vector<ExpandedTerms> bySegment;
    ExpandedTerms candidates;
    m_distinct.clear();
    for (const FieldTerms *terms : m_terms) {
        ExpandedTerms &found = bySegment.emplace_back();
        if (terms == nullptr)
            continue;
        m_interrupt.check();
        candidates.clear();
        terms->fuzzyIndex().candidates(signature, distance, candidates);
        for (const std::uint32_t ordinal : candidates) {
            const std::string_view term = terms->at(ordinal);
            spend(term.size() + 1, limit);
            if (alignment.isWithin(term))
                take(*terms, ordinal, limit, found);
        }
        std::sort(found.begin(), found.end());
    }
    return bySegment;
}

} // namespace explorer::index
