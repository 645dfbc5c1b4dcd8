#pragma once

#include "core/index/lucene/format/skiplistwriter.h"
#include "core/index/lucene/format/termdictionarywriter.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace explorer::index
{

/// A term's postings as they stand in another segment, of which no document is left out.
struct EncodedPostings {
    /// From the first posting on, without the skip list; nothing behind the last.
    std::span<const std::uint8_t> frequencies;
    /// Empty where the field has none.
    std::span<const std::uint8_t> positions;
    std::uint32_t documentFrequency = 0;
    /// Of that segment: its first document's number in the new one, and how many it has.
    std::uint32_t documentBase = 0;
    std::uint32_t documents = 0;
};

/// Writes `.frq` and `.prx` and, through the dictionary, `.tis` and `.tii`: field by field in the order of
/// their names, term by term in the order of their bytes, document by document.
class PostingsWriter
{
public:
    /// `hasPositions`: of the segment (FieldInfos::hasPositions()).
    static Result<std::unique_ptr<PostingsWriter>> create(SegmentFiles &files, bool hasPositions);

    void beginField(std::uint32_t number, bool omitsFrequencies);
    void beginTerm();
    /// Followed by its positions where the field has them.
    void addDocument(std::uint32_t document, std::uint32_t frequency)
    {
        if (++m_count % kSkipInterval == 0)
            m_skipList.add(m_count, place());
        const std::uint32_t delta = document - m_last;
        m_last = document;
        std::uint8_t *at = m_frequencies->reserve(2 * kMaxVIntBytes);
        if (m_omitsFrequencies) {
            at = putVarint(at, delta);
        } else if (frequency == 1) {
            at = putVarint(at, (delta << 1U) | 1U);
        } else {
            at = putVarint(at, delta << 1U);
            at = putVarint(at, frequency);
        }
        m_frequencies->advance(at);
    }
    /// The distance from the document's position before, at first from 0.
    void addPosition(std::uint32_t distance) { m_positions->writeVInt(distance); }
    /// All positions of the document, already encoded.
    void addPositions(std::span<const std::uint8_t> encoded)
    {
        m_positions->writeBytes(encoded.data(), encoded.size());
    }
    /// Appends another segment's postings of the same term: the first anew, the others byte by byte. False
    /// where they are damaged; the segment in the making is then of no use.
    [[nodiscard]] bool copy(const EncodedPostings &postings);
    /// Writes the skip list and the dictionary's entry; a term without documents leaves nothing.
    void endTerm(std::string_view term);

    [[nodiscard]] std::uint32_t documentFrequency() const { return m_count; }
    /// False once something could not be written.
    [[nodiscard]] bool ok() const { return m_frequencies->ok() && (!m_positions || m_positions->ok()); }
    /// ResourceExhausted ("segment_too_large") above 4 GiB: readers hold offsets in 32 bits.
    Result<void> finish();

private:
    [[nodiscard]] SkipPoint place() const
    {
        return {m_last, m_frequencies->position(), m_positions ? m_positions->position() : 0};
    }
    /// Counts a document that comes next and stands at `point`.
    void countDocument(const SkipPoint &point)
    {
        if (++m_count % kSkipInterval == 0)
            m_skipList.add(m_count, point);
    }
    bool decode(const std::uint8_t *&at, const std::uint8_t *end, std::uint32_t &delta,
                std::uint32_t &frequency) const;

    std::unique_ptr<TermDictionaryWriter> m_dictionary;
    std::unique_ptr<IndexOutput> m_frequencies;
    std::unique_ptr<IndexOutput> m_positions;
    SkipListWriter m_skipList;
    SkipPoint m_start;
    std::uint32_t m_field = 0;
    std::uint32_t m_count = 0;
    std::uint32_t m_last = 0;
    bool m_omitsFrequencies = false;
};

} // namespace explorer::index
