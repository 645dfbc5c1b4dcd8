#include "server/http/connection_p.h"

#include "server/http/admission_p.h"
#include "server/http/networkworker_p.h"
#include "server/http/responsewriter_p.h"

#include <QHostAddress>
#include <QSslSocket>

#include <sys/socket.h>

namespace explorer::http
{
namespace
{

constexpr std::size_t kReadBytes = 64 * 1024;
constexpr qint64 kWriteAheadBytes = 256 * 1024;
/// Chunk sizes, extensions and trailers that may wait for their end.
constexpr std::size_t kChunkOverheadBytes = 8 * 1024;
constexpr std::chrono::seconds kLinger{2};

using std::chrono::milliseconds;
using std::chrono::steady_clock;

} // namespace

Connection::Connection(NetworkWorker &worker, std::uint64_t id, std::unique_ptr<QTcpSocket> socket,
                       std::string address)
    : m_worker(worker), m_id(id), m_socket(socket.release()), m_address(std::move(address)),
      m_since(steady_clock::now()), m_scanner(worker.core()->settings)
{
    m_socket->setParent(this);
}

// May come after the worker's end, whose event loop deletes late: nothing of it is touched.
Connection::~Connection() = default;

const HttpSettings &Connection::settings() const { return m_worker.core()->settings; }

void Connection::begin()
{
    m_socket->setReadBufferSize(kReadBytes);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    QHostAddress local = m_socket->localAddress();
    bool isV4 = false;
    if (const quint32 v4 = local.toIPv4Address(&isV4); isV4)
        local = QHostAddress(v4);
    m_localAddress = local.toString().toStdString();
    connect(m_socket, &QTcpSocket::readyRead, this, &Connection::process);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &Connection::onBytesWritten);
    connect(m_socket, &QTcpSocket::disconnected, this, &Connection::onDisconnected);
    if (auto *tls = qobject_cast<QSslSocket *>(m_socket)) {
        m_state = State::Handshake;
        connect(tls, &QSslSocket::encrypted, this, &Connection::onEncrypted);
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &Connection::onBytesWritten);
        connect(tls, &QSslSocket::errorOccurred, this, [this] {
            if (m_state == State::Handshake)
                abort();
        });
        tls->setSslConfiguration(*m_worker.core()->tls);
        tls->startServerEncryption();
    }
}

void Connection::onEncrypted()
{
    m_state = State::Head;
    m_since = steady_clock::now();
    process();
}

void Connection::process()
{
    if (m_isProcessing)
        return;
    m_isProcessing = true;
    bool goesOn = true;
    while (goesOn) {
        switch (m_state) {
        case State::Head:
            goesOn = readHead();
            break;
        case State::Body:
            goesOn = readBody();
            break;
        case State::Lingering:
            discard();
            goesOn = false;
            break;
        default:
            goesOn = false;
        }
    }
    m_isProcessing = false;
}

bool Connection::fill()
{
    if (m_consumed > 0) {
        m_in.erase(0, m_consumed);
        m_consumed = 0;
    }
    const auto available = static_cast<std::size_t>(std::max<qint64>(0, m_socket->bytesAvailable()));
    const std::size_t wanted = std::min(available, kReadBytes);
    if (wanted == 0)
        return false;
    const std::size_t before = m_in.size();
    m_in.resize(before + wanted);
    const qint64 got = m_socket->read(m_in.data() + before, static_cast<qint64>(wanted));
    m_in.resize(before + static_cast<std::size_t>(std::max<qint64>(0, got)));
    m_bodyWireBytes += std::max<qint64>(0, got);
    return got > 0;
}

bool Connection::readHead()
{
    // An empty line before a request is an old client's habit (RFC 9112, 2.2).
    while (!m_hasHeadBytes && pending().substr(0, 2) == "\r\n")
        m_consumed += 2;
    const std::string_view data = pending();
    if (!data.empty() && data != "\r") {
        if (!m_hasHeadBytes) {
            m_hasHeadBytes = true;
            m_since = steady_clock::now();
        }
        const HeadScanner::Verdict verdict = m_scanner.scan(data);
        if (verdict == HeadScanner::Verdict::Complete) {
            startRequest(data.substr(0, m_scanner.headBytes()));
            return true;
        }
        if (verdict != HeadScanner::Verdict::More) {
            refuseHead(verdict);
            return true;
        }
    }
    return fill();
}

void Connection::startRequest(std::string_view head)
{
    m_exchange = std::make_shared<Exchange>(m_worker.core());
    m_exchange->request.clientAddress = m_address;
    m_consumed += head.size();
    m_scanner.reset();
    m_hasHeadBytes = false;
    m_hasAsked = true;
    auto parsed = m_parser.parseHead(head);
    if (!parsed) {
        refuse(parsed.error(), true);
        return;
    }
    const bool hasBody = parsed->hasBody();
    if (auto admitted = admit(std::move(*parsed), m_localAddress, *m_exchange); !admitted) {
        refuse(admitted.error(), hasBody || m_exchange->closeAfter);
        return;
    }
    if (auto refusal = m_worker.core()->turnAway(*m_exchange)) {
        const std::shared_ptr<Exchange> exchange = m_exchange;
        m_hasUnread = hasBody;
        send(*exchange, std::move(*refusal), hasBody || exchange->closeAfter);
        return;
    }
    if (!hasBody) {
        dispatch();
        return;
    }
    m_state = State::Body;
    m_since = steady_clock::now();
    m_bodyWireBytes = static_cast<std::int64_t>(pending().size());
    m_parser.limitBody(static_cast<std::uint64_t>(m_exchange->route->bodyLimitBytes));
    m_gzip = m_exchange->bodyIsGzip
                 ? std::make_unique<GzipReader>(static_cast<std::uint64_t>(m_exchange->route->bodyLimitBytes))
                 : nullptr;
    if (m_exchange->awaitsContinue && pending().empty()) {
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        m_socket->flush();
    }
}

bool Connection::readBody()
{
    if (!pending().empty()) {
        auto taken = takeBody();
        if (taken && m_parser.isDone())
            taken = finishBody();
        if (!taken) {
            refuse(taken.error(), true);
            return true;
        }
        if (m_parser.isDone()) {
            dispatch();
            return true;
        }
    }
    return fill();
}

Result<void> Connection::takeBody()
{
    std::string &body = m_exchange->request.body;
    const std::size_t before = body.size();
    std::string packed;
    auto used = m_parser.putBody(pending(), m_gzip ? packed : body);
    if (!used)
        return fail(std::move(used.error()));
    m_consumed += *used;
    if (m_gzip) {
        if (auto unpacked = m_gzip->put(packed, body); !unpacked)
            return unpacked;
    }
    if (!m_exchange->charge(body.size() - before))
        return fail(ErrorCode::ResourceExhausted, "bodies_limit",
                    "The server holds as many request bodies as it may. Try again in a second.");
    if (!m_parser.isDone() && pending().size() > kChunkOverheadBytes)
        return fail(ErrorCode::InvalidArgument, "malformed_request",
                    "A chunk's size line or the trailers are over 8 KiB long.");
    return {};
}

Result<void> Connection::finishBody()
{
    if (!m_gzip)
        return {};
    const std::unique_ptr<GzipReader> reader = std::move(m_gzip);
    return reader->finish();
}

void Connection::dispatch()
{
    m_state = State::Running;
    m_since = steady_clock::now();
    const std::shared_ptr<Exchange> exchange = m_exchange;
    const std::shared_ptr<ServerCore> &core = m_worker.core();
    exchange->request.deadline = Deadline::after(exchange->route->deadline);
    m_running = exchange->request.cancel;
    if (exchange->route->runOn == RunOn::Inline) {
        ++core->activeRequests;
        Response response = core->run(*exchange);
        --core->activeRequests;
        send(*exchange, std::move(response), exchange->closeAfter);
        return;
    }
    if (m_worker.runOnPool(m_id, exchange))
        return;
    Error full = makeError(ErrorCode::Unavailable, "overloaded",
                           "The server has more requests than it can work on. Try again in a second.");
    refuse(full, exchange->closeAfter);
}

void Connection::deliver(const std::shared_ptr<Exchange> &exchange, Response response)
{
    if (m_state != State::Running || exchange != m_exchange)
        return;
    send(*exchange, std::move(response), exchange->closeAfter);
    process();
}

void Connection::refuseHead(HeadScanner::Verdict verdict)
{
    m_exchange = std::make_shared<Exchange>(m_worker.core());
    if (verdict == HeadScanner::Verdict::LineTooLong)
        refuse(makeError(ErrorCode::InvalidArgument, "target_too_long",
                         "The request line is over " + std::to_string(settings().requestLineLimitBytes) +
                             " bytes. Send a long query as POST search."),
               true);
    else if (verdict == HeadScanner::Verdict::HeadersTooLarge)
        refuse(makeError(ErrorCode::InvalidArgument, "headers_too_large",
                         "The request has more than " + std::to_string(settings().headerCountLimit) +
                             " headers or " + std::to_string(settings().headerLimitBytes) +
                             " bytes of them."),
               true);
    else
        refuse(makeError(ErrorCode::InvalidArgument, "malformed_request",
                         "The request's head breaks the rules of HTTP/1.1: a bare line feed, a folded header "
                         "or binary data."),
               true);
}

void Connection::refuse(const Error &error, bool closeAfter)
{
    if (!m_exchange)
        m_exchange = std::make_shared<Exchange>(m_worker.core());
    if (m_exchange->request.requestId.empty())
        m_exchange->request.requestId = requestIdFor({});
    Response response = problem(error, m_exchange->request);
    if (!m_exchange->allowed.empty())
        response.withHeader("Allow", m_exchange->allowed);
    prepareResponse(response, *m_exchange);
    m_gzip.reset();
    m_hasUnread = closeAfter;
    const std::shared_ptr<Exchange> exchange = m_exchange;
    send(*exchange, std::move(response), closeAfter);
}

void Connection::send(Exchange &exchange, Response response, bool closeAfter)
{
    m_closeAfter = closeAfter || m_worker.core()->draining;
    exchange.chargeAnswer(response);
    m_chargedBytes = std::exchange(exchange.chargedAnswerBytes, 0);
    m_worker.core()->record(exchange, response.status, response.body.size());
    std::string head = writeHead(response, exchange, m_closeAfter);
    if (response.next && !exchange.isHead)
        beginStream(m_exchange, response);
    m_state = State::Writing;
    m_since = steady_clock::now();
    m_sent = 0;
    m_out.clear();
    if (exchange.isHead)
        response.body.clear();
    if (response.body.size() < kReadBytes)
        head += response.body;
    else
        m_out = std::move(response.body);
    m_isSending = true;
    m_socket->write(head.data(), static_cast<qint64>(head.size()));
    m_exchange.reset();
    pump();
    m_isSending = false;
    if (m_state != State::Writing)
        return;
    if (isAnswerOut())
        finishAnswer();
    else
        askForPiece();
}

void Connection::releaseAnswer()
{
    m_worker.core()->answerBytes -= m_chargedBytes;
    m_chargedBytes = 0;
}

qint64 Connection::unsent() const
{
    qint64 bytes = m_socket->bytesToWrite();
    if (const auto *tls = qobject_cast<const QSslSocket *>(m_socket))
        bytes += tls->encryptedBytesToWrite();
    return bytes;
}

void Connection::pump()
{
    do {
        while (m_state == State::Writing && m_sent < m_out.size() && unsent() < kWriteAheadBytes) {
            const std::size_t count = std::min(m_out.size() - m_sent, kReadBytes);
            m_socket->write(m_out.data() + m_sent, static_cast<qint64>(count));
            m_sent += count;
        }
    } while (m_socket->flush() && m_state == State::Writing && m_sent < m_out.size());
}

void Connection::onBytesWritten()
{
    if (m_isSending || m_state != State::Writing)
        return;
    m_since = steady_clock::now();
    m_isSending = true;
    pump();
    m_isSending = false;
    if (m_state != State::Writing)
        return;
    if (!isAnswerOut())
        return askForPiece();
    finishAnswer();
    process();
}

void Connection::finishAnswer()
{
    endStream("whole");
    releaseAnswer();
    m_out = {};
    m_sent = 0;
    m_since = steady_clock::now();
    if (!m_closeAfter && !m_worker.core()->draining) {
        m_state = State::Head;
        return;
    }
    if (m_hasUnread || !pending().empty() || m_socket->bytesAvailable() > 0)
        linger();
    else
        close();
}

void Connection::linger()
{
    // Closing with bytes unread makes the kernel send a reset, which can overtake the answer at the client.
    m_state = State::Lingering;
    m_in = {};
    m_consumed = 0;
    if (!qobject_cast<QSslSocket *>(m_socket))
        ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
    discard();
}

void Connection::discard()
{
    while (m_state == State::Lingering && m_socket->bytesAvailable() > 0)
        m_socket->skip(kReadBytes);
}

bool Connection::isBodyTooSlow(TimePoint now) const
{
    const auto elapsed = std::chrono::duration_cast<milliseconds>(now - m_since).count();
    if (elapsed > settings().bodyDeadlineMillis)
        return true;
    return elapsed > settings().headerDeadlineMillis &&
           m_bodyWireBytes * 1000 < static_cast<std::int64_t>(settings().bodyLeastBytesPerSecond) * elapsed;
}

void Connection::checkDeadlines(TimePoint now)
{
    const auto elapsed = now - m_since;
    const milliseconds head(settings().headerDeadlineMillis);
    const milliseconds idle(settings().idleMillis);
    // Who has not asked for anything yet gets the time of a head, not that of a pause.
    const milliseconds silence = m_hasAsked ? idle : head;
    const auto timedOut = [this](std::string message) {
        refuse(makeError(ErrorCode::DeadlineExceeded, "request_timeout", std::move(message)), true);
    };
    if (m_state == State::Handshake && elapsed > head)
        abort();
    else if (m_state == State::Head && m_hasHeadBytes && elapsed > head)
        timedOut("The request's headers did not come in time.");
    else if (m_state == State::Head && !m_hasHeadBytes && elapsed > silence)
        close();
    else if (m_state == State::Body && isBodyTooSlow(now))
        timedOut("The request's body came too slowly.");
    else if (m_state == State::Writing && m_stream)
        checkStream(elapsed > idle);
    else if (m_state == State::Writing && elapsed > idle)
        abort();
    else if (m_state == State::Lingering && elapsed > kLinger)
        abort();
}

void Connection::drain()
{
    process();
    if (m_state == State::Handshake)
        abort();
    else if (m_state == State::Head && !m_hasHeadBytes)
        close();
}

void Connection::close()
{
    if (m_state == State::Gone)
        return;
    m_socket->disconnectFromHost();
    if (m_socket->state() == QAbstractSocket::UnconnectedState)
        onDisconnected();
    else
        m_state = State::Lingering;
}

void Connection::abort()
{
    if (m_state == State::Gone)
        return;
    m_socket->abort();
    onDisconnected();
}

void Connection::onDisconnected()
{
    if (m_state == State::Gone)
        return;
    m_state = State::Gone;
    m_running.cancel();
    m_exchange.reset();
    endStream("client_gone");
    releaseAnswer();
    m_worker.retire(*this);
}

} // namespace explorer::http
