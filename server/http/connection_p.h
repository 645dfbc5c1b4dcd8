#pragma once

#include "server/http/answerstream_p.h"
#include "server/http/gzip_p.h"
#include "server/http/headscanner_p.h"
#include "server/http/requestparser_p.h"

#include <QTcpSocket>

namespace explorer::http
{

class NetworkWorker;

/// One client's connection: reads a request, has it answered, and only then looks at the next (RFC
/// 9112, 9.3.2). Lives on its worker's thread. Reading pauses while a request runs: the socket's buffer is
/// bounded, so the client is held back by TCP.
class Connection final : public QObject
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    Connection(NetworkWorker &worker, std::uint64_t id, std::unique_ptr<QTcpSocket> socket,
               std::string address);
    ~Connection() override;

    void begin();
    /// The answer of a handler that ran on the pool.
    void deliver(const std::shared_ptr<Exchange> &exchange, Response response);
    /// The next piece of a streamed answer, from the pool.
    void deliver(const std::shared_ptr<AnswerStream> &stream, Result<std::string> piece);
    /// Closes what has been silent or slow for too long.
    void checkDeadlines(TimePoint now);
    /// Closes at once where no request is under way, else after it.
    void drain();
    void abort();
    [[nodiscard]] std::uint64_t id() const { return m_id; }
    [[nodiscard]] const std::string &address() const { return m_address; }

private:
    enum class State : std::uint8_t { Handshake, Head, Body, Running, Writing, Lingering, Gone };

    void process();
    bool readHead();
    bool readBody();
    void startRequest(std::string_view head);
    Result<void> takeBody();
    Result<void> finishBody();
    void dispatch();
    bool fill();
    void discard();
    void refuse(const Error &error, bool closeAfter);
    void refuseHead(HeadScanner::Verdict verdict);
    void send(Exchange &exchange, Response response, bool closeAfter);
    void beginStream(const std::shared_ptr<Exchange> &exchange, Response &response);
    /// Has the next piece of a stream made where the client has read most of what came before.
    void askForPiece();
    void checkStream(bool isIdle);
    void endStream(std::string_view outcome);
    /// Ends the connection in a way that no client takes for an answer's end.
    void breakOff();
    void pump();
    void onBytesWritten();
    void finishAnswer();
    void linger();
    void close();
    void onDisconnected();
    void onEncrypted();
    /// Everything of the answer has been handed to the system.
    [[nodiscard]] bool isAnswerOut() const;
    [[nodiscard]] bool isBodyTooSlow(TimePoint now) const;
    void releaseAnswer();
    [[nodiscard]] qint64 unsent() const;
    [[nodiscard]] std::string_view pending() const { return std::string_view(m_in).substr(m_consumed); }
    [[nodiscard]] const HttpSettings &settings() const;

    NetworkWorker &m_worker;
    const std::uint64_t m_id;
    QTcpSocket *m_socket;
    std::string m_address;
    std::string m_localAddress;
    State m_state = State::Head;
    /// When the state's clock started; while writing, the last progress.
    TimePoint m_since;
    std::string m_in;
    std::size_t m_consumed = 0;
    HeadScanner m_scanner;
    RequestParser m_parser;
    std::unique_ptr<GzipReader> m_gzip;
    std::shared_ptr<Exchange> m_exchange;
    CancelToken m_running;
    std::int64_t m_bodyWireBytes = 0;
    std::string m_out;
    std::size_t m_sent = 0;
    /// What m_out has taken from the server's budget for answers.
    std::int64_t m_chargedBytes = 0;
    std::shared_ptr<AnswerStream> m_stream;
    bool m_hasHeadBytes = false;
    bool m_hasAsked = false;
    bool m_isProcessing = false;
    bool m_isSending = false;
    bool m_closeAfter = false;
    /// More of the refused request may still come.
    bool m_hasUnread = false;
};

} // namespace explorer::http
