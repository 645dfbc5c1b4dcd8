#pragma once

#include "core/base/result.h"
#include "core/index/lucene/lucene_p.h"

#include <functional>

namespace explorer::index
{

/// The exception in flight as an Error: Corrupt, ResourceExhausted ("disk_full"), Io or Internal.
Error errorOfCurrentException(const std::string &what);

/// Runs `body` and turns whatever the library throws into an Error: the border that no exception crosses.
template <typename T>
Result<T> guarded(const std::string &what, const std::function<Result<T>()> &body)
{
    try {
        return body();
    } catch (...) {
        return fail(errorOfCurrentException(what));
    }
}

} // namespace explorer::index
