#pragma once

#include "core/base/result.h"
#include "core/index/lucene/columns/segmentcolumns.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

namespace explorer::index
{

struct ColumnSet;

/// Little-endian. Header, then an entry a field (by name, then kind), then the names, then the blocks; each
/// part and each block begins at a multiple of 8 and the file ends with one. An entry's `present` and
/// `offsets` are 0 where there is no such block.
///
/// values   numbers and lengths: the unsigned distance from `base`, `width` bytes each; keywords: ordinals
///          (base 0). Without offsets there is one a document; where a document has none, numbers have 0 and
///          a bit in `present`, keywords have `limit`.
/// present  one bit a document in 64-bit words, where some document lacks a number or length.
/// offsets  documents + 1 unsigned 32-bit integers, where some document has several values.
struct ColumnFileHeader {
    static constexpr char kMagic[8] = {'E', 'X', 'I', 'O', 'C', 'O', 'L', '\n'};
    static constexpr std::uint32_t kVersion = 1;

    char magic[8];
    std::uint32_t version;
    std::uint32_t documents;
    std::uint32_t fields;
    std::uint32_t nameBytes;
    std::uint64_t fileBytes;
    /// FNV-1a, 64 bits, over the header with this as 0, the entries and the names. Blocks are covered by the
    /// hashes of a commit.
    std::uint64_t checksum;
};
static_assert(sizeof(ColumnFileHeader) == 40);

struct ColumnFileEntry {
    std::uint32_t nameOffset;
    std::uint32_t nameBytes;
    ColumnKind kind;
    std::uint8_t width;
    std::uint16_t unused;
    /// Keywords: every ordinal is below it.
    std::uint32_t limit;
    std::int64_t base;
    std::uint64_t values;
    std::uint64_t valuesOffset;
    std::uint64_t presentOffset;
    std::uint64_t offsetsOffset;
    /// Lengths: the sum of all, and how many documents have one.
    std::int64_t tokens;
    std::int64_t documents;
};
static_assert(sizeof(ColumnFileEntry) == 72);

/// The number of terms of a field's dictionary.
using DictionarySize = std::function<std::uint32_t(std::string_view field)>;

/// Columns in the layout above, mapped or in memory. Everything that could lead a reader out of memory is
/// looked at when it is opened (offsets ascend and end within the values, ordinals lie in the dictionary), so
/// that no access has to; this reads offsets and ordinals once, about 0.1 ms a megabyte. Numbers are not
/// read.
class ColumnFile final : public SegmentColumns
{
public:
    /// Corrupt ("index_columns") where it is no column file of a segment with so many documents and such
    /// dictionaries, Io where it cannot be mapped.
    static Result<std::unique_ptr<const SegmentColumns>>
    open(const std::filesystem::path &path, int documents, const DictionarySize &dictionarySize);
    static std::unique_ptr<const SegmentColumns> inMemory(const ColumnSet &columns);

    [[nodiscard]] int documents() const override { return m_documents; }
    [[nodiscard]] const NumericColumn *numbers(std::string_view field) const override;
    [[nodiscard]] const OrdinalColumn *ordinals(std::string_view field) const override;
    [[nodiscard]] FieldLengths lengths(std::string_view field) const override;
    [[nodiscard]] const NumericColumn *lengthsByDocument(std::string_view field) const override;
    [[nodiscard]] std::vector<std::string> fields(ColumnKind kind) const override;

private:
    struct Column {
        std::string_view field;
        ColumnKind kind = ColumnKind::Number;
        NumericColumn numbers;
        OrdinalColumn ordinals;
        FieldLengths lengths;
    };
    ColumnFile() = default;
    /// The text of what does not fit, empty: all does.
    std::string read(std::span<const std::uint8_t> file, int documents, const DictionarySize &dictionarySize);
    std::string readEntry(std::span<const std::uint8_t> file, const ColumnFileEntry &entry,
                          std::string_view name, std::uint32_t dictionarySize);
    [[nodiscard]] const Column *find(std::string_view field, ColumnKind kind) const;

    /// Unmaps, or frees.
    std::shared_ptr<const void> m_storage;
    int m_documents = 0;
    /// By field, then kind.
    std::vector<Column> m_columns;
};

} // namespace explorer::index
