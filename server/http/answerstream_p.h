#pragma once

#include "server/http/exchange_p.h"

namespace explorer::http
{

/// An answer whose body is made while it is sent. The network thread's, but for `next`, which is the pool's
/// while `isAsked`.
struct AnswerStream {
    std::shared_ptr<Exchange> exchange;
    std::function<Result<std::string>()> next;
    std::int64_t bytes = 0;
    bool isAsked = false;
    /// The last piece has come.
    bool isOver = false;
    /// HTTP/1.1; a client of 1.0 reads until the connection ends.
    bool isChunked = true;
};

} // namespace explorer::http
