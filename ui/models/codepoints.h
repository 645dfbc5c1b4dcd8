#pragma once

#include <QStringView>

namespace explorer::ui
{

/// The contract counts Unicode code points, Qt counts UTF-16 units. Positions past the end give the end.
/// Linear.
inline qsizetype utf16Position(QStringView text, std::size_t codePoints)
{
    qsizetype at = 0;
    for (; codePoints > 0 && at < text.size(); --codePoints)
        at += text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate() ? 2 : 1;
    return at;
}

inline std::size_t codePointPosition(QStringView text, qsizetype utf16)
{
    std::size_t count = 0;
    for (qsizetype at = 0; at < utf16 && at < text.size(); ++count)
        at += text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate() ? 2 : 1;
    return count;
}

} // namespace explorer::ui
