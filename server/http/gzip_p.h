#pragma once

#include "core/base/result.h"

#include <memory>
#include <string>
#include <string_view>

namespace explorer::http
{

/// RFC 1952. Empty where zlib fails, which only a lack of memory makes it do.
std::string gzipCompress(std::string_view data);

/// Whether an Accept-Encoding header takes gzip, by its q-values (RFC 9110, 12.5.3).
bool acceptsGzip(std::string_view acceptEncoding);

/// Whether bodies of this Content-Type shrink: text, JSON, XML, scripts, SVG.
bool isCompressible(std::string_view contentType);

/// Unpacks a gzip body while it arrives, and stops at `limitBytes` or where it grows past 100 times its
/// packed size.
class GzipReader
{
public:
    explicit GzipReader(std::uint64_t limitBytes);
    ~GzipReader();
    /// Appends to `out`. "too_large", "content_encoding_broken".
    Result<void> put(std::string_view packed, std::string &out);
    /// Fails ("content_encoding_broken") where the stream is cut.
    [[nodiscard]] Result<void> finish() const;

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream;
    std::uint64_t m_limitBytes;
    std::uint64_t m_packedBytes = 0;
    std::uint64_t m_unpackedBytes = 0;
    bool m_isAtEnd = false;
};

} // namespace explorer::http
