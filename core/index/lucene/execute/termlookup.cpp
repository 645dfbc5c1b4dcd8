#include "core/index/lucene/execute/termlookup.h"

#include "core/index/lucene/execute/alignmentdistance.h"
#include "core/index/lucene/interrupt.h"
#include "core/index/lucene/lucenetext.h"
#include "core/index/lucene/segment/fuzzyindex.h"

#include <algorithm>
#include <set>

namespace explorer::index
{
namespace
{

/// Of a segment's terms so many times the wanted ones are looked at in the others too: a term that is rare
/// in each of them is not among the most frequent of all.
constexpr std::size_t kAsManyMore = 4;

using Candidate = std::pair<std::uint32_t, std::uint32_t>;

bool isMoreFrequent(const Candidate &a, const Candidate &b)
{
    return a.first != b.first ? a.first > b.first : a.second < b.second;
}

/// The most frequent ordinals that were added.
class MostFrequent
{
public:
    MostFrequent(const FieldTerms &terms, std::size_t most) : m_terms(terms), m_most(most) {}
    void add(std::uint32_t ordinal)
    {
        const Candidate candidate(m_terms.postings(ordinal).documentFrequency, ordinal);
        if (m_best.size() == m_most && !isMoreFrequent(candidate, m_best.front()))
            return;
        if (m_best.size() == m_most) {
            std::pop_heap(m_best.begin(), m_best.end(), isMoreFrequent);
            m_best.pop_back();
        }
        m_best.push_back(candidate);
        std::push_heap(m_best.begin(), m_best.end(), isMoreFrequent);
    }
    void texts(std::set<std::string_view> &target) const
    {
        for (const auto &[frequency, ordinal] : m_best)
            target.insert(m_terms.at(ordinal));
    }

private:
    const FieldTerms &m_terms;
    std::size_t m_most;
    std::vector<Candidate> m_best;
};

void addBeginning(const FieldTerms &terms, const std::string &text, Interrupt &interrupt, MostFrequent &found)
{
    // No UTF-8 has this byte.
    const std::uint32_t end = terms.lowerBound(text + '\xFF');
    for (std::uint32_t ordinal = terms.lowerBound(text); ordinal < end; ++ordinal) {
        interrupt.tick();
        found.add(ordinal);
    }
}

void addNear(const FieldTerms &terms, const TermQuery &query, Interrupt &interrupt, MostFrequent &found)
{
    interrupt.check();
    std::vector<std::uint32_t> candidates;
    terms.fuzzyIndex().candidates(signatureOf(query.text), query.distance, candidates);
    AlignmentDistance alignment(query.text, query.distance);
    for (const std::uint32_t ordinal : candidates) {
        interrupt.tick();
        if (alignment.isWithin(terms.at(ordinal)))
            found.add(ordinal);
    }
}

} // namespace

std::vector<IndexTerm> lookUpTerms(const TermQuery &query, const api::Schema &schema, const IndexView &view)
{
    const api::Field *field = schema.find(query.field);
    if (field == nullptr || api::isNumeric(field->type) || query.most <= 0)
        return {};
    Interrupt interrupt(query.deadline, query.cancel);
    interrupt.check();
    const auto most = static_cast<std::size_t>(query.most);
    const std::string name = indexedFieldUtf8(query.field);
    std::vector<const FieldTerms *> segments;
    for (const SegmentState &state : view.segments()) {
        if (const FieldTerms *terms = state.segment->terms(name))
            segments.push_back(terms);
    }
    std::set<std::string_view> texts;
    for (const FieldTerms *terms : segments) {
        MostFrequent found(*terms, most * kAsManyMore);
        if (query.distance > 0)
            addNear(*terms, query, interrupt, found);
        else
            addBeginning(*terms, query.text, interrupt, found);
        found.texts(texts);
    }
    std::vector<IndexTerm> answer;
    for (const std::string_view text : texts) {
        IndexTerm term{std::string(text), 0};
        for (const FieldTerms *terms : segments) {
            if (const auto ordinal = terms->find(text))
                term.documents += terms->postings(*ordinal).documentFrequency;
        }
        answer.push_back(std::move(term));
    }
    std::stable_sort(answer.begin(), answer.end(),
                     [](const IndexTerm &a, const IndexTerm &b) { return a.documents > b.documents; });
    if (answer.size() > most)
        answer.resize(most);
    return answer;
}

} // namespace explorer::index
