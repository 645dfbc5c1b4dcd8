#pragma once

#include "core/base/result.h"

#include <functional>
#include <stdexcept>

namespace explorer::index
{

/// An Error on its way up through code that throws.
struct IndexFailure : std::runtime_error {
    explicit IndexFailure(Error failure) : std::runtime_error(failure.message), error(std::move(failure)) {}
    Error error;
};

/// The value, or IndexFailure.
template <typename T>
T valueOrThrow(Result<T> result)
{
    if (!result)
        throw IndexFailure(std::move(result.error()));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

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
