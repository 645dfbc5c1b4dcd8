#include "core/api/wire.h"
#include "server/http/message.h"
#include "server/http/status_p.h"

#include <array>

namespace explorer::http
{
namespace
{

struct ReasonStatus {
    std::string_view reason;
    int status;
};

/// Reasons that say more than their code does.
constexpr std::array kReasons{
    ReasonStatus{"syntax", 400},
    ReasonStatus{"query_syntax", 400},
    ReasonStatus{"malformed_request", 400},
    ReasonStatus{"host_missing", 400},
    ReasonStatus{"host_repeated", 400},
    ReasonStatus{"content_encoding_broken", 400},
    ReasonStatus{"method_not_allowed", 405},
    ReasonStatus{"request_timeout", 408},
    ReasonStatus{"idempotency_in_flight", 409},
    ReasonStatus{"cursor_expired", 410},
    ReasonStatus{"precondition_failed", 412},
    ReasonStatus{"too_large", 413},
    ReasonStatus{"target_too_long", 414},
    ReasonStatus{"unsupported_media", 415},
    ReasonStatus{"expectation_failed", 417},
    ReasonStatus{"misdirected", 421},
    ReasonStatus{"precondition_required", 428},
    ReasonStatus{"headers_too_large", 431},
    ReasonStatus{"method_not_implemented", 501},
    ReasonStatus{"http_version", 505},
    ReasonStatus{"disk_full", 507},
    ReasonStatus{"quarantine_full", 507},
};

int statusOfCode(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return 422;
    case ErrorCode::NotFound:
        return 404;
    case ErrorCode::AlreadyExists:
        return 409;
    case ErrorCode::Unauthenticated:
        return 401;
    case ErrorCode::PermissionDenied:
        return 403;
    case ErrorCode::ResourceExhausted:
        return 429;
    case ErrorCode::DeadlineExceeded:
        return 504;
    case ErrorCode::Cancelled:
        return 499;
    case ErrorCode::Unavailable:
        return 503;
    case ErrorCode::Corrupt:
    case ErrorCode::Io:
    case ErrorCode::Internal:
        return 500;
    }
    return 500;
}

bool isRetryable(const Error &error, int status)
{
    return status == 408 || status == 429 || status == 503 || status == 504 ||
           error.reason == "idempotency_in_flight" || error.retryAfterSeconds.has_value();
}

std::string pathOf(const std::string &target) { return target.substr(0, target.find('?')); }

} // namespace

int statusOf(const Error &error)
{
    for (const ReasonStatus &entry : kReasons) {
        if (entry.reason == error.reason)
            return entry.status;
    }
    return statusOfCode(error.code);
}

Response problem(const Error &error, const Request &request)
{
    const int status = statusOf(error);
    const bool isOurFault = status == 500;
    const std::string reason = isOurFault || error.reason.empty() ? "internal" : error.reason;
    nlohmann::json body{
        {"type", "urn:explorerio:problem:" + reason},
        {"title", reasonPhrase(status)},
        {"status", status},
        {"detail", error.message},
        {"instance", pathOf(request.target)},
        {"request_id", request.requestId},
        {"retryable", isRetryable(error, status)},
        {"errors", nlohmann::json::array()},
    };
    if (isOurFault) {
        body["detail"] = "The server failed on this request. Its log says why, under the request id " +
                         request.requestId + ".";
    } else {
        for (const ErrorDetail &detail : error.details)
            body["errors"].push_back(api::toJson(detail));
    }
    Response response =
        Response::text(status, body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                       "application/problem+json");
    if (status == 401)
        response.withHeader("WWW-Authenticate", "Bearer");
    if (status == 429 || status == 503 || error.retryAfterSeconds)
        response.withHeader("Retry-After", std::to_string(error.retryAfterSeconds.value_or(1)));
    return response;
}

} // namespace explorer::http
