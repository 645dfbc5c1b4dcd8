#include "server/http/message.h"

namespace explorer::http
{
namespace
{

template <typename Pairs>
std::optional<std::string> firstValue(const Pairs &pairs, std::string_view name)
{
    for (const auto &[key, value] : pairs) {
        if (key == name)
            return value;
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> Request::header(std::string_view lowerCaseName) const
{
    return firstValue(headers, lowerCaseName);
}

std::optional<std::string> Request::queryValue(std::string_view name) const
{
    return firstValue(query, name);
}

const std::string &Request::pathValue(std::string_view name) const
{
    static const std::string none;
    const auto found = pathValues.find(name);
    return found == pathValues.end() ? none : found->second;
}

Response Response::json(int status, std::string body)
{
    return text(status, std::move(body), "application/json");
}

Response Response::text(int status, std::string body, std::string contentType)
{
    Response response;
    response.status = status;
    response.body = std::move(body);
    response.headers.emplace_back("Content-Type", std::move(contentType));
    return response;
}

Response Response::empty(int status)
{
    Response response;
    response.status = status;
    return response;
}

Response &Response::withHeader(std::string name, std::string value) &
{
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

Response Response::withHeader(std::string name, std::string value) &&
{
    headers.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
}

} // namespace explorer::http
