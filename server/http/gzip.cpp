#include "server/http/gzip_p.h"

#include "server/http/text_p.h"

#include <zlib.h>

#include <array>

namespace explorer::http
{
namespace
{

constexpr int kGzipWindow = 15 + 16;
constexpr int kLevel = 3;
constexpr std::uint64_t kRatioLimit = 100;
/// Below it a high ratio does no harm: a page of equal lines packs better than 1:100.
constexpr std::uint64_t kRatioFreeBytes = 64 * 1024;

/// `q=0`, `q=0.000`: not wanted.
bool isRefused(std::string_view parameters)
{
    while (!parameters.empty()) {
        const std::string_view raw = parameters.substr(0, parameters.find(';'));
        parameters.remove_prefix(std::min(raw.size() + 1, parameters.size()));
        const std::string_view parameter = trimmed(raw);
        if (parameter.size() > 2 && (parameter[0] == 'q' || parameter[0] == 'Q') && parameter[1] == '=')
            return parameter.substr(2).find_first_not_of("0.") == std::string_view::npos;
    }
    return false;
}

Error broken(std::string message)
{
    return makeError(ErrorCode::InvalidArgument, "content_encoding_broken", std::move(message));
}

} // namespace

std::string gzipCompress(std::string_view data)
{
    z_stream stream{};
    if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    std::string packed(deflateBound(&stream, data.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(data.data()));
    stream.avail_in = static_cast<uInt>(data.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int result = deflate(&stream, Z_FINISH);
    packed.resize(result == Z_STREAM_END ? stream.total_out : 0);
    deflateEnd(&stream);
    return packed;
}

bool acceptsGzip(std::string_view acceptEncoding)
{
    bool any = false;
    while (!acceptEncoding.empty()) {
        const std::string_view item = acceptEncoding.substr(0, acceptEncoding.find(','));
        acceptEncoding.remove_prefix(std::min(item.size() + 1, acceptEncoding.size()));
        const std::size_t semicolon = item.find(';');
        const std::string_view coding = trimmed(item.substr(0, semicolon));
        const bool isWanted = semicolon == std::string_view::npos || !isRefused(item.substr(semicolon + 1));
        if (equalsIgnoringCase(coding, "gzip") || equalsIgnoringCase(coding, "x-gzip"))
            return isWanted;
        if (coding == "*")
            any = isWanted;
    }
    return any;
}

bool isCompressible(std::string_view contentType)
{
    const std::string type = toLower(trimmed(contentType.substr(0, contentType.find(';'))));
    if (type.rfind("text/", 0) == 0 && type != "text/event-stream")
        return true;
    const auto endsWith = [&](std::string_view end) {
        return type.size() >= end.size() && type.compare(type.size() - end.size(), end.size(), end) == 0;
    };
    return endsWith("json") || endsWith("xml") || endsWith("javascript");
}

struct GzipReader::Stream {
    z_stream z{};
};

GzipReader::GzipReader(std::uint64_t limitBytes)
    : m_stream(std::make_unique<Stream>()), m_limitBytes(limitBytes)
{
    if (inflateInit2(&m_stream->z, kGzipWindow) != Z_OK)
        m_stream.reset();
}

GzipReader::~GzipReader()
{
    if (m_stream)
        inflateEnd(&m_stream->z);
}

Result<void> GzipReader::put(std::string_view packed, std::string &out)
{
    if (!m_stream)
        return fail(ErrorCode::ResourceExhausted, "memory_short",
                    "There is no memory to unpack the body. Try again later.");
    m_packedBytes += packed.size();
    z_stream &z = m_stream->z;
    z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
    z.avail_in = static_cast<uInt>(packed.size());
    std::array<char, 32 * 1024> piece;
    do {
        // A gzip file may be several, one behind the other.
        if (m_isAtEnd) {
            if (z.avail_in == 0)
                return {};
            inflateReset(&z);
            m_isAtEnd = false;
        }
        z.next_out = reinterpret_cast<Bytef *>(piece.data());
        z.avail_out = static_cast<uInt>(piece.size());
        const int result = inflate(&z, Z_NO_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
            return fail(broken("The body says gzip, but is no gzip stream."));
        m_isAtEnd = result == Z_STREAM_END;
        const std::size_t count = piece.size() - z.avail_out;
        m_unpackedBytes += count;
        if (m_unpackedBytes > m_limitBytes)
            return fail(ErrorCode::InvalidArgument, "too_large",
                        "The unpacked body is larger than the " + std::to_string(m_limitBytes) +
                            " bytes this address takes.");
        if (m_unpackedBytes > kRatioFreeBytes && m_unpackedBytes > m_packedBytes * kRatioLimit)
            return fail(ErrorCode::InvalidArgument, "too_large",
                        "The body unpacks to more than 100 times its size. Send it unpacked.");
        out.append(piece.data(), count);
    } while (z.avail_in > 0 || z.avail_out == 0);
    return {};
}

Result<void> GzipReader::finish() const
{
    if (m_isAtEnd)
        return {};
    return fail(broken("The gzip body ends in the middle. Send it whole."));
}

} // namespace explorer::http
