#pragma once

#include "core/index/searchindex.h"

#include <optional>
#include <string>
#include <vector>

namespace explorer::search
{

/// Where the next page goes on in one collection.
struct CollectionPosition {
    std::int64_t collection = 0;
    std::uint64_t snapshot = 0;
    /// Sort values and id of the last hit given from this collection; nothing while none was.
    std::optional<std::pair<std::vector<index::SortValue>, std::string>> after;
};

struct Cursor {
    /// What `now` meant on the first page, so that all pages ask the same.
    UnixMillis now = 0;
    /// Of the request that it belongs to, without the cursor itself.
    std::string requestHash;
    /// Of the first page's snapshot: later pages need not look at documents that cannot be on them.
    std::int64_t total = 0;
    std::vector<CollectionPosition> positions;
};

/// Cursors as opaque text: base64url of HMAC-SHA-512-256 (libsodium's crypto_auth) and JSON. Any thread.
class CursorCodec
{
public:
    /// `key` has keyBytes() bytes.
    explicit CursorCodec(std::string key) : m_key(std::move(key)) {}
    static std::size_t keyBytes();

    [[nodiscard]] std::string encode(const Cursor &cursor) const;
    /// InvalidArgument ("cursor_invalid") for anything that encode() did not make with the same key.
    [[nodiscard]] Result<Cursor> decode(std::string_view text) const;

private:
    std::string m_key;
};

/// A short text that differs between requests whose pages differ: the cursor, the offset, the timeout and
/// what is counted beside the hits (facets, histogram, statistics) are left out, so that a later page need
/// not count again.
std::string hashRequest(const api::SearchRequest &request, const std::string &scope);

Error cursorInvalid();

} // namespace explorer::search
