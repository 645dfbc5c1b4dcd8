#include "core/index/lucene/format/postingswriter.h"

#include <algorithm>

namespace explorer::index
{

Result<std::unique_ptr<PostingsWriter>> PostingsWriter::create(SegmentFiles &files, bool hasPositions)
{
    auto writer = std::make_unique<PostingsWriter>();
    auto dictionary = TermDictionaryWriter::create(files);
    if (!dictionary)
        return fail(std::move(dictionary.error()));
    writer->m_dictionary = std::move(*dictionary);
    auto frequencies = files.create("frq");
    if (!frequencies)
        return fail(std::move(frequencies.error()));
    writer->m_frequencies = std::move(*frequencies);
    if (hasPositions) {
        auto positions = files.create("prx");
        if (!positions)
            return fail(std::move(positions.error()));
        writer->m_positions = std::move(*positions);
    }
    return writer;
}

void PostingsWriter::beginField(std::uint32_t number, bool omitsFrequencies)
{
    m_field = number;
    m_omitsFrequencies = omitsFrequencies;
}

void PostingsWriter::beginTerm()
{
    m_count = 0;
    m_last = 0;
    m_start = place();
    m_skipList.beginTerm(m_start);
}

bool PostingsWriter::decode(const std::uint8_t *&at, const std::uint8_t *end, std::uint32_t &delta,
                            std::uint32_t &frequency) const
{
    frequency = 1;
    if (!getVInt(at, end, delta))
        return false;
    if (m_omitsFrequencies)
        return true;
    const bool once = (delta & 1U) != 0;
    delta >>= 1U;
    return once || getVInt(at, end, frequency);
}

bool PostingsWriter::copy(const EncodedPostings &postings)
{
    const std::uint8_t *at = postings.frequencies.data();
    const std::uint8_t *const end = at + postings.frequencies.size();
    std::uint32_t delta = 0;
    std::uint32_t frequency = 0;
    if (postings.documentFrequency == 0)
        return true;
    if (!decode(at, end, delta, frequency) || delta >= postings.documents)
        return false;
    addDocument(postings.documentBase + delta, frequency);

    const std::uint64_t limit = std::uint64_t{postings.documentBase} + postings.documents;
    const SkipPoint base = place();
    const std::uint8_t *const rest = at;
    const std::uint8_t *position = postings.positions.data();
    const std::uint8_t *const positionEnd = position + postings.positions.size();
    // Of documents whose positions `position` has not passed yet.
    std::uint64_t pending = m_omitsFrequencies ? 0 : frequency;
    for (std::uint32_t i = 1; i < postings.documentFrequency; ++i) {
        if ((m_count + 1) % kSkipInterval == 0) {
            if (!skipVarints(position, positionEnd, pending))
                return false;
            pending = 0;
        }
        countDocument(
            {m_last, base.frequencyPointer + static_cast<std::uint64_t>(at - rest),
             base.positionPointer + static_cast<std::uint64_t>(position - postings.positions.data())});
        if (!decode(at, end, delta, frequency) || delta == 0 || m_last + std::uint64_t{delta} >= limit)
            return false;
        m_last += delta;
        pending += m_omitsFrequencies ? 0 : frequency;
    }
    if (at != end || !skipVarints(position, positionEnd, pending) || position != positionEnd)
        return false;
    m_frequencies->writeBytes(rest, static_cast<std::size_t>(end - rest));
    if (m_positions)
        m_positions->writeBytes(postings.positions.data(), postings.positions.size());
    return true;
}

void PostingsWriter::endTerm(std::string_view term)
{
    if (m_count == 0)
        return;
    const std::uint64_t skipOffset = m_frequencies->position() - m_start.frequencyPointer;
    m_skipList.write(*m_frequencies);
    m_dictionary->add(
        m_field, term,
        {m_count, m_start.frequencyPointer, m_start.positionPointer, static_cast<std::uint32_t>(skipOffset)});
}

Result<void> PostingsWriter::finish()
{
    const SkipPoint end = place();
    if (std::max(end.frequencyPointer, end.positionPointer) > UINT32_MAX)
        return fail(ErrorCode::ResourceExhausted, "segment_too_large",
                    "The postings of one segment would be larger than 4 GiB.");
    if (auto dictionary = m_dictionary->finish(); !dictionary)
        return dictionary;
    if (auto frequencies = m_frequencies->finish(); !frequencies)
        return frequencies;
    return m_positions ? m_positions->finish() : Result<void>();
}

} // namespace explorer::index
