#pragma once

#include <cstddef>
#include <new>

namespace explorer::index
{

/// From here on an array is mapped in pages of 2 MiB where the system has them: tables that are read at
/// random otherwise pay for a page-table walk at nearly every access.
inline constexpr std::size_t kLargeArrayBytes = std::size_t{4} << 20U;

/// Throws std::bad_alloc. At least kLargeArrayBytes.
void *allocateLarge(std::size_t bytes);
void freeLarge(void *memory, std::size_t bytes) noexcept;

/// For std::vector.
template <typename T>
struct LargePageAllocator {
    using value_type = T;

    LargePageAllocator() = default;
    template <typename U>
    LargePageAllocator(const LargePageAllocator<U> & /*other*/) noexcept
    {
    }
    T *allocate(std::size_t count)
    {
        const std::size_t bytes = count * sizeof(T);
        return static_cast<T *>(bytes < kLargeArrayBytes ? ::operator new(bytes) : allocateLarge(bytes));
    }
    void deallocate(T *memory, std::size_t count) noexcept
    {
        const std::size_t bytes = count * sizeof(T);
        if (bytes < kLargeArrayBytes)
            ::operator delete(memory);
        else
            freeLarge(memory, bytes);
    }
    bool operator==(const LargePageAllocator &) const = default;
};

} // namespace explorer::index
