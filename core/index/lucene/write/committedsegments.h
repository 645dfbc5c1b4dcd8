#pragma once

#include "core/index/lucene/lucene_p.h"
#include "core/index/lucene/write/segmentwriter.h"

#include <filesystem>
#include <vector>

namespace explorer::index
{

/// Opens the segments that `infos` lists, with their deletions. `known`: segments of this directory that are
/// open already and still named so. Throws IndexFailure (Corrupt) where one does not fit or has what this
/// index never writes.
std::vector<SegmentState> openSegments(const Lucene::SegmentInfosPtr &infos,
                                       const std::filesystem::path &directory,
                                       const std::vector<SegmentState> &known);

/// The segments of one commit. Throws what the library throws, too.
std::vector<SegmentState> openCommit(const Lucene::DirectoryPtr &luceneDirectory,
                                     const std::filesystem::path &directory, const std::string &segmentsFile);

} // namespace explorer::index
