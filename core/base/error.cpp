#include "core/base/error.h"

#include <utility>

namespace explorer
{

std::string_view toString(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return "invalid_argument";
    case ErrorCode::NotFound:
        return "not_found";
    case ErrorCode::AlreadyExists:
        return "already_exists";
    case ErrorCode::Unauthenticated:
        return "unauthenticated";
    case ErrorCode::PermissionDenied:
        return "permission_denied";
    case ErrorCode::ResourceExhausted:
        return "resource_exhausted";
    case ErrorCode::DeadlineExceeded:
        return "deadline_exceeded";
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::Unavailable:
        return "unavailable";
    case ErrorCode::Corrupt:
        return "corrupt";
    case ErrorCode::Io:
        return "io";
    case ErrorCode::Internal:
        return "internal";
    }
    return "internal";
}

Error Error::withContext(std::string line) &&
{
    context.push_back(std::move(line));
    return std::move(*this);
}

Error makeError(ErrorCode code, std::string reason, std::string message)
{
    Error error;
    error.code = code;
    error.reason = std::move(reason);
    error.message = std::move(message);
    return error;
}

} // namespace explorer
