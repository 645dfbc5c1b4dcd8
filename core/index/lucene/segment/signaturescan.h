#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace explorer::index
{

/// Appends the places of the signatures that differ from `wanted` in at most `bits` bits, ascending. By the
/// processor's 256-bit instructions where it has them.
void scanSignatures(std::span<const std::uint64_t> signatures, std::uint64_t wanted, int bits,
                    std::vector<std::uint32_t> &places);

} // namespace explorer::index
