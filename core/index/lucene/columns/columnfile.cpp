#include "core/index/lucene/columns/columnfile.h"

#include "core/index/lucene/columns/columnencoder_p.h"
#include "core/index/lucene/segment/mappedfile.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <tuple>

namespace explorer::index
{
namespace
{

using Bytes = std::span<const std::uint8_t>;

/// The `count` elements at `offset`; null where they do not lie within the file.
template <typename T>
const T *blockAt(Bytes file, std::uint64_t offset, std::uint64_t count)
{
    if (offset % 8 != 0 || offset > file.size() || count > (file.size() - offset) / sizeof(T))
        return nullptr;
    return reinterpret_cast<const T *>(file.data() + offset);
}

/// Without a branch an element, so that it runs at the speed of memory.
template <typename T>
bool noneAbove(const void *values, std::uint64_t count, std::uint32_t most)
{
    const auto *begin = static_cast<const T *>(values);
    T greatest = 0;
    for (std::uint64_t i = 0; i < count; ++i)
        greatest = std::max(greatest, begin[i]);
    return greatest <= most;
}

bool offsetsFit(const std::uint32_t *offsets, std::uint32_t documents, std::uint64_t values)
{
    std::uint32_t descents = 0;
    for (std::uint32_t i = 0; i < documents; ++i)
        descents += offsets[i] > offsets[i + 1] ? 1 : 0;
    return descents == 0 && offsets[0] == 0 && offsets[documents] == values;
}

bool ordinalsFit(const StoredValues &stored, std::uint64_t count)
{
    const bool isListed = stored.offsets != nullptr;
    const std::uint32_t most = isListed ? stored.mark - 1 : stored.mark;
    switch (stored.width) {
    case 1:
        return noneAbove<std::uint8_t>(stored.values, count, most);
    case 2:
        return noneAbove<std::uint16_t>(stored.values, count, most);
    default:
        return noneAbove<std::uint32_t>(stored.values, count, most);
    }
}

const void *valuesAt(Bytes file, const ColumnFileEntry &entry)
{
    switch (entry.width) {
    case 1:
        return blockAt<std::uint8_t>(file, entry.valuesOffset, entry.values);
    case 2:
        return blockAt<std::uint16_t>(file, entry.valuesOffset, entry.values);
    case 4:
        return blockAt<std::uint32_t>(file, entry.valuesOffset, entry.values);
    case 8:
        return blockAt<std::uint64_t>(file, entry.valuesOffset, entry.values);
    default:
        return nullptr;
    }
}

/// Whether the entry is one that the writer could have made, apart from its blocks.
bool entryFits(const ColumnFileEntry &entry, std::uint32_t documents, std::uint32_t dictionarySize)
{
    switch (entry.kind) {
    case ColumnKind::Number:
        return true;
    case ColumnKind::Keyword:
        return entry.width <= 4 && entry.limit >= 1 && entry.limit <= dictionarySize &&
               entry.presentOffset == 0 && entry.base == 0;
    case ColumnKind::Length:
        return entry.offsetsOffset == 0 && entry.tokens >= 0 && entry.documents >= 0 &&
               entry.documents <= static_cast<std::int64_t>(documents);
    }
    return false;
}

} // namespace

std::string ColumnFile::readEntry(Bytes file, const ColumnFileEntry &entry, std::string_view name,
                                  std::uint32_t dictionarySize)
{
    const auto documents = static_cast<std::uint32_t>(m_documents);
    if (!entryFits(entry, documents, dictionarySize))
        return "an entry that makes no sense";
    StoredValues stored;
    stored.documents = m_documents;
    stored.width = entry.width;
    stored.mark = entry.limit;
    stored.values = valuesAt(file, entry);
    bool fits = stored.values != nullptr;
    if (entry.presentOffset != 0) {
        stored.present = blockAt<std::uint64_t>(file, entry.presentOffset, (documents + 63ULL) / 64);
        fits = fits && stored.present != nullptr;
    }
    if (entry.offsetsOffset != 0) {
        stored.offsets = blockAt<std::uint32_t>(file, entry.offsetsOffset, documents + 1ULL);
        fits = fits && stored.offsets != nullptr && offsetsFit(stored.offsets, documents, entry.values);
    } else {
        fits = fits && entry.values == documents;
    }
    if (!fits)
        return "blocks that do not lie within it";
    if (entry.kind == ColumnKind::Keyword && !ordinalsFit(stored, entry.values))
        return "ordinals beyond the dictionary";
    m_columns.push_back({name, entry.kind, NumericColumn(stored, entry.base), OrdinalColumn(stored),
                         FieldLengths{entry.tokens, entry.documents}});
    return {};
}

std::string ColumnFile::read(Bytes file, int documents, const DictionarySize &dictionarySize)
{
    ColumnFileHeader header;
    if (file.size() < sizeof header)
        return "no header";
    std::memcpy(&header, file.data(), sizeof header);
    if (std::memcmp(header.magic, ColumnFileHeader::kMagic, sizeof header.magic) != 0 ||
        header.version != ColumnFileHeader::kVersion)
        return "another format";
    if (documents < 0 || header.documents != static_cast<std::uint32_t>(documents))
        return "another number of documents";
    const std::uint64_t namesAt = sizeof header + std::uint64_t{header.fields} * sizeof(ColumnFileEntry);
    const auto *names = blockAt<char>(file, namesAt, header.nameBytes);
    if (header.fileBytes != file.size() || names == nullptr)
        return "another length";
    TableChecksum checksum;
    ColumnFileHeader unsummed = header;
    unsummed.checksum = 0;
    checksum.add(&unsummed, sizeof unsummed);
    checksum.add(file.data() + sizeof header, header.fields * sizeof(ColumnFileEntry));
    checksum.add(names, header.nameBytes);
    if (checksum.value() != header.checksum)
        return "another checksum";
    m_documents = documents;
    m_columns.reserve(header.fields);
    for (std::uint32_t i = 0; i < header.fields; ++i) {
        ColumnFileEntry entry;
        std::memcpy(&entry, file.data() + sizeof header + i * sizeof entry, sizeof entry);
        if (entry.nameOffset > header.nameBytes || entry.nameBytes > header.nameBytes - entry.nameOffset)
            return "a name that does not lie within it";
        const std::string_view name(names + entry.nameOffset, entry.nameBytes);
        const std::uint32_t size = entry.kind == ColumnKind::Keyword ? dictionarySize(name) : 0;
        if (std::string problem = readEntry(file, entry, name, size); !problem.empty())
            return problem;
        const auto isBefore = [](const Column &a, const Column &b) {
            return std::tie(a.field, a.kind) < std::tie(b.field, b.kind);
        };
        if (i > 0 && !isBefore(m_columns[i - 1], m_columns[i]))
            return "fields that are not sorted";
    }
    return {};
}

Result<std::unique_ptr<const SegmentColumns>>
ColumnFile::open(const std::filesystem::path &path, int documents, const DictionarySize &dictionarySize)
{
    auto mapped = MappedFile::open(path);
    if (!mapped)
        return fail(std::move(mapped.error()));
    const auto storage = std::make_shared<const MappedFile>(std::move(*mapped));
    std::unique_ptr<ColumnFile> file(new ColumnFile);
    if (const std::string problem = file->read(storage->bytes(), documents, dictionarySize); !problem.empty())
        return fail(ErrorCode::Corrupt, "index_columns",
                    "The column file " + path.string() + " is damaged: it has " + problem + ".");
    file->m_storage = storage;
    return file;
}

std::unique_ptr<const SegmentColumns> ColumnFile::inMemory(const ColumnSet &columns)
{
    const ColumnPlan plan = planColumns(columns);
    const auto storage = std::make_shared<std::vector<std::uint64_t>>();
    storage->resize(plan.header.fileBytes / 8);
    auto *out = reinterpret_cast<std::uint8_t *>(storage->data());
    const Bytes file(out, plan.header.fileBytes);
    encodeColumns(plan, [&out](const char *bytes, std::size_t size) {
        std::memcpy(out, bytes, size);
        out += size;
    });
    std::unique_ptr<ColumnFile> result(new ColumnFile);
    result->read(file, columns.documents, [](std::string_view) { return UINT32_MAX; });
    result->m_storage = storage;
    return result;
}

const ColumnFile::Column *ColumnFile::find(std::string_view field, ColumnKind kind) const
{
    const auto found = std::lower_bound(m_columns.begin(), m_columns.end(), std::tie(field, kind),
                                        [](const Column &column, const auto &wanted) {
                                            return std::tie(column.field, column.kind) < wanted;
                                        });
    return found != m_columns.end() && found->field == field && found->kind == kind ? &*found : nullptr;
}

const NumericColumn *ColumnFile::numbers(std::string_view field) const
{
    const Column *column = find(field, ColumnKind::Number);
    return column != nullptr ? &column->numbers : nullptr;
}

const OrdinalColumn *ColumnFile::ordinals(std::string_view field) const
{
    const Column *column = find(field, ColumnKind::Keyword);
    return column != nullptr ? &column->ordinals : nullptr;
}

FieldLengths ColumnFile::lengths(std::string_view field) const
{
    const Column *column = find(field, ColumnKind::Length);
    return column != nullptr ? column->lengths : FieldLengths{};
}

const NumericColumn *ColumnFile::lengthsByDocument(std::string_view field) const
{
    const Column *column = find(field, ColumnKind::Length);
    return column != nullptr ? &column->numbers : nullptr;
}

std::vector<std::string> ColumnFile::fields(ColumnKind kind) const
{
    std::vector<std::string> names;
    for (const Column &column : m_columns) {
        if (column.kind == kind)
            names.emplace_back(column.field);
    }
    return names;
}

} // namespace explorer::index
