#pragma once

#include "core/api/search.h"
#include "ui/models/textspan.h"

#include <QString>

#include <string_view>

namespace explorer::ui
{

/// One field of a document as it is shown: the elements of an array joined by ", ".
struct DocumentValue {
    enum class Kind : std::uint8_t { Text, Number, Boolean, Null };
    QString path;
    QString text;
    Kind kind = Kind::Text;
    /// Where each element begins in `text`, in UTF-16 units.
    std::vector<int> elementStarts;
};

/// A document's JSON as flat values by dotted path, in the document's own order; arrays of objects are
/// flattened into their paths as the index does it. Never fails: what is no JSON object has no values.
class DocumentValues
{
public:
    static DocumentValues fromJson(std::string_view json);
    [[nodiscard]] const std::vector<DocumentValue> &values() const { return m_values; }
    [[nodiscard]] const DocumentValue *find(const QString &path) const;
    /// Spans of the contract (code points within an element) as spans of `value.text`.
    static TextSpans spans(const DocumentValue &value, const std::vector<api::HighlightSpan> &highlights);

private:
    std::vector<DocumentValue> m_values;
};

} // namespace explorer::ui
