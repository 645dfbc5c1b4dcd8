#include "core/index/lucene/build/keywordinverter.h"

#include "core/index/lucene/build/termtext.h"
#include "core/index/lucene/lucenetext.h"
#include "core/query/composed.h"

namespace explorer::index
{

void KeywordInverter::add(std::uint32_t document, const std::vector<query::FieldValue> &values)
{
    beginDocument(document);
    for (const query::FieldValue &value : values) {
        const auto *text = std::get_if<std::string>(&value);
        const std::string *const term = text != nullptr ? query::keywordTerm(*text, m_composed) : nullptr;
        if (term == nullptr || !toTerm(*term, m_term))
            continue;
        m_log.push_back(m_terms.add(TermTable::keyOf(paddedTerm(m_term))));
    }
    endDocument(m_log.size());
}

void KeywordInverter::write(PostingsWriter &postings, ColumnSet &columns,
                            std::uint32_t segmentDocuments) const
{
    const TermTexts &texts = m_terms.texts();
    const std::vector<std::uint32_t> order = texts.sorted();
    std::vector<std::uint32_t> next(texts.size());
    for (const std::uint32_t term : m_log)
        ++next[term];
    std::vector<std::uint32_t> ordinals(texts.size());
    std::uint32_t total = 0;
    for (std::uint32_t ordinal = 0; ordinal < order.size(); ++ordinal) {
        const std::uint32_t term = order[ordinal];
        ordinals[term] = ordinal;
        const std::uint32_t count = next[term];
        next[term] = total;
        total += count;
    }
    std::vector<std::uint32_t> found(total);
    for (std::size_t i = 0; i < documents().size(); ++i) {
        for (std::size_t place = begin(i); place < end(i); ++place)
            found[next[m_log[place]]++] = documents()[i];
    }
    std::size_t place = 0;
    for (const std::uint32_t term : order) {
        postings.beginTerm();
        for (std::uint32_t last = UINT32_MAX; place < next[term]; ++place) {
            if (found[place] != last)
                postings.addDocument(found[place], 1);
            last = found[place];
        }
        postings.endTerm(texts.at(term));
    }
    columns.keywords.push_back(
        makeColumn<std::uint32_t>(segmentDocuments, [&](std::size_t i, std::vector<std::uint32_t> &values) {
            const std::size_t from = values.size();
            for (std::size_t at = begin(i); at < end(i); ++at)
                values.push_back(ordinals[m_log[at]]);
            sortDistinct(values, from);
        }));
}

std::size_t KeywordInverter::sizeBytes() const
{
    return m_terms.sizeBytes() + m_log.capacity() * sizeof(std::uint32_t) + documentsBytes();
}

void KeywordInverter::clear()
{
    m_terms.clear();
    m_log = decltype(m_log)();
    clearDocuments();
}

} // namespace explorer::index
