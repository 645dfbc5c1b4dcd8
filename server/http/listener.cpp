#include "server/http/listener_p.h"

#include "server/http/responsewriter_p.h"

#include <QHostAddress>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace explorer::http
{
namespace
{

constexpr int kBacklog = 1024;
constexpr std::chrono::milliseconds kAcceptPause{100};

std::string peerAddress(int descriptor)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    if (::getpeername(descriptor, reinterpret_cast<sockaddr *>(&storage), &size) != 0)
        return {};
    char text[INET6_ADDRSTRLEN] = "";
    if (storage.ss_family == AF_INET) {
        ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in *>(&storage)->sin_addr, text, sizeof text);
        return text;
    }
    const in6_addr &v6 = reinterpret_cast<const sockaddr_in6 *>(&storage)->sin6_addr;
    if (IN6_IS_ADDR_V4MAPPED(&v6))
        ::inet_ntop(AF_INET, v6.s6_addr + 12, text, sizeof text);
    else
        ::inet_ntop(AF_INET6, &v6, text, sizeof text);
    return text;
}

} // namespace

Listener::Listener(std::vector<NetworkWorker *> workers) : m_workers(std::move(workers))
{
    setListenBacklogSize(kBacklog);
    // Out of file descriptors, Qt stops accepting for good unless it is told to go on.
    connect(this, &QTcpServer::acceptError, this,
            [this] { QTimer::singleShot(kAcceptPause, this, [this] { resumeAccepting(); }); });
}

Result<void> Listener::open(const std::string &address, std::uint16_t port)
{
    const QHostAddress host(QString::fromStdString(address == "localhost" ? "127.0.0.1" : address));
    if (host.isNull())
        return fail(ErrorCode::InvalidArgument, "listen_address",
                    address + " is no IP address to listen on. Use 127.0.0.1 for this machine only.");
    if (listen(host, port))
        return {};
    const std::string where = address + ":" + std::to_string(port);
    const std::string why = errorString().toStdString();
    if (serverError() == QAbstractSocket::SocketAccessError)
        return fail(ErrorCode::PermissionDenied, "listen_denied",
                    "This account may not listen on " + where + " (" + why + "). Take a port above 1023.");
    if (serverError() == QAbstractSocket::AddressInUseError)
        return fail(ErrorCode::Unavailable, "address_in_use",
                    "Another program listens on " + where + " already. End it, or take another port.");
    return fail(ErrorCode::Unavailable, "listen_failed",
                "The server cannot listen on " + where + ": " + why + ".");
}

void Listener::incomingConnection(qintptr descriptor)
{
    const std::shared_ptr<ServerCore> &core = m_workers.front()->core();
    std::string address = peerAddress(static_cast<int>(descriptor));
    const ConnectionLedger::Entry entry = core->ledger.enter(address);
    if (entry != ConnectionLedger::Entry::Taken) {
        refuse(static_cast<int>(descriptor), entry);
        return;
    }
    NetworkWorker *worker = m_workers[m_next++ % m_workers.size()];
    if (worker->thread() == thread()) {
        worker->adopt(descriptor, std::move(address));
        return;
    }
    worker->post([worker, descriptor, taken = std::move(address)] { worker->adopt(descriptor, taken); });
}

void Listener::refuse(int descriptor, ConnectionLedger::Entry entry) const
{
    const std::shared_ptr<ServerCore> &core = m_workers.front()->core();
    Exchange exchange(core);
    exchange.request.requestId = requestIdFor({});
    const Error error =
        entry == ConnectionLedger::Entry::Full
            ? makeError(ErrorCode::Unavailable, "connections_limit",
                        "The server has as many connections as it may. Try again in a second.")
            : makeError(
                  ErrorCode::ResourceExhausted, "connections_per_address",
                  "Your address has as many connections as it may. Close some, or try again in a second.");
    const Response response = problem(error, exchange.request);
    // To a TLS client an answer in the clear is noise.
    if (!core->tls) {
        const std::string answer = writeHead(response, exchange, true) + response.body;
        (void)::send(descriptor, answer.data(), answer.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        ::shutdown(descriptor, SHUT_WR);
        char sink[4096];
        (void)::recv(descriptor, sink, sizeof sink, MSG_DONTWAIT);
    }
    ::close(descriptor);
    core->record(exchange, response.status, response.body.size());
}

} // namespace explorer::http
