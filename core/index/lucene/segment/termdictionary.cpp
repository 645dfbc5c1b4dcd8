#include "core/index/lucene/segment/termdictionary.h"

#include "core/index/lucene/segment/utf8check.h"

#include <algorithm>

namespace explorer::index
{
namespace
{

constexpr std::uint32_t kSampleInterval = 32;
/// From here on a term has a skip list.
constexpr std::uint32_t kLong = 16;

std::uint64_t firstEight(std::string_view text)
{
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < 8; ++i)
        key = (key << 8U) | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return key;
}

} // namespace

TermDictionary::TermDictionary(bool omitsFrequencies, std::span<const std::uint8_t> frequencyFile,
                               std::span<const std::uint8_t> positionFile)
    : m_omitsFrequencies(omitsFrequencies), m_frequencyFile(frequencyFile), m_positionFile(positionFile)
{
}

bool TermDictionary::add(std::string_view text, const TermPostings &postings)
{
    if (m_text.size() + text.size() > UINT32_MAX)
        return false;
    if (postings.documentFrequency >= kLong)
        m_long.push_back({size(), postings.documentFrequency, postings.skipOffset});
    m_documentFrequencies.push_back(
        postings.documentFrequency >= kLong ? 0 : static_cast<std::uint8_t>(postings.documentFrequency));
    m_frequencyOffsets.push_back(postings.frequencyOffset);
    if (!m_omitsFrequencies)
        m_positionOffsets.push_back(postings.positionOffset);
    m_text.append(text);
    m_ends.push_back(static_cast<std::uint32_t>(m_text.size()));
    return true;
}

bool TermDictionary::finish()
{
    m_text.shrink_to_fit();
    m_ends.shrink_to_fit();
    m_frequencyOffsets.shrink_to_fit();
    m_positionOffsets.shrink_to_fit();
    m_documentFrequencies.shrink_to_fit();
    m_long.shrink_to_fit();
    m_samples.reserve(size() / kSampleInterval + 1);
    bool startsWell = true;
    for (std::uint32_t ordinal = 0; ordinal < size(); ++ordinal) {
        const std::string_view text = at(ordinal);
        // The text as a whole is UTF-8 and no term begins within a character: so each term is.
        startsWell =
            startsWell && (text.empty() || (static_cast<unsigned char>(text.front()) & 0xC0U) != 0x80U);
        if (ordinal % kSampleInterval == 0)
            m_samples.push_back(firstEight(text));
    }
    return startsWell && isUtf8(m_text);
}

std::uint32_t TermDictionary::lowerBound(std::string_view text) const
{
    const std::uint64_t key = firstEight(text);
    const auto [first, last] = std::equal_range(m_samples.begin(), m_samples.end(), key);
    const auto before = static_cast<std::uint32_t>(first - m_samples.begin());
    std::uint32_t low = before == 0 ? 0 : (before - 1) * kSampleInterval;
    std::uint32_t high =
        std::min(size(), static_cast<std::uint32_t>(last - m_samples.begin()) * kSampleInterval);
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (at(middle) < text)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::optional<std::uint32_t> TermDictionary::find(std::string_view text) const
{
    const std::uint32_t ordinal = lowerBound(text);
    if (ordinal == size() || at(ordinal) != text)
        return std::nullopt;
    return ordinal;
}

TermPostings TermDictionary::postings(std::uint32_t ordinal) const
{
    TermPostings postings;
    postings.frequencyOffset = m_frequencyOffsets[ordinal];
    if (!m_omitsFrequencies)
        postings.positionOffset = m_positionOffsets[ordinal];
    postings.documentFrequency = m_documentFrequencies[ordinal];
    if (postings.documentFrequency == 0) {
        const auto found =
            std::lower_bound(m_long.begin(), m_long.end(), ordinal,
                             [](const Long &entry, std::uint32_t wanted) { return entry.ordinal < wanted; });
        postings.documentFrequency = found->documentFrequency;
        postings.skipOffset = found->skipOffset;
    }
    return postings;
}

} // namespace explorer::index
