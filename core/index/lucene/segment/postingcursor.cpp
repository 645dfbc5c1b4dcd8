#include "core/index/lucene/segment/postingcursor.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

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

/// Postings that are decoded together.
constexpr int kRun = 8;

constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101ULL;
constexpr std::uint64_t kHigh = 0x80 * kOnes;

/// Decodes a run of postings of a byte each: one occurrence, and a step that is neither 0 nor too long.
/// False, with nothing changed but `documents`, where the next bytes are something else.
template <bool kHasFrequencies>
bool decodeRun(const std::uint8_t *at, std::uint64_t &document, int *documents)
{
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, at, sizeof bytes);
    if constexpr (std::endian::native != std::endian::little)
        return false;
    if (kHasFrequencies) {
        if ((bytes & (kHigh | kOnes)) != kOnes)
            return false;
        bytes = (bytes ^ kOnes) >> 1U;
    } else if ((bytes & kHigh) != 0) {
        return false;
    }
    if (((bytes - kOnes) & ~bytes & kHigh) != 0)
        return false;
    // Sums of the first, the first two, ... steps: four at a time in 16 bits each.
    constexpr std::uint64_t kEach = 0x0001'0001'0001'0001ULL;
    const std::uint64_t even = (bytes & 0x00FF'00FF'00FF'00FFULL) * kEach;
    const std::uint64_t odd = ((bytes >> 8U) & 0x00FF'00FF'00FF'00FFULL) * kEach;
    const std::uint64_t upToOdd = even + odd;
    const std::uint64_t upToEven = even + (odd << 16U);
    const auto base = static_cast<std::uint32_t>(document);
    for (unsigned i = 0; i < kRun / 2; ++i) {
        documents[2 * i] = static_cast<int>(base + ((upToEven >> (16 * i)) & 0xFFFFU));
        documents[2 * i + 1] = static_cast<int>(base + ((upToOdd >> (16 * i)) & 0xFFFFU));
    }
    document += upToOdd >> 48U;
    return true;
}

/// Postings that are decoded together where some have a frequency of a byte: no more than 8 bytes.
constexpr int kMixedRun = 4;

/// Without a branch a posting: which ones have a frequency cannot be foretold. The bytes it took; 0, with
/// nothing changed, where a number is longer than a byte.
std::size_t decodeMixedRun(const std::uint8_t *at, std::uint64_t &document, bool &hasNoStep, int *documents,
                           int *frequencies)
{
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, at, sizeof bytes);
    if (std::endian::native != std::endian::little || (bytes & kHigh) != 0)
        return 0;
    std::uint64_t taken = 0;
    for (int i = 0; i < kMixedRun; ++i) {
        const std::uint64_t isOnce = bytes & 1U;
        const std::uint64_t step = (bytes & 0xFFU) >> 1U;
        const std::uint64_t frequency = (bytes >> 8U) & 0xFFU;
        hasNoStep |= step == 0;
        document += step;
        documents[i] = static_cast<int>(document);
        frequencies[i] = static_cast<int>((frequency & (isOnce - 1)) | isOnce);
        bytes >>= 16 - 8 * isOnce;
        taken += 2 - isOnce;
    }
    return taken;
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
    // Wide, so that damaged numbers do not wrap around unseen.
    auto document = static_cast<std::uint64_t>(m_document);
    bool hasNoStep = false;
    std::array<int, kMixedRun> unwanted;
    int done = 0;
    while (done < count) {
        if (!kIsChecked && count - done >= kRun &&
            decodeRun<kHasFrequencies>(at, document, documents + done)) {
            if (frequencies != nullptr)
                std::fill_n(frequencies + done, kRun, 1);
            at += kRun;
            done += kRun;
            continue;
        }
        if (kHasFrequencies && !kIsChecked && count - done >= kMixedRun) {
            int *const room = frequencies != nullptr ? frequencies + done : unwanted.data();
            if (const auto taken = decodeMixedRun(at, document, hasNoStep, documents + done, room)) {
                at += taken;
                done += kMixedRun;
                continue;
            }
        }
        // Where a run was not of single bytes, the next one begins after it.
        const int end = kIsChecked ? count : std::min(count, done + kRun);
        for (; done < end && at != nullptr; ++done) {
            std::uint32_t code = 0;
            std::uint32_t frequency = 1;
            at = readVarint<kIsChecked>(at, m_end, code);
            if (kHasFrequencies && (code & 1U) == 0 && at != nullptr)
                at = readVarint<kIsChecked>(at, m_end, frequency);
            if (at == nullptr)
                break;
            code >>= kHasFrequencies ? 1U : 0U;
            hasNoStep |= code == 0;
            document += code;
            documents[done] = static_cast<int>(document);
            if (frequencies != nullptr)
                frequencies[done] = static_cast<int>(frequency);
        }
        if (at == nullptr)
            break;
    }
    m_at = at == nullptr ? m_end : at;
    const bool isSound = !hasNoStep && document < static_cast<std::uint64_t>(m_documents);
    return isSound ? done : keepWithin(documents, done);
}

int PostingCursor::keepWithin(const int *documents, int count) const
{
    int last = m_read == 0 ? -1 : m_document;
    int kept = 0;
    for (; kept < count && documents[kept] > last && documents[kept] < m_documents; ++kept)
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
    int kept = 0;
    if (m_omitsFrequencies)
        kept = isNearEnd ? decode<false, true>(documents, frequencies, count)
                         : decode<false, false>(documents, frequencies, count);
    else
        kept = isNearEnd ? decode<true, true>(documents, frequencies, count)
                         : decode<true, false>(documents, frequencies, count);
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
