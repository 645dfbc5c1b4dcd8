#pragma once

#include "core/index/lucene/lucene_p.h"

namespace explorer::index
{

/// What both writers ask of the library's: no compound files, merges by size on several threads.
void setWriterOptions(const Lucene::IndexWriterPtr &writer);

/// A term analyser that is never used: tokens come ready.
Lucene::AnalyzerPtr unusedAnalyzer();

} // namespace explorer::index
