#include "server/http/requestparser_p.h"

#include "server/http/text_p.h"

#include <boost/beast/http/basic_parser.hpp>

#include <charconv>
#include <limits>

namespace explorer::http
{
namespace
{

namespace beast = boost::beast;
using BeastError = beast::error_code;
using BeastView = beast::string_view;

constexpr std::size_t kChunkExtensionLimitBytes = 256;

std::string_view toView(BeastView text) { return {text.data(), text.size()}; }

tl::unexpected<Error> malformed(std::string message)
{
    return fail(ErrorCode::InvalidArgument, "malformed_request", std::move(message));
}

/// `GET / HTTP/2.0` is an unknown version, `GET / HTTQ/1.1` is nonsense.
bool namesOtherVersion(std::string_view head)
{
    const std::string_view line = head.substr(0, head.find("\r\n"));
    const std::size_t at = line.rfind(" HTTP/");
    const auto isDigit = [&](std::size_t i) { return line[i] >= '0' && line[i] <= '9'; };
    return at != std::string_view::npos && line.size() == at + 9 && isDigit(at + 6) && line[at + 7] == '.' &&
           isDigit(at + 8);
}

Result<void> checkFraming(ParsedHead &head)
{
    const int lengths = head.count("content-length");
    const int codings = head.count("transfer-encoding");
    if (lengths > 1 || codings > 1 || (lengths == 1 && codings == 1))
        return malformed(
            "The request says more than once how long its body is. Send one Content-Length or one "
            "Transfer-Encoding.");
    if (codings == 1) {
        if (head.isHttp10 || !equalsIgnoringCase(head.header("transfer-encoding"), "chunked"))
            return malformed("Only the transfer coding `chunked` of HTTP/1.1 is understood.");
        head.isChunked = true;
    }
    if (lengths == 1) {
        const std::string_view text = head.header("content-length");
        const auto [end, problem] =
            std::from_chars(text.data(), text.data() + text.size(), head.contentLength);
        const bool isNumber = problem == std::errc() && end == text.data() + text.size();
        if (!isNumber ||
            head.contentLength > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            return malformed("Content-Length is no length. Send it in decimal digits.");
    }
    return {};
}

} // namespace

std::string_view ParsedHead::header(std::string_view lowerCaseName) const
{
    std::string_view value;
    for (const auto &[name, text] : headers) {
        if (name != lowerCaseName)
            continue;
        if (!value.empty())
            return {};
        value = text;
    }
    return value;
}

int ParsedHead::count(std::string_view lowerCaseName) const
{
    return static_cast<int>(std::count_if(headers.begin(), headers.end(),
                                          [&](const auto &header) { return header.first == lowerCaseName; }));
}

class RequestParser::Adapter final : public beast::http::basic_parser<true>
{
public:
    Adapter()
    {
        eager(true);
        // The head was measured before it comes here, the body has its route's limit.
        header_limit(std::numeric_limits<std::uint32_t>::max());
        // Not `none`: Beast 1.74 takes every length for larger than that.
        body_limit(std::numeric_limits<std::uint64_t>::max());
    }
    ParsedHead head;
    std::string *body = nullptr;

private:
    void on_request_impl(beast::http::verb, BeastView method, BeastView target, int version,
                         BeastError &) override
    {
        head.method = toView(method);
        head.target = toView(target);
        head.isHttp10 = version == 10;
    }
    void on_response_impl(int, BeastView, int, BeastError &) override {}
    void on_field_impl(beast::http::field, BeastView name, BeastView value, BeastError &) override
    {
        // Trailers are read past: what they say must not change a request that was checked.
        if (!m_headDone)
            head.headers.emplace_back(toLower(toView(name)), trimmed(toView(value)));
    }
    void on_header_impl(BeastError &) override { m_headDone = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t> &, BeastError &) override {}
    std::size_t on_body_impl(BeastView data, BeastError &) override
    {
        body->append(data.data(), data.size());
        return data.size();
    }
    void on_chunk_header_impl(std::uint64_t, BeastView extension, BeastError &error) override
    {
        if (extension.size() > kChunkExtensionLimitBytes)
            error = beast::http::error::bad_chunk_extension;
    }
    std::size_t on_chunk_body_impl(std::uint64_t, BeastView data, BeastError &) override
    {
        body->append(data.data(), data.size());
        return data.size();
    }
    void on_finish_impl(BeastError &) override {}

    bool m_headDone = false;
};

RequestParser::RequestParser() = default;
RequestParser::~RequestParser() = default;

Result<ParsedHead> RequestParser::parseHead(std::string_view head)
{
    m_adapter = std::make_unique<Adapter>();
    BeastError error;
    m_adapter->put(boost::asio::const_buffer(head.data(), head.size()), error);
    if (error == beast::http::error::bad_version && namesOtherVersion(head))
        return fail(ErrorCode::InvalidArgument, "http_version", "This server speaks HTTP/1.1 only.");
    if (error || !m_adapter->is_header_done())
        return malformed("The request's head breaks the rules of HTTP/1.1 (" + error.message() + ").");
    ParsedHead parsed = std::move(m_adapter->head);
    parsed.keepAlive = !parsed.isHttp10 && m_adapter->keep_alive();
    if (auto framing = checkFraming(parsed); !framing)
        return fail(std::move(framing.error()));
    return parsed;
}

void RequestParser::limitBody(std::uint64_t bytes) { m_adapter->body_limit(bytes); }

Result<std::size_t> RequestParser::putBody(std::string_view data, std::string &body)
{
    // Beast asserts that the last chunk (`0\r\n\r\n`) comes in one piece.
    if (m_adapter->chunked() && data.size() < 5 && !data.empty() && data.front() == '0')
        return std::size_t{0};
    m_adapter->body = &body;
    BeastError error;
    const std::size_t used = m_adapter->put(boost::asio::const_buffer(data.data(), data.size()), error);
    if (error == beast::http::error::body_limit)
        return fail(ErrorCode::InvalidArgument, "too_large", "The body is larger than this address takes.");
    if (error && error != beast::http::error::need_more)
        return malformed("The body's chunks break the rules of HTTP/1.1 (" + error.message() + ").");
    return used;
}

bool RequestParser::isDone() const { return m_adapter->is_done(); }

} // namespace explorer::http
