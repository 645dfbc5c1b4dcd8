#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::http
{

/// Which Host a request may name: the address listened on with its port, `localhost` where that is a loopback
/// address, and the configured names. It keeps a page of another site from reaching the server under its own
/// name (DNS rebinding).
class HostPolicy
{
public:
    HostPolicy() = default;
    /// `hosts` with a port stand for that port, without one for any.
    HostPolicy(const std::vector<std::string> &hosts, std::uint16_t port, bool isTls);

    /// `localAddress` is the one the connection came in on, `127.0.0.1` or `::1`.
    [[nodiscard]] bool allows(std::string_view authority, const std::string &localAddress) const;

private:
    std::set<std::string, std::less<>> m_hosts;
    std::uint16_t m_port = 0;
    bool m_isDefaultPort = false;
};

} // namespace explorer::http
