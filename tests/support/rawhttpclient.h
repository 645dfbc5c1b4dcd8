#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace explorer::test
{

/// One answer as it came over the wire.
struct RawAnswer {
    int status = 0;
    /// Names in lower case; of a repeated one the last.
    std::map<std::string, std::string> headers;
    std::string head;
    std::string body;

    [[nodiscard]] std::string header(const std::string &lowerCaseName) const;
};

/// A blocking socket to 127.0.0.1 that sends whatever bytes it is given, however wrong, and reads answers.
/// Every call ends after the timeout.
class RawHttpClient
{
public:
    /// `source` is the address it comes from, such as 127.0.0.2; empty: the system's choice.
    explicit RawHttpClient(std::uint16_t port, std::chrono::milliseconds timeout = std::chrono::seconds(10),
                           const std::string &source = {});
    ~RawHttpClient();
    RawHttpClient(RawHttpClient &&other) noexcept;
    RawHttpClient(const RawHttpClient &) = delete;
    RawHttpClient &operator=(const RawHttpClient &) = delete;

    [[nodiscard]] bool isConnected() const { return m_socket >= 0; }
    /// False where the peer takes no more.
    bool send(std::string_view bytes);
    /// Nothing where the connection ends or the time is over first. An answer to HEAD has no body; chunks are
    /// put together.
    std::optional<RawAnswer> readAnswer(bool toHead = false);
    /// The two halves of readAnswer().
    std::optional<RawAnswer> readHead();
    std::optional<std::string> readBody(const RawAnswer &head);
    /// Sends a request with Host and, where there is a body, Content-Length; reads its answer.
    std::optional<RawAnswer> request(const std::string &method, const std::string &target,
                                     const std::string &body = {}, const std::string &extraHeaders = {});
    /// Whether something of an answer comes in time; it stays to be read.
    bool waitForFirstByte();
    /// All that comes until the server ends the connection in an orderly way; nothing where it does not.
    std::optional<std::string> readUntilClose();
    /// Whether the server ends the connection in time; what still came before is dropped.
    bool waitForClose();
    /// Ends the connection, with a reset where `hard`.
    void close(bool hard = false);
    [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(m_port); }

private:
    bool readMore();
    bool readChunks(std::string &body);

    std::uint16_t m_port;
    int m_socket;
    std::string m_buffer;
};

} // namespace explorer::test
