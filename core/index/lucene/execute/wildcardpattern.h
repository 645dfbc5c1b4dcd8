#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::index
{

/// `*` and `?` over a whole text; `\` makes the next character literal. A `?` is one code point. A pattern
/// without `?` is matched by searching its literals one after the other.
class WildcardPattern
{
public:
    explicit WildcardPattern(std::string_view pattern);
    [[nodiscard]] bool matches(std::string_view text) const;
    /// What every match begins with.
    [[nodiscard]] const std::string &prefix() const { return m_literals.front(); }
    /// Everything that begins with prefix() matches.
    [[nodiscard]] bool isPrefix() const { return m_isPrefix; }

private:
    enum class Kind : std::uint8_t { Byte, One, Any };
    struct Step {
        Kind kind;
        char byte;
    };
    [[nodiscard]] bool matchesLiterals(std::string_view text) const;
    [[nodiscard]] bool matchesSteps(std::string_view text) const;

    std::vector<Step> m_steps;
    /// Between the stars, or up to the first `?`.
    std::vector<std::string> m_literals{1};
    bool m_hasOne = false;
    bool m_isPrefix = false;
};

} // namespace explorer::index
