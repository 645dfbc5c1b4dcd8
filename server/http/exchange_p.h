#pragma once

#include "server/http/servercore_p.h"

#include <chrono>
#include <memory>

namespace explorer::http
{

/// One request on its way through the server, owned by whichever thread works on it.
struct Exchange {
    explicit Exchange(std::shared_ptr<ServerCore> owner) : core(std::move(owner)) {}
    ~Exchange()
    {
        core->bodyBytes -= chargedBytes;
        core->answerBytes -= chargedAnswerBytes;
    }
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;

    /// Takes the body's bytes from the server's budget for bodies; false where that is used up.
    bool charge(std::size_t bytes);
    /// Takes a large answer's bytes from the server's budget for answers that nobody has read yet, or puts a
    /// refusal in its place.
    void chargeAnswer(Response &response);

    std::shared_ptr<ServerCore> core;
    std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
    Request request;
    const Route *route = nullptr;
    bool isHead = false;
    bool isHttp10 = false;
    bool closeAfter = false;
    bool clientTakesGzip = false;
    bool bodyIsGzip = false;
    bool awaitsContinue = false;
    /// Allow of a 405.
    std::string allowed;
    std::int64_t chargedBytes = 0;
    std::int64_t chargedAnswerBytes = 0;
};

} // namespace explorer::http
