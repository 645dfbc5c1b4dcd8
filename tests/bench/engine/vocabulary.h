#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace explorer::bench
{

/// The terms of the bodies and how many documents have each.
class Vocabulary
{
public:
    /// A document's tokens, joined by spaces.
    void addDocument(std::string_view body);
    /// Sorts; after the last document.
    void finish();

    struct Entry {
        std::string term;
        std::uint32_t documents = 0;
        /// Which characters occur, folded to 64.
        std::uint64_t signature = 0;
    };
    /// By term.
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }
    [[nodiscard]] std::uint32_t documentsWith(const std::string &term) const;
    [[nodiscard]] std::size_t countWithPrefix(const std::string &prefix) const;
    /// `prefix*suffix`.
    [[nodiscard]] std::size_t countBetween(const std::string &prefix, const std::string &suffix) const;
    /// Terms within an optimal string alignment distance; ASCII words.
    [[nodiscard]] std::size_t countNear(const std::string &word, int distance) const;

private:
    struct Count {
        std::uint32_t documents = 0;
        std::uint32_t last = 0;
    };
    std::unordered_map<std::string, Count> m_counts;
    std::vector<Entry> m_entries;
    std::uint32_t m_document = 0;
};

} // namespace explorer::bench
