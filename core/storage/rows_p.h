#pragma once

#include "core/storage/connection.h"

#include <optional>
#include <vector>

namespace explorer::storage
{

/// Every row of a statement through `convert` (Rows -> T).
template <typename Convert>
auto collect(Result<Rows> rows, Convert convert) -> Result<std::vector<decltype(convert(*rows))>>
{
    if (!rows)
        return fail(std::move(rows.error()));
    std::vector<decltype(convert(*rows))> items;
    while (rows->next())
        items.push_back(convert(*rows));
    if (auto failure = rows->failure())
        return fail(std::move(*failure));
    return items;
}

/// The first row, or nothing.
template <typename Convert>
auto firstOf(Result<Rows> rows, Convert convert) -> Result<std::optional<decltype(convert(*rows))>>
{
    if (!rows)
        return fail(std::move(rows.error()));
    if (rows->next())
        return std::optional(convert(*rows));
    if (auto failure = rows->failure())
        return fail(std::move(*failure));
    return std::nullopt;
}

/// The first column of the first row; 0 where there is none or it is NULL.
inline Result<std::int64_t> integerOf(Result<Rows> rows)
{
    const auto value = firstOf(std::move(rows), [](const Rows &row) { return row.integer(0); });
    if (!value)
        return fail(value.error());
    return value->value_or(0);
}

/// Drops the number of rows changed.
inline Result<void> done(Result<std::int64_t> changed)
{
    if (!changed)
        return fail(std::move(changed.error()));
    return {};
}

} // namespace explorer::storage
