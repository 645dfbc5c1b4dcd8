#pragma once

#include "core/api/account.h"
#include "core/base/deadline.h"
#include "core/base/result.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace explorer::http
{

/// A parsed request. Header names are lower-case; the path is percent-decoded by segment; `query` keeps the
/// order and repeats.
struct Request {
    std::string method;
    std::string target;
    std::vector<std::string> segments;
    std::vector<std::pair<std::string, std::string>> query;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string clientAddress;
    std::string requestId;
    /// Values of `{name}` segments of the matched route, and its pattern.
    std::map<std::string, std::string, std::less<>> pathValues;
    std::string route;
    /// Who asks; set by the authentication.
    std::optional<api::UserInfo> user;
    Deadline deadline;
    /// Cancelled when the client goes away.
    CancelToken cancel;

    [[nodiscard]] std::optional<std::string> header(std::string_view lowerCaseName) const;
    [[nodiscard]] std::optional<std::string> queryValue(std::string_view name) const;
    [[nodiscard]] const std::string &pathValue(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    /// Set where `body` is only the first piece: makes the next one, an empty one at the end. Called on the
    /// pool, one call at a time, while the client reads; let go of when it is gone or the route's deadline
    /// has passed. A failure breaks the connection, so that nobody takes the part for the whole.
    std::function<Result<std::string>()> next;

    static Response json(int status, std::string body);
    static Response text(int status, std::string body, std::string contentType);
    static Response empty(int status);
    Response &withHeader(std::string name, std::string value) &;
    Response withHeader(std::string name, std::string value) &&;
};

/// The problem document (RFC 9457) of an error; the one table that maps codes and reasons to statuses.
Response problem(const Error &error, const Request &request);
int statusOf(const Error &error);

/// Blocking; runs on the engine's pool. What it throws costs its request (500), not the process.
using Handler = std::function<Response(Request &)>;

} // namespace explorer::http
