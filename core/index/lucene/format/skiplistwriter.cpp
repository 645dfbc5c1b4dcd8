#include "core/index/lucene/format/skiplistwriter.h"

namespace explorer::index
{

void SkipListWriter::beginTerm(const SkipPoint &start)
{
    m_start = start;
    m_used = 0;
}

void SkipListWriter::append(Level &level, std::uint64_t value)
{
    std::uint8_t bytes[kMaxVLongBytes];
    level.bytes.insert(level.bytes.end(), bytes, putVarint(bytes, value));
}

void SkipListWriter::add(std::uint32_t count, const SkipPoint &point)
{
    std::uint64_t child = 0;
    for (std::uint32_t i = 0; i < kMaxSkipLevels && count % kSkipInterval == 0; ++i, count /= kSkipInterval) {
        Level &level = m_levels[i];
        if (i == m_used) {
            level.bytes.clear();
            level.last = m_start;
            ++m_used;
        }
        append(level, point.previousDocument - level.last.previousDocument);
        append(level, point.frequencyPointer - level.last.frequencyPointer);
        append(level, point.positionPointer - level.last.positionPointer);
        level.last = point;
        const std::uint64_t pointer = level.bytes.size();
        if (i > 0)
            append(level, child);
        child = pointer;
    }
}

void SkipListWriter::write(IndexOutput &output) const
{
    for (std::uint32_t i = m_used; i-- > 0;) {
        const std::vector<std::uint8_t> &bytes = m_levels[i].bytes;
        if (i > 0)
            output.writeVLong(bytes.size());
        output.writeBytes(bytes.data(), bytes.size());
    }
}

} // namespace explorer::index
