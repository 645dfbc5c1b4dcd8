#pragma once

#include "core/ingest/record.h"

#include <vector>

namespace explorer::ingest
{

/// The problems of the records by stage, code, rule and pointer pattern; the most frequent first.
std::vector<api::ErrorGroup> groupProblems(const std::vector<Record> &records);

} // namespace explorer::ingest
