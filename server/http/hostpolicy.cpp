#include "server/http/hostpolicy_p.h"

#include "server/http/text_p.h"

namespace explorer::http
{
namespace
{

/// Where the port's colon stands; npos without a port.
std::size_t portColon(std::string_view authority)
{
    const std::size_t colon = authority.rfind(':');
    const std::size_t bracket = authority.rfind(']');
    return bracket != std::string_view::npos && (colon == std::string_view::npos || colon < bracket)
               ? std::string_view::npos
               : colon;
}

bool isLoopback(const std::string &address) { return address == "::1" || address.rfind("127.", 0) == 0; }

} // namespace

HostPolicy::HostPolicy(const std::vector<std::string> &hosts, std::uint16_t port, bool isTls)
    : m_port(port), m_isDefaultPort(port == (isTls ? 443 : 80))
{
    for (const std::string &host : hosts)
        m_hosts.insert(toLower(host));
}

bool HostPolicy::allows(std::string_view authority, const std::string &localAddress) const
{
    const std::string lower = toLower(authority);
    const std::size_t colon = portColon(lower);
    const std::string_view host = std::string_view(lower).substr(0, colon);
    if (host.empty())
        return false;
    if (m_hosts.contains(lower) || m_hosts.contains(host))
        return true;
    const bool portFits = colon == std::string::npos
                              ? m_isDefaultPort
                              : std::string_view(lower).substr(colon + 1) == std::to_string(m_port);
    if (!portFits)
        return false;
    const bool isV6 = localAddress.find(':') != std::string::npos;
    return host == (isV6 ? "[" + localAddress + "]" : localAddress) ||
           (host == "localhost" && isLoopback(localAddress));
}

} // namespace explorer::http
