#include "core/search/guardedcall.h"

namespace explorer::search
{

resilience::CallResult judge(const std::optional<Error> &error, std::chrono::steady_clock::duration took)
{
    using resilience::CallResult;
    if (!error)
        return CallResult::Success;
    switch (error->code) {
    case ErrorCode::DeadlineExceeded:
        return took >= std::chrono::seconds(1) ? CallResult::Failure : CallResult::Neutral;
    case ErrorCode::Unavailable:
    case ErrorCode::Io:
    case ErrorCode::Corrupt:
    case ErrorCode::Internal:
        return CallResult::Failure;
    default:
        return CallResult::Neutral;
    }
}

} // namespace explorer::search
