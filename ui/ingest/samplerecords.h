#pragma once

#include "core/api/batchreader.h"
#include "core/api/documents.h"

#include <QByteArray>

namespace explorer::ui
{

/// The whole records at the beginning of a file as JSON objects, at most 200; CSV rows become objects of
/// strings by their header. For JSON and what cannot be read, what the server gave as samples.
std::vector<std::string> sampleRecords(const QByteArray &head, api::DocumentFormat format, char delimiter,
                                       const std::vector<std::string> &fallback);

} // namespace explorer::ui
