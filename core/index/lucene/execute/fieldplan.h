#pragma once

#include "core/api/schema.h"
#include "core/index/lucene/execute/bm25.h"
#include "core/index/lucene/execute/indexview.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::index
{

/// A term in all segments of a view.
struct FoundTerm {
    static constexpr std::uint32_t kNone = UINT32_MAX;
    /// By segment; kNone where it is not.
    std::vector<std::uint32_t> ordinals;
    std::int64_t documentFrequency = 0;
};

/// What one search knows of one field: its terms in every segment, looked up once, and its lengths. One
/// search, one thread; the view outlives it.
class FieldPlan
{
public:
    /// `indexedName` as the index names it.
    FieldPlan(const IndexView &view, std::string indexedName, bool isText);

    [[nodiscard]] const std::string &indexedName() const { return m_indexedName; }
    [[nodiscard]] bool isText() const { return m_isText; }
    /// Null where the segment has none.
    [[nodiscard]] const FieldTerms *terms(std::size_t segment) const { return m_terms[segment]; }
    /// `text` as the writer makes terms. Stays valid.
    const FoundTerm &find(std::string_view text);
    /// Of a text field.
    [[nodiscard]] FieldLengths lengths();
    /// By norm byte, made when it is first asked for.
    const Bm25::LengthFactors &lengthFactors(const api::Similarity &similarity);

private:
    const IndexView &m_view;
    std::string m_indexedName;
    bool m_isText;
    std::vector<const FieldTerms *> m_terms;
    std::map<std::string, FoundTerm, std::less<>> m_found;
    std::optional<FieldLengths> m_lengths;
    std::optional<Bm25::LengthFactors> m_lengthFactors;
};

} // namespace explorer::index
