#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace explorer
{

/// What kind of failure it was. One table in the gateway maps it to an HTTP status, one in the client to a
/// translated text.
enum class ErrorCode : std::uint8_t {
    InvalidArgument,
    NotFound,
    AlreadyExists,
    Unauthenticated,
    PermissionDenied,
    ResourceExhausted,
    DeadlineExceeded,
    Cancelled,
    Unavailable,
    Corrupt,
    Io,
    Internal,
};

std::string_view toString(ErrorCode code);

/// One exact place in the input that is wrong. `pointer` is a JSON pointer (RFC 6901) into the request;
/// `offset` and `length` count Unicode code points in a query; line and column start at 1 (0: unknown).
struct ErrorDetail {
    std::string code;
    std::string message;
    std::string pointer;
    std::optional<std::size_t> offset;
    std::size_t length = 0;
    int line = 0;
    int column = 0;
    std::vector<std::string> expected;
    std::optional<std::string> fix;
};

/// A failure as a value. `reason` is a stable snake_case word for programs ("cursor_expired", "disk_full",
/// "syntax"), `message` says what, why and what next in plain English; `context` grows by one line at each
/// module boundary.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string reason;
    std::string message;
    std::vector<std::string> context;
    std::vector<ErrorDetail> details;
    /// Seconds after which a retry is worth it; empty where none is.
    std::optional<int> retryAfterSeconds;

    [[nodiscard]] Error withContext(std::string line) &&;
};

Error makeError(ErrorCode code, std::string reason, std::string message);

} // namespace explorer
