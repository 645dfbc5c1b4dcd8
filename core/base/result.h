#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

#include <utility>

namespace explorer
{

/// Either a value or an Error. Every function that can fail in normal life returns one; no exception crosses
/// a module.
template <typename T>
using Result = tl::expected<T, Error>;

/// The failing half of any Result: `return fail(ErrorCode::NotFound, "collection_unknown", "...")`.
inline tl::unexpected<Error> fail(ErrorCode code, std::string reason, std::string message)
{
    return tl::unexpected<Error>(makeError(code, std::move(reason), std::move(message)));
}

inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

} // namespace explorer
