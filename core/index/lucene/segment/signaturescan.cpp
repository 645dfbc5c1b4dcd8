#include "core/index/lucene/segment/signaturescan.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <bit>

namespace explorer::index
{
namespace
{

/// From `from` on.
template <int kBits>
void scanOneByOne(std::span<const std::uint64_t> signatures, std::size_t from, std::uint64_t wanted,
                  std::vector<std::uint32_t> &places)
{
    for (std::size_t i = from; i < signatures.size(); ++i) {
        // Cheaper than a count of bits on processors without an instruction for it.
        std::uint64_t difference = signatures[i] ^ wanted;
        for (int bit = 0; bit < kBits; ++bit)
            difference &= difference - 1;
        if (difference == 0)
            places.push_back(static_cast<std::uint32_t>(i));
    }
}

#if defined(__x86_64__)
/// Four at a time. Called only where the processor has the instructions.
template <int kBits>
[[gnu::target("avx2")]] std::size_t scanByFours(std::span<const std::uint64_t> signatures,
                                                std::uint64_t wanted, std::vector<std::uint32_t> &places)
{
    constexpr std::size_t kFours = 4;
    const __m256i pattern = _mm256_set1_epi64x(static_cast<long long>(wanted));
    const __m256i ones = _mm256_set1_epi64x(1);
    const __m256i zero = _mm256_setzero_si256();
    std::size_t i = 0;
    for (; i + kFours <= signatures.size(); i += kFours) {
        const auto *const at = reinterpret_cast<const __m256i *>(signatures.data() + i);
        __m256i difference = _mm256_xor_si256(_mm256_loadu_si256(at), pattern);
        for (int bit = 0; bit < kBits; ++bit)
            difference = _mm256_and_si256(difference, _mm256_sub_epi64(difference, ones));
        const __m256i isNear = _mm256_cmpeq_epi64(difference, zero);
        auto near = static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(isNear)));
        for (; near != 0; near &= near - 1)
            places.push_back(static_cast<std::uint32_t>(i) + static_cast<unsigned>(std::countr_zero(near)));
    }
    return i;
}
#endif

template <int kBits>
void scanFor(std::span<const std::uint64_t> signatures, std::uint64_t wanted,
             std::vector<std::uint32_t> &places)
{
    std::size_t from = 0;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2"))
        from = scanByFours<kBits>(signatures, wanted, places);
#endif
    scanOneByOne<kBits>(signatures, from, wanted, places);
}

} // namespace

void scanSignatures(std::span<const std::uint64_t> signatures, std::uint64_t wanted, int bits,
                    std::vector<std::uint32_t> &places)
{
    switch (bits) {
    case 0:
        return scanFor<0>(signatures, wanted, places);
    case 1:
        return scanFor<1>(signatures, wanted, places);
    case 2:
        return scanFor<2>(signatures, wanted, places);
    case 3:
        return scanFor<3>(signatures, wanted, places);
    case 4:
        return scanFor<4>(signatures, wanted, places);
    default:
        // Beyond two edits a signature tells little; all of them are near.
        for (std::uint32_t i = 0; i < signatures.size(); ++i)
            places.push_back(i);
    }
}

} // namespace explorer::index
