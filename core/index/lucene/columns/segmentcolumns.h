#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace explorer::index
{

/// The values of one numeric field over a mapped file or memory, whatever width they are stored in.
class NumericColumn;
/// The ordinals of one keyword field.
class OrdinalColumn;

/// Exact lengths behind BM25 of one text field, over all documents of the segment, deleted ones too.
struct FieldLengths {
    std::int64_t tokens = 0;
    /// That have the field.
    std::int64_t documents = 0;
};

/// The columns of one segment. Immutable, any thread.
class SegmentColumns
{
public:
    virtual ~SegmentColumns() = default;
    [[nodiscard]] virtual int documents() const = 0;
    /// Null where no document has the field.
    [[nodiscard]] virtual const NumericColumn *numbers(std::string_view field) const = 0;
    [[nodiscard]] virtual const OrdinalColumn *ordinals(std::string_view field) const = 0;
    [[nodiscard]] virtual FieldLengths lengths(std::string_view field) const = 0;
};

} // namespace explorer::index
