#pragma once

#include "server/http/networkworker_p.h"

#include <QTcpServer>

namespace explorer::http
{

/// Accepts connections on the first network thread, refuses those over a limit, and hands the others round to
/// the workers.
class Listener final : public QTcpServer
{
public:
    explicit Listener(std::vector<NetworkWorker *> workers);

    /// InvalidArgument ("listen_address"), Unavailable ("address_in_use"), PermissionDenied
    /// ("listen_denied").
    Result<void> open(const std::string &address, std::uint16_t port);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void refuse(int descriptor, ConnectionLedger::Entry entry) const;

    std::vector<NetworkWorker *> m_workers;
    std::size_t m_next = 0;
};

} // namespace explorer::http
