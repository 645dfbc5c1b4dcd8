#include "core/index/lucene/execute/fieldplan.h"

namespace explorer::index
{

FieldPlan::FieldPlan(const IndexView &view, std::string indexedName, bool isText)
    : m_view(view), m_indexedName(std::move(indexedName)), m_isText(isText)
{
    m_terms.reserve(view.segments().size());
    for (const SegmentState &state : view.segments())
        m_terms.push_back(state.segment->terms(m_indexedName));
}

const FoundTerm &FieldPlan::find(std::string_view text)
{
    const auto known = m_found.find(text);
    if (known != m_found.end())
        return known->second;
    FoundTerm found;
    found.ordinals.reserve(m_terms.size());
    for (const FieldTerms *terms : m_terms) {
        const auto ordinal = terms != nullptr ? terms->find(text) : std::nullopt;
        found.ordinals.push_back(ordinal.value_or(FoundTerm::kNone));
        if (ordinal)
            found.documentFrequency += terms->postings(*ordinal).documentFrequency;
    }
    return m_found.emplace(text, std::move(found)).first->second;
}

FieldLengths FieldPlan::lengths()
{
    if (m_lengths)
        return *m_lengths;
    m_lengths.emplace();
    for (const SegmentState &state : m_view.segments()) {
        const FieldLengths lengths = state.segment->columns().lengths(m_indexedName);
        m_lengths->tokens += lengths.tokens;
        m_lengths->documents += lengths.documents;
    }
    return *m_lengths;
}

const Bm25::LengthFactors &FieldPlan::lengthFactors(const api::Similarity &similarity)
{
    if (!m_lengthFactors) {
        const FieldLengths sum = lengths();
        m_lengthFactors = Bm25::lengthFactors(sum.tokens, sum.documents, similarity);
    }
    return *m_lengthFactors;
}

} // namespace explorer::index
