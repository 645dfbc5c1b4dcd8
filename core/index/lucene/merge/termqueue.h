#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace explorer::index
{

/// The sources of a merge by their current terms, least first, then by their order. A heap; terms are
/// compared by their first eight bytes where these differ.
class TermQueue
{
public:
    void push(std::string_view term, std::uint32_t source);
    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }
    [[nodiscard]] std::string_view leastTerm() const { return m_entries.front().term; }
    /// Takes the first source out.
    std::uint32_t pop();

private:
    struct Entry {
        std::uint64_t prefix;
        std::string_view term;
        std::uint32_t source;
    };
    static bool isAfter(const Entry &left, const Entry &right);

    std::vector<Entry> m_entries;
};

} // namespace explorer::index
