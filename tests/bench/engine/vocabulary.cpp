#include "vocabulary.h"

#include "corpusfile.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

namespace explorer::bench
{
namespace
{

std::uint64_t signatureOf(std::string_view term)
{
    std::uint64_t signature = 0;
    for (const char character : term)
        signature |= 1ULL << (static_cast<unsigned char>(character) % 64);
    return signature;
}

/// Optimal string alignment; three rows.
int alignmentDistance(std::string_view a, std::string_view b)
{
    std::vector<int> before(b.size() + 1);
    std::vector<int> previous(b.size() + 1);
    std::vector<int> current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        previous[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            current[j] = std::min(
                {previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                current[j] = std::min(current[j], before[j - 2] + 1);
        }
        before.swap(previous);
        previous.swap(current);
    }
    return previous[b.size()];
}

} // namespace

void Vocabulary::addDocument(std::string_view body)
{
    ++m_document;
    for (const std::string_view term : splitAt(body, ' ')) {
        Count &count = m_counts[std::string(term)];
        if (count.last != m_document) {
            count.last = m_document;
            ++count.documents;
        }
    }
}

void Vocabulary::finish()
{
    m_entries.reserve(m_counts.size());
    for (const auto &[term, count] : m_counts)
        m_entries.push_back({term, count.documents, signatureOf(term)});
    std::sort(m_entries.begin(), m_entries.end(),
              [](const Entry &a, const Entry &b) { return a.term < b.term; });
}

std::uint32_t Vocabulary::documentsWith(const std::string &term) const
{
    const auto found = m_counts.find(term);
    return found == m_counts.end() ? 0 : found->second.documents;
}

std::size_t Vocabulary::countWithPrefix(const std::string &prefix) const { return countBetween(prefix, {}); }

std::size_t Vocabulary::countBetween(const std::string &prefix, const std::string &suffix) const
{
    auto at = std::lower_bound(m_entries.begin(), m_entries.end(), prefix,
                               [](const Entry &entry, const std::string &text) { return entry.term < text; });
    std::size_t count = 0;
    for (; at != m_entries.end() && at->term.starts_with(prefix); ++at)
        count += at->term.size() >= prefix.size() + suffix.size() && at->term.ends_with(suffix) ? 1 : 0;
    return count;
}

std::size_t Vocabulary::countNear(const std::string &word, int distance) const
{
    const std::uint64_t signature = signatureOf(word);
    std::size_t count = 0;
    for (const Entry &entry : m_entries) {
        const auto longer =
            static_cast<std::ptrdiff_t>(entry.term.size()) - static_cast<std::ptrdiff_t>(word.size());
        // An edit changes at most two bits.
        if (std::abs(longer) <= distance && std::popcount(signature ^ entry.signature) <= 2 * distance &&
            alignmentDistance(word, entry.term) <= distance)
            ++count;
    }
    return count;
}

} // namespace explorer::bench
