#include "server/handlers/inputparameters.h"

#include "server/handlers/codec.h"

namespace explorer::gateway
{
namespace
{

/// A single ASCII character; `tab` is the one that a shell cannot write.
Result<char> character(const http::Request &request, std::string_view name, char fallback)
{
    const std::string text = request.queryValue(name).value_or(std::string());
    if (text.empty())
        return fallback;
    if (text == "tab" || text == "\\t")
        return '\t';
    if (text.size() != 1 || static_cast<unsigned char>(text[0]) >= 0x80 || text[0] == '\n' || text[0] == '\r')
        return fail(ErrorCode::InvalidArgument, "wrong_value",
                    std::string(name) + " is one ASCII character, or tab.");
    return text[0];
}

/// The parameter `charset` of the Content-Type, without its quotes.
std::string charsetOf(const http::Request &request)
{
    const std::string type = request.header("content-type").value_or("");
    constexpr std::string_view name = "charset=";
    const std::size_t at = type.find(name);
    if (at == std::string::npos)
        return {};
    std::string charset = type.substr(at + name.size());
    charset = charset.substr(0, charset.find(';'));
    std::erase_if(charset, [](char c) { return c == '"' || c == ' '; });
    return charset;
}

Result<api::DocumentFormat> formatOfMediaType(const std::string &type)
{
    if (type == "application/ndjson")
        return api::DocumentFormat::NdJson;
    for (const auto format : {api::DocumentFormat::Json, api::DocumentFormat::NdJson,
                              api::DocumentFormat::Csv, api::DocumentFormat::Log}) {
        if (type == api::contentType(format))
            return format;
    }
    if (type == "text/tab-separated-values")
        return api::DocumentFormat::Csv;
    return fail(ErrorCode::InvalidArgument, "unsupported_media",
                "Documents are taken as application/json, application/x-ndjson, text/csv, "
                "text/tab-separated-values or text/plain (log lines); set Content-Type to one of these.");
}

} // namespace

Result<ingest::DetectionWish> inputWish(const http::Request &request)
{
    ingest::DetectionWish wish;
    if (const auto format = request.queryValue("format")) {
        const auto known = api::documentFormatFromString(*format);
        if (!known)
            return fail(known.error());
        wish.format = *known;
    }
    const Result<char> delimiter = character(request, "delimiter", '\0');
    const Result<char> quote = character(request, "quote", '"');
    const Result<bool> header = boolParameter(request, "header", true);
    if (!delimiter || !quote)
        return fail(!delimiter ? delimiter.error() : quote.error());
    if (!header)
        return fail(header.error());
    wish.csv = {*delimiter, *quote, *header};
    wish.isHeaderKnown = request.queryValue("header").has_value();
    wish.pattern = request.queryValue("pattern").value_or("");
    wish.encoding = request.queryValue("encoding").value_or(charsetOf(request));
    return wish;
}

Result<BodyFormat> bodyFormat(const http::Request &request)
{
    auto wish = inputWish(request);
    if (!wish)
        return fail(std::move(wish.error()));
    const std::string type = mediaType(request);
    const auto format = wish->format ? Result<api::DocumentFormat>(*wish->format) : formatOfMediaType(type);
    if (!format)
        return fail(format.error());
    if (type == "text/tab-separated-values" && wish->csv.delimiter == '\0')
        wish->csv.delimiter = '\t';
    if (*format == api::DocumentFormat::Log && wish->pattern.empty())
        return fail(ErrorCode::InvalidArgument, "pattern_missing",
                    "Log lines need the parameter pattern: apache_combined, syslog, syslog_rfc5424, "
                    "nginx_error, or an expression with named groups.");
    BodyFormat body{{*format, wish->csv, std::move(wish->pattern)}, std::move(wish->encoding)};
    if (body.encoding == "utf-8" || body.encoding == "UTF-8")
        body.encoding.clear();
    return body;
}

} // namespace explorer::gateway
