#pragma once

#include "core/index/lucene/columns/numericcolumn.h"
#include "core/index/lucene/columns/ordinalcolumn.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::index
{

/// Exact lengths behind BM25 of one text field, over all documents of the segment, deleted ones too.
struct FieldLengths {
    std::int64_t tokens = 0;
    /// That have the field.
    std::int64_t documents = 0;
};

enum class ColumnKind : std::uint8_t { Number = 1, Keyword = 2, Length = 3 };

/// The columns of one segment. Fields by their names in the index, UTF-8. Immutable, any thread.
class SegmentColumns
{
public:
    virtual ~SegmentColumns() = default;
    [[nodiscard]] virtual int documents() const = 0;
    /// Null where no document has the field.
    [[nodiscard]] virtual const NumericColumn *numbers(std::string_view field) const = 0;
    [[nodiscard]] virtual const OrdinalColumn *ordinals(std::string_view field) const = 0;
    [[nodiscard]] virtual FieldLengths lengths(std::string_view field) const = 0;
    /// The number of tokens of each document that has the text field; null where none has it. For merging.
    [[nodiscard]] virtual const NumericColumn *lengthsByDocument(std::string_view field) const = 0;
    /// All fields of a kind, sorted. Of a segment that the library wrote, a field may be among the numbers
    /// and the keywords, since its terms alone do not tell.
    [[nodiscard]] virtual std::vector<std::string> fields(ColumnKind kind) const = 0;
};

} // namespace explorer::index
