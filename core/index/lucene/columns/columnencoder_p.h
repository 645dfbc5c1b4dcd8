#pragma once

#include "core/index/lucene/columns/columnlayout_p.h"

#include <functional>

namespace explorer::index
{

using ByteSink = std::function<void(const char *bytes, std::size_t size)>;

/// The whole file, in pieces. What the sink throws passes through.
void encodeColumns(const ColumnPlan &plan, const ByteSink &sink);

} // namespace explorer::index
