#pragma once

#include "core/index/lucene/format/segmentfiles.h"

#include <cstdint>
#include <memory>
#include <span>

namespace explorer::index
{

/// Lucene 8's SmallFloat.intToByte4: a length in a byte, exact up to 39, then with four significant bits.
/// What a text's norm byte is here.
std::uint8_t encodeLength(std::uint32_t length);
/// The length that a norm byte stands for: the least that is encoded so.
std::uint32_t decodeLength(std::uint8_t norm);

/// The norm of a document that lacks the field: the library's encoding of 1.
inline constexpr std::uint8_t kDefaultNorm = 124;

/// Writes `.nrm`: one byte a document, fields with norms in the order of their numbers.
class NormsWriter
{
public:
    static Result<std::unique_ptr<NormsWriter>> create(SegmentFiles &files);
    void add(std::span<const std::uint8_t> norms) { m_output->writeBytes(norms.data(), norms.size()); }
    void addDefault(std::uint64_t count) { m_output->fill(kDefaultNorm, count); }
    Result<void> finish() { return m_output->finish(); }

private:
    std::unique_ptr<IndexOutput> m_output;
};

} // namespace explorer::index
