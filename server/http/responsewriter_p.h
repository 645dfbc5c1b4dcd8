#pragma once

#include "server/http/exchange_p.h"

namespace explorer::http
{

/// Packs the body where the client takes gzip and it is worth it, and drops header lines that would break the
/// framing. Any thread.
void prepareResponse(Response &response, const Exchange &exchange);

/// Status line, headers and empty line of a prepared response.
std::string writeHead(const Response &response, const Exchange &exchange, bool closeAfter);

/// The request id to answer with: the client's where it is sane, else a new one.
std::string requestIdFor(std::string_view fromClient);

} // namespace explorer::http
