#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace explorer::http
{

/// A head whose framing is unambiguous.
struct ParsedHead {
    std::string method;
    std::string target;
    bool isHttp10 = false;
    bool keepAlive = true;
    bool isChunked = false;
    /// 0 without a body and with a chunked one.
    std::uint64_t contentLength = 0;
    /// Names in lower case.
    std::vector<std::pair<std::string, std::string>> headers;

    [[nodiscard]] bool hasBody() const { return isChunked || contentLength > 0; }
    /// The header's value where it stands exactly once, empty otherwise.
    [[nodiscard]] std::string_view header(std::string_view lowerCaseName) const;
    [[nodiscard]] int count(std::string_view lowerCaseName) const;
};

/// One request after the other through Boost.Beast's parser, and what Beast lets pass of the smuggling tricks
/// (RFC 9112, 6.3): repeated lengths, transfer codings besides `chunked`, both together.
class RequestParser
{
public:
    RequestParser();
    ~RequestParser();

    /// `head` is complete. InvalidArgument ("malformed_request", "http_version").
    Result<ParsedHead> parseHead(std::string_view head);
    /// Of a chunked body, counted as the sizes arrive.
    void limitBody(std::uint64_t bytes);
    /// Appends what `data` holds of the body to `body`, and returns how much of `data` that took: call again
    /// with the rest and more. "malformed_request", "too_large".
    Result<std::size_t> putBody(std::string_view data, std::string &body);
    [[nodiscard]] bool isDone() const;

private:
    class Adapter;
    std::unique_ptr<Adapter> m_adapter;
};

} // namespace explorer::http
