#include "core/index/lucene/columns/columnwriter.h"
#include "core/index/lucene/columns/segmentcolumns.h"
#include "core/index/lucene/segment/deletions.h"

#include <algorithm>
#include <set>

namespace explorer::index
{
namespace
{

/// Calls `take` for each document that stays, in order.
template <typename Take>
void eachLive(const ColumnMergeSource &source, const Take &take)
{
    const int documents = source.columns->documents();
    for (int document = 0; document < documents; ++document) {
        if (source.deletions == nullptr || !source.deletions->contains(document))
            take(static_cast<std::size_t>(document));
    }
}

std::uint32_t liveDocuments(const ColumnMergeSource &source)
{
    const int deleted = source.deletions != nullptr ? source.deletions->count() : 0;
    return static_cast<std::uint32_t>(source.columns->documents() - deleted);
}

/// Documents without values.
template <typename T>
void appendMissing(ColumnData<T> &target, const ColumnMergeSource &source)
{
    target.ends.insert(target.ends.end(), liveDocuments(source),
                       static_cast<std::uint32_t>(target.values.size()));
}

template <typename T>
void appendNumbers(ColumnData<T> &target, const ColumnMergeSource &source, const NumericColumn *column)
{
    if (column == nullptr) {
        appendMissing(target, source);
        return;
    }
    column->visit([&](const auto &values) {
        eachLive(source, [&](std::size_t document) {
            values.each(document, [&](std::uint64_t stored) {
                target.values.push_back(static_cast<T>(column->value(stored)));
            });
            target.ends.push_back(static_cast<std::uint32_t>(target.values.size()));
        });
    });
}

void appendOrdinals(ColumnData<std::uint32_t> &target, const ColumnMergeSource &source)
{
    const OrdinalColumn *column = source.columns->ordinals(target.field);
    const auto map = std::find_if(source.ordinals.begin(), source.ordinals.end(),
                                  [&target](const auto &each) { return each.first == target.field; });
    if (column == nullptr || map == source.ordinals.end()) {
        appendMissing(target, source);
        return;
    }
    const std::vector<std::uint32_t> &renamed = map->second;
    column->visit([&](const auto &values) {
        eachLive(source, [&](std::size_t document) {
            values.each(document, [&](std::uint32_t ordinal) {
                // Dictionaries are merged in their order, so that ordinals still ascend.
                if (ordinal < renamed.size() && renamed[ordinal] != kNoOrdinal)
                    target.values.push_back(renamed[ordinal]);
            });
            target.ends.push_back(static_cast<std::uint32_t>(target.values.size()));
        });
    });
}

std::set<std::string> fieldsOf(const std::vector<ColumnMergeSource> &sources, ColumnKind kind)
{
    std::set<std::string> all;
    for (const ColumnMergeSource &source : sources) {
        for (std::string &field : source.columns->fields(kind))
            all.insert(std::move(field));
    }
    return all;
}

} // namespace

ColumnSet mergeColumns(const std::vector<ColumnMergeSource> &sources)
{
    ColumnSet merged;
    std::uint32_t documents = 0;
    for (const ColumnMergeSource &source : sources)
        documents += liveDocuments(source);
    merged.documents = static_cast<int>(documents);
    const auto start = [documents](auto &columns, const std::string &field) -> auto &
    {
        auto &data = columns.emplace_back();
        data.field = field;
        data.ends.reserve(documents);
        data.values.reserve(documents);
        return data;
    };
    for (const std::string &field : fieldsOf(sources, ColumnKind::Number)) {
        auto &data = start(merged.numbers, field);
        for (const ColumnMergeSource &source : sources)
            appendNumbers(data, source, source.columns->numbers(field));
    }
    for (const std::string &field : fieldsOf(sources, ColumnKind::Keyword)) {
        auto &data = start(merged.keywords, field);
        for (const ColumnMergeSource &source : sources)
            appendOrdinals(data, source);
    }
    for (const std::string &field : fieldsOf(sources, ColumnKind::Length)) {
        auto &data = start(merged.lengths, field);
        for (const ColumnMergeSource &source : sources)
            appendNumbers(data, source, source.columns->lengthsByDocument(field));
    }
    return merged;
}

} // namespace explorer::index
