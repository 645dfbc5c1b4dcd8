#pragma once

#include "core/index/lucene/lucene_p.h"
#include "core/index/lucene/write/segmentwriter.h"

#include <set>
#include <string>

/// A commit's point and name, between us and the library.
namespace explorer::index
{

/// What a commit carries in its user data: sequence, generation, schema_hash.
Lucene::MapStringString commitData(const CommitPoint &point);
/// Its segments file and the files that the library knows of; no segments.
WrittenCommit describeCommit(const Lucene::IndexCommitPtr &commit);
std::set<std::wstring> wideNames(const std::set<std::string> &names);

} // namespace explorer::index
