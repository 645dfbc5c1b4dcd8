#include "core/index/lucene/columns/columnencoder_p.h"

#include <array>
#include <bit>
#include <cstring>

namespace explorer::index
{
namespace
{

static_assert(std::endian::native == std::endian::little, "column files are read as they lie in memory");

/// Hands on what it is given in pieces of 64 KiB.
class Pieces
{
public:
    explicit Pieces(const ByteSink &sink) : m_sink(sink) {}
    void add(const void *data, std::size_t size)
    {
        const auto *bytes = static_cast<const char *>(data);
        m_written += size;
        while (size > 0) {
            const std::size_t part = std::min(size, m_piece.size() - m_used);
            std::memcpy(m_piece.data() + m_used, bytes, part);
            m_used += part;
            bytes += part;
            size -= part;
            if (m_used == m_piece.size())
                flush();
        }
    }
    template <typename T>
    void add(T value)
    {
        // Values are of a width that divides the piece, and blocks begin at a multiple of 8.
        std::memcpy(m_piece.data() + m_used, &value, sizeof value);
        m_used += sizeof value;
        m_written += sizeof value;
        if (m_used == m_piece.size())
            flush();
    }
    void align()
    {
        static constexpr std::array<char, 8> kZeros{};
        add(kZeros.data(), alignedTo8(m_written) - m_written);
    }
    void flush()
    {
        m_sink(m_piece.data(), m_used);
        m_used = 0;
    }

private:
    const ByteSink &m_sink;
    std::array<char, 65536> m_piece{};
    std::size_t m_used = 0;
    std::uint64_t m_written = 0;
};

template <typename Stored, typename T>
void writeValues(Pieces &out, const ColumnFileEntry &entry, const ColumnData<T> &data)
{
    const auto stored = [base = static_cast<std::uint64_t>(entry.base)](T value) {
        return static_cast<Stored>(static_cast<std::uint64_t>(value) - base);
    };
    if (entry.offsetsOffset != 0) {
        for (const T value : data.values)
            out.add(stored(value));
    } else {
        const auto missing = static_cast<Stored>(entry.limit);
        std::uint32_t begin = 0;
        for (const std::uint32_t end : data.ends) {
            out.add(end > begin ? stored(data.values[begin]) : missing);
            begin = end;
        }
    }
    out.align();
}

template <typename T>
void writePresent(Pieces &out, const ColumnData<T> &data)
{
    std::uint64_t word = 0;
    std::uint32_t begin = 0;
    for (std::size_t i = 0; i < data.ends.size(); ++i) {
        word |= std::uint64_t{data.ends[i] > begin} << (i % 64);
        begin = data.ends[i];
        if (i % 64 == 63 || i + 1 == data.ends.size()) {
            out.add(word);
            word = 0;
        }
    }
}

template <typename T>
void writeColumn(Pieces &out, const ColumnFileEntry &entry, const ColumnData<T> &data)
{
    switch (entry.width) {
    case 1:
        writeValues<std::uint8_t>(out, entry, data);
        break;
    case 2:
        writeValues<std::uint16_t>(out, entry, data);
        break;
    case 4:
        writeValues<std::uint32_t>(out, entry, data);
        break;
    default:
        writeValues<std::uint64_t>(out, entry, data);
        break;
    }
    if (entry.presentOffset != 0)
        writePresent(out, data);
    if (entry.offsetsOffset != 0) {
        out.add(std::uint32_t{0});
        for (const std::uint32_t end : data.ends)
            out.add(end);
        out.align();
    }
}

} // namespace

void encodeColumns(const ColumnPlan &plan, const ByteSink &sink)
{
    Pieces out(sink);
    out.add(&plan.header, sizeof plan.header);
    for (const PlannedColumn &column : plan.columns)
        out.add(&column.entry, sizeof column.entry);
    out.add(plan.names.data(), plan.names.size());
    out.align();
    for (const PlannedColumn &column : plan.columns) {
        if (column.numbers != nullptr)
            writeColumn(out, column.entry, *column.numbers);
        else
            writeColumn(out, column.entry, *column.integers);
    }
    out.flush();
}

} // namespace explorer::index
