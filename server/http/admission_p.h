#pragma once

#include "server/http/exchange_p.h"
#include "server/http/requestparser_p.h"

namespace explorer::http
{

/// Decides on a request when only its head is known, before memory is taken for its body: host, method,
/// route, encodings, length. Fills the exchange as far as it comes, so that a refusal is logged and answered
/// with what is known.
Result<void> admit(ParsedHead head, const std::string &localAddress, Exchange &exchange);

} // namespace explorer::http
