#include "server/http/exchange_p.h"

#include "server/http/responsewriter_p.h"

namespace explorer::http
{
namespace
{

/// Smaller answers fit the sockets' buffers.
constexpr std::size_t kChargedAnswerBytes = 64 * 1024;

} // namespace

bool Exchange::charge(std::size_t bytes)
{
    const auto count = static_cast<std::int64_t>(bytes);
    chargedBytes += count;
    return core->bodyBytes.fetch_add(count) + count <= core->settings.bodiesLimitBytes;
}

void Exchange::chargeAnswer(Response &response)
{
    if (isHead || chargedAnswerBytes > 0 || response.body.size() < kChargedAnswerBytes)
        return;
    const auto count = static_cast<std::int64_t>(response.body.size());
    if (core->answerBytes.fetch_add(count) + count <= core->settings.answersLimitBytes) {
        chargedAnswerBytes = count;
        return;
    }
    core->answerBytes -= count;
    Error error =
        makeError(ErrorCode::Unavailable, "answers_unread",
                  "Too many answers wait for their clients. Try again in a moment, or ask for less.");
    error.retryAfterSeconds = 1;
    response = problem(error, request);
    prepareResponse(response, *this);
}

} // namespace explorer::http
