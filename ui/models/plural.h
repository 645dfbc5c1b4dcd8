#pragma once

#include <QtGlobal>

#include <algorithm>
#include <limits>

namespace explorer::ui
{

/// A count as tr() takes it for its plural forms.
constexpr int countOf(qint64 count)
{
    return int(std::clamp<qint64>(count, 0, std::numeric_limits<int>::max()));
}

} // namespace explorer::ui
