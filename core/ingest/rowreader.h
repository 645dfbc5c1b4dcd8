#pragma once

#include "core/ingest/record.h"

#include <memory>
#include <string>
#include <vector>

namespace explorer::ingest
{

/// One record of a text in columns.
struct Row {
    std::vector<std::string> cells;
    /// Without its line end.
    std::string_view raw;
    std::int64_t line = 0;
    /// Then the cells mean nothing.
    std::optional<Problem> problem;
};

/// The rows of a text, one after the other.
class RowReader
{
public:
    virtual ~RowReader() = default;
    /// False at the end. `row` is used again, so that its memory is.
    virtual bool next(Row &row) = 0;
    /// One that goes on where this one stands.
    [[nodiscard]] virtual std::unique_ptr<RowReader> clone() const = 0;
};

} // namespace explorer::ingest
