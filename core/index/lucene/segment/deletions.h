#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace explorer::index
{

/// Which documents of a segment are deleted; in a view it never changes, the writer copies before it sets
/// more.
class Deletions
{
public:
    explicit Deletions(int documents);
    /// A `.del` file as the library writes it, packed or as gaps. Corrupt where it is not one for `documents`
    /// documents.
    static Result<Deletions> read(const std::filesystem::path &path, int documents);
    /// Byte for byte as the library would. Not synced.
    [[nodiscard]] Result<void> write(const std::filesystem::path &path) const;

    [[nodiscard]] bool contains(int document) const
    {
        const auto index = static_cast<std::size_t>(document);
        return ((m_words[index / 64] >> (index % 64)) & 1U) != 0;
    }
    /// True where it was not deleted before.
    bool insert(int document);
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] int documents() const { return m_documents; }
    /// Bit i of word i / 64.
    [[nodiscard]] std::span<const std::uint64_t> words() const { return m_words; }

private:
    std::vector<std::uint64_t> m_words;
    int m_documents = 0;
    int m_count = 0;
};

} // namespace explorer::index
