#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace explorer::ingest
{

/// A value's place in the text of a JSON document.
struct JsonSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Changes values in the text of a valid JSON document; everything else stays as it was written, byte for
/// byte. Linear in the text.
class JsonEdit
{
public:
    explicit JsonEdit(std::string json) : m_json(std::move(json)) {}

    /// By JSON pointer (RFC 6901).
    [[nodiscard]] std::optional<JsonSpan> find(std::string_view pointer) const;
    [[nodiscard]] std::string_view textAt(const JsonSpan &span) const
    {
        return std::string_view(m_json).substr(span.begin, span.end - span.begin);
    }
    /// Replaces the value or adds the member, with the objects above it where they are missing. False where
    /// something on the way is neither an object nor an array with that element.
    bool set(std::string_view pointer, std::string_view valueText);
    /// Takes the member or element out, with its comma. False where there is none.
    bool remove(std::string_view pointer);

    [[nodiscard]] const std::string &json() const { return m_json; }
    std::string take() && { return std::move(m_json); }

private:
    std::string m_json;
};

/// The dotted path of a schema's field as a JSON pointer; what begins with `/` is one already.
std::string pointerOfField(std::string_view field);

} // namespace explorer::ingest
