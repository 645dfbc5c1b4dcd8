#include "core/index/lucene/interrupt.h"

namespace explorer::index
{

void stopSearch(ErrorCode code, std::string reason, std::string message)
{
    throw SearchStopped{makeError(code, std::move(reason), std::move(message))};
}

void Interrupt::check() const
{
    if (m_cancel.isCancelled())
        stopSearch(ErrorCode::Cancelled, "search_cancelled", "The search was cancelled.");
    if (m_deadline.isExpired())
        stopSearch(ErrorCode::DeadlineExceeded, "search_timeout",
                   "The search took longer than its time limit; narrow it, or allow it more time.");
}

} // namespace explorer::index
