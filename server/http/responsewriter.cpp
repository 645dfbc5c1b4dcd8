#include "server/http/responsewriter_p.h"

#include "core/base/random.h"
#include "server/http/gzip_p.h"
#include "server/http/status_p.h"
#include "server/http/text_p.h"

#include <ctime>

namespace explorer::http
{
namespace
{

constexpr std::size_t kRequestIdLimit = 128;

std::string *findHeader(Response &response, std::string_view lowerCaseName)
{
    for (auto &[name, value] : response.headers) {
        if (equalsIgnoringCase(name, lowerCaseName))
            return &value;
    }
    return nullptr;
}

bool hasBody(int status) { return status >= 200 && status != 204 && status != 304; }

/// The writer's own, or broken: a CR or LF in a value would start another header or another answer.
bool mayLeave(const std::string &name, const std::string &value)
{
    constexpr std::string_view kBreakers("\r\n\0", 3);
    if (!isToken(name) || value.find_first_of(kBreakers) != std::string::npos)
        return false;
    return !equalsIgnoringCase(name, "content-length") && !equalsIgnoringCase(name, "transfer-encoding") &&
           !equalsIgnoringCase(name, "connection");
}

void packBody(Response &response, const Exchange &exchange)
{
    const std::string *type = findHeader(response, "content-type");
    if (!type || !isCompressible(*type) || findHeader(response, "content-encoding"))
        return;
    if (response.body.size() < static_cast<std::size_t>(exchange.core->settings.gzipLeastBytes))
        return;
    if (std::string *vary = findHeader(response, "vary"))
        *vary += ", Accept-Encoding";
    else
        response.headers.emplace_back("Vary", "Accept-Encoding");
    if (!exchange.clientTakesGzip)
        return;
    std::string packed = gzipCompress(response.body);
    if (packed.empty() || packed.size() >= response.body.size())
        return;
    response.body = std::move(packed);
    response.headers.emplace_back("Content-Encoding", "gzip");
}

/// `00-<32 hex>-<16 hex>-<2 hex>` (W3C Trace Context).
bool isTraceParent(std::string_view text)
{
    if (text.size() != 55 || text[2] != '-' || text[35] != '-' || text[52] != '-')
        return false;
    return text.find_first_not_of("0123456789abcdef-") == std::string_view::npos;
}

std::string httpDate()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[64];
    return std::string(text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts));
}

void addLine(std::string &head, std::string_view name, std::string_view value)
{
    head.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

void prepareResponse(Response &response, const Exchange &exchange)
{
    if (response.status < 200 || response.status > 599)
        response.status = 500;
    if (!hasBody(response.status))
        response.body.clear();
    const auto rejected =
        std::stable_partition(response.headers.begin(), response.headers.end(),
                              [](const auto &header) { return mayLeave(header.first, header.second); });
    if (rejected != response.headers.end() && exchange.core->logger)
        exchange.core->logger->warning(
            "response_header_dropped",
            {{"route", exchange.request.route}, {"request_id", exchange.request.requestId}});
    response.headers.erase(rejected, response.headers.end());
    // A stream's whole size, by which packing is judged, is not known.
    if (!response.next)
        packBody(response, exchange);
}

std::string writeHead(const Response &response, const Exchange &exchange, bool closeAfter)
{
    std::string head;
    head.reserve(512);
    head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    head.append(reasonPhrase(response.status)).append("\r\n");
    bool setsCaching = false;
    bool setsDate = false;
    bool setsSniffing = false;
    for (const auto &[name, value] : response.headers) {
        addLine(head, name, value);
        setsCaching = setsCaching || equalsIgnoringCase(name, "cache-control");
        setsDate = setsDate || equalsIgnoringCase(name, "date");
        setsSniffing = setsSniffing || equalsIgnoringCase(name, "x-content-type-options");
    }
    if (response.next && !exchange.isHttp10)
        addLine(head, "Transfer-Encoding", "chunked");
    else if (hasBody(response.status) && !response.next)
        addLine(head, "Content-Length", std::to_string(response.body.size()));
    if (!setsDate)
        addLine(head, "Date", httpDate());
    if (!setsCaching)
        addLine(head, "Cache-Control", "no-store");
    if (!setsSniffing)
        addLine(head, "X-Content-Type-Options", "nosniff");
    addLine(head, "X-Request-Id", exchange.request.requestId);
    if (const auto trace = exchange.request.header("traceparent"); trace && isTraceParent(*trace))
        addLine(head, "traceparent", *trace);
    if (closeAfter)
        addLine(head, "Connection", "close");
    return head.append("\r\n");
}

std::string requestIdFor(std::string_view fromClient)
{
    return isVisibleAscii(fromClient, kRequestIdLimit) ? std::string(fromClient) : randomToken(12);
}

} // namespace explorer::http
