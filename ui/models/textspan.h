#pragma once

#include <QMetaType>

#include <vector>

namespace explorer::ui
{

/// A marked part of a shown text, in UTF-16 units.
struct TextSpan {
    enum class Kind : std::uint8_t { Highlight, Name } kind = Kind::Highlight;
    int start = 0;
    int length = 0;
    bool operator==(const TextSpan &) const = default;
};
using TextSpans = std::vector<TextSpan>;

} // namespace explorer::ui

Q_DECLARE_METATYPE(explorer::ui::TextSpans)
