#include "core/index/lucene/build/largepages.h"

#include <cstdint>
#include <sys/mman.h>

namespace explorer::index
{
namespace
{

constexpr std::size_t kPageBytes = std::size_t{2} << 20U;

std::size_t rounded(std::size_t bytes) { return (bytes + kPageBytes - 1) / kPageBytes * kPageBytes; }

} // namespace

void *allocateLarge(std::size_t bytes)
{
    const std::size_t wanted = rounded(bytes);
    void *mapped =
        ::mmap(nullptr, wanted + kPageBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED)
        throw std::bad_alloc();
    // A large page begins at a multiple of its size: what is before and behind goes back.
    auto *first = static_cast<std::uint8_t *>(mapped);
    const std::size_t before =
        (kPageBytes - reinterpret_cast<std::uintptr_t>(first) % kPageBytes) % kPageBytes;
    if (before > 0)
        ::munmap(first, before);
    first += before;
    if (before < kPageBytes)
        ::munmap(first + wanted, kPageBytes - before);
    // Only advice: without it the array is as good, and slower.
    ::madvise(first, wanted, MADV_HUGEPAGE);
    return first;
}

void freeLarge(void *memory, std::size_t bytes) noexcept { ::munmap(memory, rounded(bytes)); }

} // namespace explorer::index
