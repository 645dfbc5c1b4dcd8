#include "server/handlers/codec.h"

#include "core/api/wire.h"
#include "server/middleware/middleware.h"

#include <charconv>

namespace explorer::gateway
{
namespace
{

Error parameterError(std::string_view name, std::string code, const std::string &message)
{
    Error error = makeError(ErrorCode::InvalidArgument, code, message);
    ErrorDetail detail;
    detail.code = std::move(code);
    detail.message = message;
    detail.pointer = "/" + std::string(name);
    error.details.push_back(std::move(detail));
    return error;
}

} // namespace

http::Response jsonResponse(int status, const nlohmann::json &json)
{
    return http::Response::json(status, json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

Result<void> requireKnownParameters(const http::Request &request,
                                    std::initializer_list<std::string_view> known)
{
    for (const auto &[name, value] : request.query) {
        if (std::find(known.begin(), known.end(), name) == known.end())
            return fail(
                parameterError(name, "unknown_parameter",
                               name + " is no parameter of this request. Remove it, or check its spelling."));
    }
    return {};
}

Result<bool> boolParameter(const http::Request &request, std::string_view name, bool fallback)
{
    const std::optional<std::string> text = request.queryValue(name);
    if (!text)
        return fallback;
    if (*text == "true" || *text == "false")
        return *text == "true";
    return fail(parameterError(name, "wrong_value", std::string(name) + " is true or false."));
}

Result<std::optional<int>> intParameter(const http::Request &request, std::string_view name)
{
    const std::optional<std::string> text = request.queryValue(name);
    if (!text)
        return std::optional<int>();
    int value = 0;
    const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (failure != std::errc() || end != text->data() + text->size())
        return fail(parameterError(name, "wrong_value", std::string(name) + " is a whole number."));
    return std::optional<int>(value);
}

std::string mediaType(const http::Request &request)
{
    std::string type = request.header("content-type").value_or("");
    type = type.substr(0, type.find(';'));
    while (!type.empty() && type.back() == ' ')
        type.pop_back();
    std::transform(type.begin(), type.end(), type.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return type;
}

Result<nlohmann::json> jsonBody(const http::Request &request)
{
    const std::string type = mediaType(request);
    if (type != "application/json")
        return fail(ErrorCode::InvalidArgument, "unsupported_media",
                    "The body must be JSON: send Content-Type: application/json.");
    return api::parseObject(request.body);
}

Result<std::optional<std::int64_t>> expectedVersion(const http::Request &request, std::string_view prefix)
{
    if (request.header("if-none-match").value_or("") == "*")
        return std::optional<std::int64_t>(0);
    const std::optional<std::string> tag = request.header("if-match");
    if (!tag || *tag == "*")
        return std::optional<std::int64_t>();
    std::string_view text = *tag;
    std::int64_t value = 0;
    if (text.size() > 2 + prefix.size() && text.front() == '"' && text.back() == '"' &&
        text.substr(1).starts_with(prefix)) {
        text = text.substr(1 + prefix.size(), text.size() - 2 - prefix.size());
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (failure == std::errc() && end == text.data() + text.size())
            return std::optional<std::int64_t>(value);
    }
    return fail(ErrorCode::InvalidArgument, "precondition_failed",
                "If-Match names no version of this resource. Read it again and use its ETag.");
}

Result<PageWanted> pageWanted(const http::Request &request)
{
    const Result<std::optional<int>> size = intParameter(request, "size");
    if (!size)
        return fail(size.error());
    PageWanted wanted;
    wanted.size = size->value_or(wanted.size);
    wanted.cursor = request.queryValue("cursor").value_or("");
    if (wanted.size < 1 || wanted.size > 200)
        return fail(parameterError("size", "limit_exceeded", "size is 1 to 200; go on with cursor."));
    return wanted;
}

http::Handler handler(std::function<Result<http::Response>(http::Request &)> body)
{
    return [body = std::move(body)](http::Request &request) {
        Result<http::Response> response = body(request);
        return response ? std::move(*response) : http::problem(response.error(), request);
    };
}

http::Route route(std::string method, std::string pattern, auth::Permission permission,
                  std::function<Result<http::Response>(http::Request &)> body)
{
    http::Route made;
    made.method = std::move(method);
    made.pattern = std::move(pattern);
    made.permission = middleware::permissionNumber(permission);
    made.handler = handler(std::move(body));
    return made;
}

} // namespace explorer::gateway
