#pragma once

#include "core/index/lucene/columns/columnfile.h"
#include "core/index/lucene/columns/columnwriter.h"

#include <string>
#include <vector>

namespace explorer::index
{

/// One field on its way into a file: the entry, and the data it speaks of.
struct PlannedColumn {
    const std::string *field = nullptr;
    ColumnFileEntry entry{};
    const ColumnData<std::int64_t> *numbers = nullptr;
    /// Keywords or lengths.
    const ColumnData<std::uint32_t> *integers = nullptr;
};

/// Where everything will lie. Refers to the columns it was made from.
struct ColumnPlan {
    ColumnFileHeader header{};
    std::vector<PlannedColumn> columns;
    std::string names;
};

inline constexpr std::uint64_t alignedTo8(std::uint64_t size) { return (size + 7) & ~std::uint64_t{7}; }

/// FNV-1a.
class TableChecksum
{
public:
    void add(const void *data, std::size_t size)
    {
        const auto *bytes = static_cast<const unsigned char *>(data);
        for (std::size_t i = 0; i < size; ++i)
            m_state = (m_state ^ bytes[i]) * 0x100000001B3ULL;
    }
    [[nodiscard]] std::uint64_t value() const { return m_state; }

private:
    std::uint64_t m_state = 0xCBF29CE484222325ULL;
};

ColumnPlan planColumns(const ColumnSet &columns);

} // namespace explorer::index
