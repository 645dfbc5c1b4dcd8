#include "core/index/lucene/segment/deletions.h"

#include "core/index/lucene/segment/bytereader.h"
#include "core/index/lucene/segment/mappedfile.h"

#include <bit>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace explorer::index
{
namespace
{

constexpr std::int32_t kGapsMark = -1;

tl::unexpected<Error> corrupt(const std::filesystem::path &path)
{
    return fail(ErrorCode::Corrupt, "index_segment",
                "The list of deleted documents " + path.string() + " is damaged.");
}

/// The library's bytes: one more than are needed where the number is a multiple of 8.
std::size_t byteCount(int documents) { return static_cast<std::size_t>(documents) / 8 + 1; }

std::uint8_t byteAt(std::span<const std::uint64_t> words, std::size_t index)
{
    return index / 8 < words.size() ? static_cast<std::uint8_t>(words[index / 8] >> (index % 8 * 8))
                                    : std::uint8_t{0};
}

void appendInt32(std::string &target, std::int32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        target.push_back(static_cast<char>(static_cast<std::uint32_t>(value) >> shift));
}

void appendVarint(std::string &target, std::size_t value)
{
    for (; value >= 0x80; value >>= 7U)
        target.push_back(static_cast<char>(value | 0x80U));
    target.push_back(static_cast<char>(value));
}

/// The library's own choice (BitVector::isSparse).
bool isSparse(int documents, int count)
{
    const std::size_t bytes = byteCount(documents);
    const std::int64_t gapBits = bytes < (1U << 7U)    ? 8
                                 : bytes < (1U << 14U) ? 16
                                 : bytes < (1U << 21U) ? 24
                                 : bytes < (1U << 28U) ? 32
                                                       : 40;
    return 10 * (4 + (8 + gapBits) * count) < documents;
}

} // namespace

Deletions::Deletions(int documents)
    : m_words((static_cast<std::size_t>(documents) + 63) / 64), m_documents(documents)
{
}

Result<Deletions> Deletions::read(const std::filesystem::path &path, int documents)
{
    auto file = MappedFile::open(path);
    if (!file)
        return fail(std::move(file.error()));
    ByteReader reader(file->bytes());
    std::int32_t size = reader.int32();
    const bool hasGaps = size == kGapsMark;
    if (hasGaps)
        size = reader.int32();
    const std::int32_t count = reader.int32();
    if (reader.failed() || size != documents || count < 0 || count > documents)
        return corrupt(path);
    Deletions deletions(documents);
    const std::size_t bytes = byteCount(documents);
    const auto take = [&deletions](std::size_t index, std::uint8_t byte) {
        if (byte != 0 && index / 8 < deletions.m_words.size())
            deletions.m_words[index / 8] |= static_cast<std::uint64_t>(byte) << (index % 8 * 8);
        deletions.m_count += std::popcount(byte);
    };
    if (hasGaps) {
        std::size_t at = 0;
        for (bool first = true; deletions.m_count < count; first = false) {
            const std::size_t gap = reader.varint();
            at += gap;
            const std::uint8_t byte = reader.byte();
            if (reader.failed() || at >= bytes || byte == 0 || (gap == 0 && !first))
                return corrupt(path);
            take(at, byte);
        }
    } else {
        for (std::size_t i = 0; i < bytes; ++i)
            take(i, reader.byte());
    }
    const unsigned used = static_cast<unsigned>(documents) % 64;
    const bool hasStrays = used != 0 && (deletions.m_words.back() >> used) != 0;
    if (reader.failed() || !reader.atEnd() || hasStrays || deletions.m_count != count)
        return corrupt(path);
    return deletions;
}

Result<void> Deletions::write(const std::filesystem::path &path) const
{
    std::string bytes;
    const bool sparse = isSparse(m_documents, m_count);
    if (sparse)
        appendInt32(bytes, kGapsMark);
    appendInt32(bytes, m_documents);
    appendInt32(bytes, m_count);
    std::size_t last = 0;
    for (std::size_t i = 0; i < byteCount(m_documents); ++i) {
        const std::uint8_t byte = byteAt(m_words, i);
        if (sparse && byte == 0)
            continue;
        if (sparse)
            appendVarint(bytes, i - last);
        bytes.push_back(static_cast<char>(byte));
        last = i;
    }
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (file.fail())
        return fail(ErrorCode::Io, "index_io",
                    "The list of deleted documents " + path.string() +
                        " cannot be written: " + std::strerror(errno));
    return {};
}

bool Deletions::insert(int document)
{
    std::uint64_t &word = m_words[static_cast<std::size_t>(document) / 64];
    const std::uint64_t bit = 1ULL << (static_cast<std::size_t>(document) % 64);
    if ((word & bit) != 0)
        return false;
    word |= bit;
    ++m_count;
    return true;
}

} // namespace explorer::index
