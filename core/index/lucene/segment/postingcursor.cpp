#include "core/index/lucene/segment/postingcursor.h"

#include <algorithm>

namespace explorer::index
{
namespace
{

constexpr int kMostVarintBytes = 5;

/// A number of up to 5 bytes. Checked: null past the end; a sixth byte is never read.
template <bool kIsChecked>
const std::uint8_t *readVarint(const std::uint8_t *at, const std::uint8_t *end, std::uint32_t &value)
{
    value = 0;
    for (unsigned shift = 0; shift < 7 * kMostVarintBytes; shift += 7) {
        if (kIsChecked && at == end)
            return nullptr;
        const std::uint32_t byte = *at++;
        value |= (byte & 0x7FU) << shift;
        if (byte < 0x80)
            break;
    }
    return at;
}

} // namespace

PostingCursor::PostingCursor(const FieldTerms &terms, std::uint32_t ordinal, int documents)
    : m_terms(&terms), m_postings(terms.postings(ordinal)), m_documents(documents),
      m_omitsFrequencies(terms.omitsFrequencies())
{
    const auto file = terms.frequencyFile();
    m_at = file.data() + m_postings.frequencyOffset;
    m_end = m_postings.skipOffset > 0 ? m_at + m_postings.skipOffset : file.data() + file.size();
}

template <bool kHasFrequencies, bool kIsChecked>
int PostingCursor::decode(int *documents, int *frequencies, int count)
{
    const std::uint8_t *at = m_at;
    // Unsigned, so that a damaged number wraps around instead of being undefined; keepWithin() finds it.
    auto document = static_cast<std::uint32_t>(m_document);
    int done = 0;
    for (; done < count; ++done) {
        std::uint32_t code = 0;
        at = readVarint<kIsChecked>(at, m_end, code);
        if (kIsChecked && at == nullptr)
            break;
        std::uint32_t frequency = 1;
        if (kHasFrequencies) {
            if ((code & 1U) == 0) {
                at = readVarint<kIsChecked>(at, m_end, frequency);
                if (kIsChecked && at == nullptr)
                    break;
            }
            code >>= 1U;
        }
        document += code;
        documents[done] = static_cast<int>(document);
        if (frequencies != nullptr)
            frequencies[done] = static_cast<int>(frequency);
    }
    m_at = at == nullptr ? m_end : at;
    return done;
}

int PostingCursor::keepWithin(const int *documents, int count)
{
    if (count == 0)
        return 0;
    const int before = m_read == 0 ? -1 : m_document;
    unsigned bad = (documents[0] <= before ? 1U : 0U) | (documents[count - 1] >= m_documents ? 1U : 0U);
    // Without an early exit, so that it is done many at a time.
    for (int i = 1; i < count; ++i)
        bad |= documents[i] <= documents[i - 1] ? 1U : 0U;
    if (bad == 0)
        return count;
    int kept = 0;
    for (int last = before; kept < count && documents[kept] > last && documents[kept] < m_documents; ++kept)
        last = documents[kept];
    return kept;
}

int PostingCursor::nextBlock(int *documents, int *frequencies, int capacity)
{
    const auto left = m_postings.documentFrequency - m_read;
    const int count = static_cast<int>(std::min(left, static_cast<std::uint32_t>(std::max(capacity, 0))));
    if (count == 0)
        return 0;
    const bool isNearEnd = m_end - m_at < 2 * kMostVarintBytes * static_cast<std::ptrdiff_t>(count);
    int done = 0;
    if (m_omitsFrequencies)
        done = isNearEnd ? decode<false, true>(documents, frequencies, count)
                         : decode<false, false>(documents, frequencies, count);
    else
        done = isNearEnd ? decode<true, true>(documents, frequencies, count)
                         : decode<true, false>(documents, frequencies, count);
    const int kept = keepWithin(documents, done);
    m_read += static_cast<std::uint32_t>(kept);
    if (kept > 0)
        m_document = documents[kept - 1];
    if (kept < count)
        m_read = m_postings.documentFrequency;
    return kept;
}

bool PostingCursor::skipTo(int target)
{
    if (m_postings.skipOffset == 0 || m_read == m_postings.documentFrequency || target <= m_document)
        return false;
    if (!m_skips)
        m_skips = std::make_unique<SkipList>(*m_terms, m_postings, m_documents);
    const SkipList::Point &point = m_skips->seek(target);
    if (point.read <= m_read)
        return false;
    m_at = m_terms->frequencyFile().data() + point.frequencyOffset;
    m_document = point.document;
    m_read = point.read;
    m_positionOffset = point.positionOffset;
    return true;
}

} // namespace explorer::index
