#include "core/index/lucene/format/normswriter.h"

#include <bit>

namespace explorer::index
{
namespace
{

/// Four significant bits, the top one implicit, behind a shift: the float-like part of the encoding.
constexpr std::uint32_t toFourBits(std::uint32_t value)
{
    const auto bits = static_cast<std::uint32_t>(std::bit_width(value));
    if (bits < 4)
        return value;
    const std::uint32_t shift = bits - 4;
    return ((value >> shift) & 0x07U) | ((shift + 1) << 3U);
}

constexpr std::uint32_t fromFourBits(std::uint32_t encoded)
{
    const std::uint32_t low = encoded & 0x07U;
    const std::uint32_t shift = encoded >> 3U;
    return shift == 0 ? low : (low | 0x08U) << (shift - 1);
}

/// Lengths below are their own bytes, so that no byte is unused.
constexpr std::uint32_t kExact = 255 - toFourBits(INT32_MAX);
static_assert(kExact == 24);

} // namespace

std::uint8_t encodeLength(std::uint32_t length)
{
    if (length < kExact)
        return static_cast<std::uint8_t>(length);
    return static_cast<std::uint8_t>(kExact + toFourBits(length - kExact));
}

std::uint32_t decodeLength(std::uint8_t norm)
{
    return norm < kExact ? norm : kExact + fromFourBits(norm - kExact);
}

Result<std::unique_ptr<NormsWriter>> NormsWriter::create(SegmentFiles &files)
{
    auto output = files.create("nrm");
    if (!output)
        return fail(std::move(output.error()));
    auto writer = std::make_unique<NormsWriter>();
    writer->m_output = std::move(*output);
    writer->m_output->writeBytes(std::string_view("NRM\xFF", 4));
    return writer;
}

} // namespace explorer::index
