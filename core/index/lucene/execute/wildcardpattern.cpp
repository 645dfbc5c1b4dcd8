#include "core/index/lucene/execute/wildcardpattern.h"

namespace explorer::index
{
namespace
{

bool isContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::size_t codePointEnd(std::string_view text, std::size_t at)
{
    do
        ++at;
    while (at < text.size() && isContinuation(text[at]));
    return at;
}

} // namespace

WildcardPattern::WildcardPattern(std::string_view pattern)
{
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char byte = pattern[i];
        if (byte == '*' || byte == '?') {
            m_hasOne = m_hasOne || byte == '?';
            m_steps.push_back({byte == '*' ? Kind::Any : Kind::One, byte});
            m_literals.emplace_back();
            continue;
        }
        if (byte == '\\' && i + 1 < pattern.size())
            ++i;
        m_steps.push_back({Kind::Byte, pattern[i]});
        m_literals.back().push_back(pattern[i]);
    }
    m_isPrefix = !m_hasOne && m_literals.size() > 1 &&
                 m_steps.size() == m_literals.front().size() + m_literals.size() - 1;
}

bool WildcardPattern::matches(std::string_view text) const
{
    if (!text.starts_with(m_literals.front()))
        return false;
    return m_isPrefix || (m_hasOne ? matchesSteps(text) : matchesLiterals(text));
}

bool WildcardPattern::matchesLiterals(std::string_view text) const
{
    if (m_literals.size() == 1)
        return text == m_literals.front();
    const std::string &suffix = m_literals.back();
    std::size_t at = m_literals.front().size();
    if (text.size() < at + suffix.size() || !text.ends_with(suffix))
        return false;
    text.remove_suffix(suffix.size());
    // The first place of each leaves the most room for the next.
    for (std::size_t i = 1; i + 1 < m_literals.size(); ++i) {
        const std::size_t found = text.find(m_literals[i], at);
        if (found == std::string_view::npos)
            return false;
        at = found + m_literals[i].size();
    }
    return true;
}

bool WildcardPattern::matchesSteps(std::string_view text) const
{
    std::size_t at = 0;
    std::size_t step = 0;
    std::size_t lastAny = m_steps.size();
    std::size_t retryAt = 0;
    while (at < text.size()) {
        if (step < m_steps.size() && m_steps[step].kind == Kind::Any) {
            lastAny = step++;
            retryAt = at;
        } else if (step < m_steps.size() && m_steps[step].kind == Kind::One) {
            at = codePointEnd(text, at);
            ++step;
        } else if (step < m_steps.size() && m_steps[step].byte == text[at]) {
            ++at;
            ++step;
        } else if (lastAny < m_steps.size()) {
            // The last `*` takes one more code point.
            retryAt = codePointEnd(text, retryAt);
            at = retryAt;
            step = lastAny + 1;
        } else {
            return false;
        }
    }
    while (step < m_steps.size() && m_steps[step].kind == Kind::Any)
        ++step;
    return step == m_steps.size();
}

} // namespace explorer::index
