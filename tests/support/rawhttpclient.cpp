#include "support/rawhttpclient.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace explorer::test
{
namespace
{

int connectTo(std::uint16_t port, std::chrono::milliseconds timeout, const std::string &source)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval wait{};
    wait.tv_sec = static_cast<time_t>(timeout.count() / 1000);
    wait.tv_usec = static_cast<suseconds_t>(timeout.count() % 1000 * 1000);
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
    const int one = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    sockaddr_in own{};
    own.sin_family = AF_INET;
    if (!source.empty() && (::inet_pton(AF_INET, source.c_str(), &own.sin_addr) != 1 ||
                            ::bind(socket, reinterpret_cast<sockaddr *>(&own), sizeof own) != 0)) {
        ::close(socket);
        return -1;
    }
    if (::connect(socket, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0)
        return socket;
    ::close(socket);
    return -1;
}

RawAnswer parseHead(const std::string &head)
{
    RawAnswer answer;
    answer.head = head;
    if (head.rfind("HTTP/1.1 ", 0) == 0)
        answer.status = std::atoi(head.c_str() + 9);
    std::size_t at = head.find("\r\n") + 2;
    while (at < head.size()) {
        const std::size_t end = head.find("\r\n", at);
        const std::string line = head.substr(at, end - at);
        const std::size_t colon = line.find(": ");
        if (colon != std::string::npos) {
            std::string name = line.substr(0, colon);
            std::transform(name.begin(), name.end(), name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
            answer.headers[name] = line.substr(colon + 2);
        }
        at = end + 2;
    }
    return answer;
}

} // namespace

std::string RawAnswer::header(const std::string &lowerCaseName) const
{
    const auto found = headers.find(lowerCaseName);
    return found == headers.end() ? std::string() : found->second;
}

RawHttpClient::RawHttpClient(std::uint16_t port, std::chrono::milliseconds timeout, const std::string &source)
    : m_port(port), m_socket(connectTo(port, timeout, source))
{
}

RawHttpClient::RawHttpClient(RawHttpClient &&other) noexcept
    : m_port(other.m_port), m_socket(std::exchange(other.m_socket, -1)), m_buffer(std::move(other.m_buffer))
{
}

RawHttpClient::~RawHttpClient() { close(); }

bool RawHttpClient::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool RawHttpClient::readMore()
{
    std::array<char, 64 * 1024> piece;
    const ssize_t got = ::recv(m_socket, piece.data(), piece.size(), 0);
    if (got <= 0)
        return false;
    m_buffer.append(piece.data(), static_cast<std::size_t>(got));
    return true;
}

bool RawHttpClient::waitForFirstByte()
{
    char byte = 0;
    return !m_buffer.empty() || ::recv(m_socket, &byte, 1, MSG_PEEK) == 1;
}

bool RawHttpClient::readChunks(std::string &body)
{
    for (;;) {
        std::size_t lineEnd = 0;
        while ((lineEnd = m_buffer.find("\r\n")) == std::string::npos) {
            if (!readMore())
                return false;
        }
        const auto size = static_cast<std::size_t>(std::strtoull(m_buffer.c_str(), nullptr, 16));
        while (m_buffer.size() < lineEnd + 2 + size + 2) {
            if (!readMore())
                return false;
        }
        body.append(m_buffer, lineEnd + 2, size);
        m_buffer.erase(0, lineEnd + 2 + size + 2);
        if (size == 0)
            return true;
    }
}

std::optional<RawAnswer> RawHttpClient::readHead()
{
    std::size_t end = 0;
    while ((end = m_buffer.find("\r\n\r\n")) == std::string::npos) {
        if (!readMore())
            return std::nullopt;
    }
    RawAnswer answer = parseHead(m_buffer.substr(0, end + 2));
    m_buffer.erase(0, end + 4);
    return answer;
}

std::optional<std::string> RawHttpClient::readBody(const RawAnswer &head)
{
    std::string body;
    if (head.header("transfer-encoding") == "chunked")
        return readChunks(body) ? std::optional(body) : std::nullopt;
    const std::string length = head.header("content-length");
    const auto bytes = length.empty() ? std::size_t{0} : static_cast<std::size_t>(std::atoll(length.c_str()));
    while (m_buffer.size() < bytes) {
        if (!readMore())
            return std::nullopt;
    }
    body = m_buffer.substr(0, bytes);
    m_buffer.erase(0, bytes);
    return body;
}

std::optional<RawAnswer> RawHttpClient::readAnswer(bool toHead)
{
    std::optional<RawAnswer> answer = readHead();
    if (!answer || toHead)
        return answer;
    std::optional<std::string> body = readBody(*answer);
    if (!body)
        return std::nullopt;
    answer->body = std::move(*body);
    return answer;
}

std::optional<RawAnswer> RawHttpClient::request(const std::string &method, const std::string &target,
                                                const std::string &body, const std::string &extraHeaders)
{
    std::string text = method + " " + target + " HTTP/1.1\r\nHost: " + host() + "\r\n" + extraHeaders;
    if (!body.empty())
        text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    // A server that refuses by the head alone may close before the body is out.
    send(text + "\r\n" + body);
    return readAnswer(method == "HEAD");
}

std::optional<std::string> RawHttpClient::readUntilClose()
{
    for (;;) {
        std::array<char, 64 * 1024> piece;
        const ssize_t got = ::recv(m_socket, piece.data(), piece.size(), 0);
        if (got < 0)
            return std::nullopt;
        if (got == 0)
            return std::exchange(m_buffer, {});
        m_buffer.append(piece.data(), static_cast<std::size_t>(got));
    }
}

bool RawHttpClient::waitForClose()
{
    for (;;) {
        std::array<char, 64 * 1024> piece;
        const ssize_t got = ::recv(m_socket, piece.data(), piece.size(), 0);
        if (got == 0)
            return true;
        if (got < 0)
            return errno != EAGAIN && errno != EWOULDBLOCK;
    }
}

void RawHttpClient::close(bool hard)
{
    if (m_socket < 0)
        return;
    if (hard) {
        const linger now{1, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    ::close(m_socket);
    m_socket = -1;
}

} // namespace explorer::test
