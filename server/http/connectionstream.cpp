#include "server/http/connection_p.h"
#include "server/http/networkworker_p.h"

#include <sys/socket.h>

#include <array>
#include <charconv>

// How a connection sends an answer that is made meanwhile.
namespace explorer::http
{
namespace
{

/// The next piece is asked for while less than this waits for the client.
constexpr qint64 kReadyBytes = 256 * 1024;

std::string chunk(std::string_view piece)
{
    std::array<char, 16> size{};
    const auto end = std::to_chars(size.data(), size.data() + size.size(), piece.size(), 16);
    std::string made(size.data(), end.ptr);
    return made.append("\r\n").append(piece).append("\r\n");
}

} // namespace

void Connection::beginStream(const std::shared_ptr<Exchange> &exchange, Response &response)
{
    m_stream = std::make_shared<AnswerStream>();
    m_stream->exchange = exchange;
    m_stream->next = std::move(response.next);
    m_stream->isChunked = !exchange->isHttp10;
    m_stream->bytes = static_cast<std::int64_t>(response.body.size());
    if (m_stream->isChunked && !response.body.empty())
        response.body = chunk(response.body);
}

void Connection::askForPiece()
{
    if (!m_stream || m_stream->isAsked || m_stream->isOver)
        return;
    if (static_cast<qint64>(m_out.size() - m_sent) + unsent() >= kReadyBytes)
        return;
    // Where the pool is full, the worker's timer asks again.
    m_stream->isAsked = m_worker.runOnPool(m_id, m_stream);
}

void Connection::deliver(const std::shared_ptr<AnswerStream> &stream, Result<std::string> piece)
{
    if (stream != m_stream)
        return;
    stream->isAsked = false;
    if (!piece) {
        endStream(piece.error().reason);
        breakOff();
        return;
    }
    m_out.erase(0, m_sent);
    m_sent = 0;
    stream->isOver = piece->empty();
    stream->bytes += static_cast<std::int64_t>(piece->size());
    m_out += stream->isChunked ? (stream->isOver ? "0\r\n\r\n" : chunk(*piece)) : std::move(*piece);
    // Never refused here: half an answer is worse than one too many.
    const auto held = static_cast<std::int64_t>(m_out.size());
    m_worker.core()->answerBytes += held - m_chargedBytes;
    m_chargedBytes = held;
    onBytesWritten();
}

void Connection::checkStream(bool isIdle)
{
    // While nothing is left to send, it is the server that is slow.
    const bool isStuck = isIdle && !(m_stream->isAsked && unsent() == 0);
    if (isStuck || m_stream->exchange->request.deadline.isExpired()) {
        endStream(isStuck ? "client_silent" : "deadline");
        breakOff();
        return;
    }
    askForPiece();
}

void Connection::endStream(std::string_view outcome)
{
    const std::shared_ptr<AnswerStream> stream = std::exchange(m_stream, nullptr);
    if (!stream || !m_worker.core()->logger)
        return;
    const Exchange &exchange = *stream->exchange;
    const auto took = std::chrono::steady_clock::now() - exchange.started;
    m_worker.core()->logger->info(
        "stream_ended",
        {{"route", exchange.request.route},
         {"outcome", std::string(outcome)},
         {"bytes", std::to_string(stream->bytes)},
         {"ms", std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(took).count())},
         {"request_id", exchange.request.requestId}});
}

void Connection::breakOff()
{
    // With a reset: a client of HTTP/1.0 would take an orderly end for the answer's.
    const struct ::linger hard {
        1, 0
    };
    ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    abort();
}

bool Connection::isAnswerOut() const
{
    return m_sent == m_out.size() && unsent() == 0 && (!m_stream || m_stream->isOver);
}

} // namespace explorer::http
