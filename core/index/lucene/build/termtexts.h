#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace explorer::index
{

/// The bytes of terms one behind the other; a term's number is its place. Below 4 GiB in all.
class TermTexts
{
public:
    TermTexts() { clear(); }

    std::uint32_t add(std::string_view term)
    {
        const std::size_t end = m_ends.back() + term.size();
        if (end + kPadding > m_capacity)
            grow(end + kPadding);
        // An empty view has no data to name.
        if (!term.empty())
            std::memcpy(m_bytes.get() + m_ends.back(), term.data(), term.size());
        m_ends.push_back(static_cast<std::uint32_t>(end));
        return static_cast<std::uint32_t>(m_ends.size() - 2);
    }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(m_ends.size() - 1); }
    [[nodiscard]] std::string_view at(std::uint32_t number) const
    {
        return {m_bytes.get() + m_ends[number], m_ends[number + 1] - m_ends[number]};
    }
    [[nodiscard]] std::size_t sizeBytes() const
    {
        return m_capacity + m_ends.capacity() * sizeof(std::uint32_t);
    }
    void clear();

    /// The numbers in the order of the terms' bytes; equal terms by number.
    [[nodiscard]] std::vector<std::uint32_t> sorted() const;

    /// The term's bytes [from, from + 8) as a number that sorts like them, zeros behind its end.
    static std::uint64_t wordAt(std::string_view term, std::size_t from)
    {
        const std::size_t left = term.size() > from ? term.size() - from : 0;
        if (left == 0)
            return 0;
        std::uint64_t word = 0;
        std::memcpy(&word, term.data() + from, sizeof word);
        if constexpr (std::endian::native == std::endian::little)
            word = __builtin_bswap64(word);
        return left >= 8 ? word : word & ~(~std::uint64_t{0} >> (8 * left));
    }

private:
    /// wordAt() reads past the last term.
    static constexpr std::size_t kPadding = 8;
    void grow(std::size_t least);

    std::unique_ptr<char[]> m_bytes;
    std::size_t m_capacity = 0;
    /// m_ends[i] is where term i begins.
    std::vector<std::uint32_t> m_ends;
};

} // namespace explorer::index
