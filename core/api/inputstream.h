#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace explorer::api
{

/// Bytes in order, read once. One thread.
class InputStream
{
public:
    virtual ~InputStream() = default;
    /// Up to `size` bytes into `target`; 0 at the end only. Io ("file_unreadable"), InvalidArgument
    /// ("compression_broken", "too_compressed", "encoding_broken").
    virtual Result<std::size_t> read(char *target, std::size_t size) = 0;
    /// Bytes of the file at the bottom that were read, packed as they are: for progress.
    [[nodiscard]] virtual std::int64_t position() const = 0;
};
using InputStreamPtr = std::unique_ptr<InputStream>;

/// NotFound ("file_unknown"), Io ("file_unreadable").
Result<InputStreamPtr> openInput(const std::filesystem::path &file);
/// `text` outlives the stream.
InputStreamPtr inputOf(std::string_view text);

/// Unpacks what begins as gzip (RFC 1952) or Zstandard (RFC 8878), by its first bytes; others pass as they
/// are. What grows past kMostExpansion times its packed size ends in "too_compressed".
Result<InputStreamPtr> unpacked(InputStreamPtr source);
inline constexpr std::int64_t kMostExpansion = 100;

/// Texts in another encoding as UTF-8. `encoding` as iconv names it; empty: a byte order mark decides, then
/// what the first 64 KiB look like (UTF-8, UTF-16, else Windows-1252). InvalidArgument ("encoding_unknown").
Result<InputStreamPtr> asUtf8(InputStreamPtr source, const std::string &encoding);
/// What asUtf8() would take the head of a text for, in lower case.
std::string sniffEncoding(std::string_view head);

} // namespace explorer::api
