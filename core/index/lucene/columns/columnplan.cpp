#include "core/index/lucene/columns/columnlayout_p.h"

#include <algorithm>
#include <cstring>
#include <tuple>

namespace explorer::index
{
namespace
{

std::uint8_t widthFor(std::uint64_t most)
{
    return most <= UINT8_MAX ? 1 : most <= UINT16_MAX ? 2 : most <= UINT32_MAX ? 4 : 8;
}

/// How many documents have a value, and whether one has several.
struct Shape {
    std::uint32_t present = 0;
    bool isListed = false;
};

template <typename T>
Shape shapeOf(const ColumnData<T> &data)
{
    Shape shape;
    std::uint32_t begin = 0;
    for (const std::uint32_t end : data.ends) {
        shape.present += end > begin ? 1 : 0;
        shape.isListed = shape.isListed || end - begin > 1;
        begin = end;
    }
    return shape;
}

template <typename T>
PlannedColumn planColumn(const ColumnData<T> &data, ColumnKind kind, int documents)
{
    PlannedColumn column;
    column.field = &data.field;
    ColumnFileEntry &entry = column.entry;
    entry.kind = kind;
    const auto [least, greatest] = std::minmax_element(data.values.begin(), data.values.end());
    const Shape shape = shapeOf(data);
    if (kind == ColumnKind::Keyword) {
        entry.limit = static_cast<std::uint32_t>(*greatest) + 1;
        entry.width = widthFor(entry.limit);
    } else {
        entry.base = static_cast<std::int64_t>(*least);
        entry.width = widthFor(static_cast<std::uint64_t>(*greatest) - static_cast<std::uint64_t>(*least));
    }
    if (kind == ColumnKind::Length) {
        for (const T length : data.values)
            entry.tokens += static_cast<std::int64_t>(length);
        entry.documents = shape.present;
    }
    entry.values = shape.isListed ? data.values.size() : static_cast<std::uint64_t>(documents);
    // Marks that the block is wanted; its place comes with all the others'.
    entry.offsetsOffset = shape.isListed ? 1 : 0;
    entry.presentOffset = !shape.isListed && kind != ColumnKind::Keyword &&
                                  shape.present < static_cast<std::uint32_t>(documents)
                              ? 1
                              : 0;
    return column;
}

void placeBlocks(ColumnPlan &plan)
{
    const std::uint64_t documents = plan.header.documents;
    std::uint64_t at = sizeof(ColumnFileHeader) + plan.columns.size() * sizeof(ColumnFileEntry) +
                       alignedTo8(plan.names.size());
    const auto place = [&at](std::uint64_t bytes) {
        const std::uint64_t begin = at;
        at += alignedTo8(bytes);
        return begin;
    };
    for (PlannedColumn &column : plan.columns) {
        ColumnFileEntry &entry = column.entry;
        entry.valuesOffset = place(entry.values * entry.width);
        if (entry.presentOffset != 0)
            entry.presentOffset = place((documents + 63) / 64 * 8);
        if (entry.offsetsOffset != 0)
            entry.offsetsOffset = place((documents + 1) * sizeof(std::uint32_t));
    }
    plan.header.fileBytes = at;
}

} // namespace

ColumnPlan planColumns(const ColumnSet &columns)
{
    ColumnPlan plan;
    for (const auto &data : columns.numbers) {
        if (data.values.empty())
            continue;
        plan.columns.push_back(planColumn(data, ColumnKind::Number, columns.documents));
        plan.columns.back().numbers = &data;
    }
    const auto takeIntegers = [&](const std::vector<ColumnData<std::uint32_t>> &all, ColumnKind kind) {
        for (const auto &data : all) {
            if (data.values.empty())
                continue;
            plan.columns.push_back(planColumn(data, kind, columns.documents));
            plan.columns.back().integers = &data;
        }
    };
    takeIntegers(columns.keywords, ColumnKind::Keyword);
    takeIntegers(columns.lengths, ColumnKind::Length);
    std::sort(plan.columns.begin(), plan.columns.end(), [](const auto &a, const auto &b) {
        return std::tie(*a.field, a.entry.kind) < std::tie(*b.field, b.entry.kind);
    });
    for (PlannedColumn &column : plan.columns) {
        column.entry.nameOffset = static_cast<std::uint32_t>(plan.names.size());
        column.entry.nameBytes = static_cast<std::uint32_t>(column.field->size());
        plan.names += *column.field;
    }
    std::memcpy(plan.header.magic, ColumnFileHeader::kMagic, sizeof plan.header.magic);
    plan.header.version = ColumnFileHeader::kVersion;
    plan.header.documents = static_cast<std::uint32_t>(columns.documents);
    plan.header.fields = static_cast<std::uint32_t>(plan.columns.size());
    plan.header.nameBytes = static_cast<std::uint32_t>(plan.names.size());
    placeBlocks(plan);
    TableChecksum checksum;
    checksum.add(&plan.header, sizeof plan.header);
    for (const PlannedColumn &column : plan.columns)
        checksum.add(&column.entry, sizeof column.entry);
    checksum.add(plan.names.data(), plan.names.size());
    plan.header.checksum = checksum.value();
    return plan;
}

} // namespace explorer::index
