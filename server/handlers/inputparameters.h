#pragma once

#include "core/ingest/ingestservice.h"
#include "server/http/router.h"

namespace explorer::gateway
{

/// `format`, `delimiter`, `quote`, `header`, `pattern` and `encoding` of a request: how a text is to be read.
/// What is left out is to be found by looking.
Result<ingest::DetectionWish> inputWish(const http::Request &request);

/// The same for a body that is to be stored: its Content-Type says the format where the parameter does not.
struct BodyFormat {
    api::InputFormat format;
    /// Empty: UTF-8.
    std::string encoding;
};
Result<BodyFormat> bodyFormat(const http::Request &request);

} // namespace explorer::gateway
