#pragma once

#include "core/api/inputformat.h"
#include "core/api/schema.h"
#include "core/ingest/record.h"

#include "core/base/clock.h"
#include "core/base/result.h"

#include <vector>

namespace explorer::ingest
{

struct IngestSettings;

/// The first stage: a body as records with their lines. The views point into `body`; `now` tells the year of
/// log times that lack it. InvalidArgument: "too_large" (more records than a batch takes), "csv_header",
/// "log_pattern", "syntax" (a JSON body that is empty, or an array that is not closed).
Result<std::vector<Record>> readRecords(const api::InputFormat &format, std::string_view body,
                                        const api::Schema &schema, const IngestSettings &settings,
                                        UnixMillis now);

} // namespace explorer::ingest
