#pragma once

#include "core/api/batchreader.h"
#include "core/api/schema.h"
#include "core/ingest/record.h"

#include "core/base/result.h"

#include <vector>

namespace explorer::ingest
{

/// The first stage: a body as records with their lines. The views point into `body`.
/// InvalidArgument: "too_large" (more than `recordLimit` records), "csv_header", "syntax" (a JSON body that
/// is empty).
Result<std::vector<Record>> readRecords(api::DocumentFormat format, std::string_view body,
                                        const api::Schema &schema, int recordLimit, int inferenceSample);

} // namespace explorer::ingest
