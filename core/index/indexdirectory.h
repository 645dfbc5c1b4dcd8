#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>

namespace explorer::index
{

/// Where one collection's indexes are kept: a numbered directory an index, and the file CURRENT that names
/// the one in use. One thread.
class IndexDirectory
{
public:
    explicit IndexDirectory(std::filesystem::path root) : m_root(std::move(root)) {}
    /// The index in use; a new, not yet existing one where CURRENT is missing or names none.
    [[nodiscard]] std::filesystem::path current();
    /// A name never used before, for an index that is being built.
    [[nodiscard]] std::filesystem::path next() const;
    /// Makes `directory` the one in use, atomically, and removes all others.
    [[nodiscard]] Result<void> use(const std::filesystem::path &directory) const;
    void removeAllBut(const std::filesystem::path &kept) const;
    void remove() const;
    [[nodiscard]] std::uintmax_t sizeBytes() const;

private:
    std::filesystem::path m_root;
};

} // namespace explorer::index
