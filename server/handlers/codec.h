#pragma once

#include "core/auth/authservice.h"
#include "core/base/result.h"
#include "server/http/router.h"

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <optional>

/// What the handlers share: reading parameters and bodies, writing JSON.
namespace explorer::gateway
{

http::Response jsonResponse(int status, const nlohmann::json &json);

/// Fails (422, "unknown_parameter") where the request's query string has a parameter that is not listed.
Result<void> requireKnownParameters(const http::Request &request,
                                    std::initializer_list<std::string_view> known);

/// An absent parameter is `fallback`; anything but true and false is an error.
Result<bool> boolParameter(const http::Request &request, std::string_view name, bool fallback);
Result<std::optional<int>> intParameter(const http::Request &request, std::string_view name);

/// The media type of the body without its parameters, in lower case.
std::string mediaType(const http::Request &request);
/// The body as a JSON object; 415 where the media type is another.
Result<nlohmann::json> jsonBody(const http::Request &request);

/// The number in `If-Match: "7"` or, with `prefix` v, `"v7"`; nothing without the header or for `*`;
/// precondition_failed where it is no such tag. `If-None-Match: *` gives 0: only where there is none yet.
Result<std::optional<std::int64_t>> expectedVersion(const http::Request &request,
                                                    std::string_view prefix = {});

/// `size` and `cursor` of a list that is read by pages. limit_exceeded where size is not 1 to 200.
struct PageWanted {
    int size = 100;
    std::string cursor;
};
Result<PageWanted> pageWanted(const http::Request &request);

/// A handler that answers a failed Result with its problem document.
http::Handler handler(std::function<Result<http::Response>(http::Request &)> body);

http::Route route(std::string method, std::string pattern, auth::Permission permission,
                  std::function<Result<http::Response>(http::Request &)> body);

} // namespace explorer::gateway
