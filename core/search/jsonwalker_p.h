#pragma once

#include <string>
#include <string_view>

namespace explorer::search
{

/// Walks valid JSON text without building a tree: re-serialising would change numbers and escapes. Never
/// reads past the end of other text.
class JsonWalker
{
protected:
    explicit JsonWalker(std::string_view json) : m_json(json) {}
    [[nodiscard]] char peek() const { return m_at < m_json.size() ? m_json[m_at] : '\0'; }
    void skipBlanks();
    /// With its quotes, as it stands.
    std::string_view takeString();
    void skipValue();
    std::string_view takeValue();
    /// What a string as it stands says; empty where it is none.
    static std::string textOf(std::string_view raw);

    std::string_view m_json;
    std::size_t m_at = 0;
};

} // namespace explorer::search
