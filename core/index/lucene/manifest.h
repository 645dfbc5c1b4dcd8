#pragma once

#include "core/base/result.h"
#include "core/index/searchindex.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace explorer::index
{

/// What a commit consists of, written beside the index after each one: only a commit that the manifest names
/// counts, so it is also where the commit's point is kept. Files are write-once; each has its size and its
/// BLAKE2b-256.
struct Manifest {
    struct File {
        std::int64_t sizeBytes = 0;
        std::string hash;
        bool operator==(const File &) const = default;
    };
    struct Commit {
        /// `segments_N`.
        std::string segmentsFile;
        CommitPoint point;
        std::vector<std::string> files;
    };
    /// Newest first; at most two.
    std::vector<Commit> commits;
    std::map<std::string, File> files;

    /// Nothing where there is no manifest; Corrupt where it cannot be read.
    static Result<std::optional<Manifest>> load(const std::filesystem::path &directory);
    /// Atomic and durable, with the directory's entries.
    [[nodiscard]] Result<void> save(const std::filesystem::path &directory) const;

    /// Puts a commit in front, hashes its files that are not known yet, and forgets the third and its files.
    Result<void> add(const std::filesystem::path &directory, Commit commit);
};

Result<Manifest::File> hashFile(const std::filesystem::path &path);

/// Reads every file of the newest commit; where one does not hold, the one before. What belongs to neither is
/// removed where it would be taken for a commit (a newer segments_N). Gives the manifest as it then is, or
/// nothing where the directory holds no index yet. Corrupt where no commit holds.
Result<std::optional<Manifest>> verifyDirectory(const std::filesystem::path &directory);

} // namespace explorer::index
