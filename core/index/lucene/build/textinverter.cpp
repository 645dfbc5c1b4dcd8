#include "core/index/lucene/build/textinverter.h"

#include "core/index/lucene/lucenetext.h"

#include <algorithm>
#include <array>

namespace explorer::index
{

void TextInverter::add(std::uint32_t document, const std::vector<query::FieldValue> &values)
{
    beginDocument(document);
    std::uint32_t gap = 0;
    for (const query::FieldValue &value : values) {
        const auto *text = std::get_if<std::string>(&value);
        if (text == nullptr)
            continue;
        const auto tokens = m_analyzer->analyze(*text);
        if (!tokens.empty() && gap > 0) {
            m_gaps.push_back({static_cast<std::uint32_t>(m_log.size()), gap});
            gap = 0;
        }
        addTokens(tokens);
        gap += kPositionGap;
    }
    endDocument(m_log.size());
}

/// Some at a time, so that the table's cache lines arrive while the next are asked for.
void TextInverter::addTokens(std::span<const query::TokenView> tokens)
{
    constexpr std::size_t kAhead = 16;
    std::array<TermTable::Key, kAhead> keys;
    std::size_t place = m_log.size();
    m_log.resize(place + tokens.size());
    while (!tokens.empty()) {
        const std::size_t count = std::min(tokens.size(), kAhead);
        for (std::size_t i = 0; i < count; ++i) {
            keys[i] = TermTable::keyOf(tokens[i].text);
            m_terms.prefetch(keys[i]);
        }
        for (std::size_t i = 0; i < count; ++i)
            m_log[place++] = m_terms.add(keys[i]);
        tokens = tokens.subspan(count);
    }
}

void TextInverter::scatter(Occurrence *occurrences, std::vector<std::uint32_t> &next) const
{
    auto gap = m_gaps.begin();
    for (std::size_t i = 0; i < documents().size(); ++i) {
        Occurrence occurrence = Occurrence{documents()[i]} << 32U;
        const std::size_t last = end(i);
        for (std::size_t place = begin(i); place < last;) {
            std::size_t until = last;
            if (gap != m_gaps.end() && gap->place == place)
                occurrence += gap++->positions;
            if (gap != m_gaps.end() && gap->place < last)
                until = gap->place;
            for (; place < until; ++place)
                occurrences[next[m_log[place]]++] = occurrence++;
        }
    }
}

void TextInverter::writeTerm(PostingsWriter &postings, const Occurrence *begin, const Occurrence *end)
{
    postings.beginTerm();
    while (begin != end) {
        const auto document = static_cast<std::uint32_t>(*begin >> 32U);
        const Occurrence *next = begin + 1;
        while (next != end && static_cast<std::uint32_t>(*next >> 32U) == document)
            ++next;
        postings.addDocument(document, static_cast<std::uint32_t>(next - begin));
        std::uint32_t before = 0;
        for (; begin != next; ++begin) {
            const auto position = static_cast<std::uint32_t>(*begin);
            postings.addPosition(position - before);
            before = position;
        }
    }
}

void TextInverter::write(PostingsWriter &postings, ColumnSet &columns, std::uint32_t documents) const
{
    const TermTexts &texts = m_terms.texts();
    std::vector<std::uint32_t> next(texts.size());
    for (const std::uint32_t term : m_log)
        ++next[term];
    const std::vector<std::uint32_t> order = texts.sorted();
    std::uint32_t total = 0;
    for (const std::uint32_t term : order) {
        const std::uint32_t count = next[term];
        next[term] = total;
        total += count;
    }
    std::vector<Occurrence, LargePageAllocator<Occurrence>> occurrences(total);
    scatter(occurrences.data(), next);
    std::uint32_t begin = 0;
    for (const std::uint32_t term : order) {
        writeTerm(postings, occurrences.data() + begin, occurrences.data() + next[term]);
        postings.endTerm(texts.at(term));
        begin = next[term];
    }
    columns.lengths.push_back(
        makeColumn<std::uint32_t>(documents, [this](std::size_t i, std::vector<std::uint32_t> &values) {
            values.push_back(static_cast<std::uint32_t>(end(i) - this->begin(i)));
        }));
}

void TextInverter::writeNorms(NormsWriter &norms, std::uint32_t documents) const
{
    std::vector<std::uint8_t> bytes(documents, kDefaultNorm);
    for (std::size_t i = 0; i < this->documents().size(); ++i) {
        // As the library has it, a document whose text has no word lacks the field.
        if (const auto length = static_cast<std::uint32_t>(end(i) - begin(i)); length > 0)
            bytes[this->documents()[i]] = encodeLength(length);
    }
    norms.add(bytes);
}

std::size_t TextInverter::sizeBytes() const
{
    return m_terms.sizeBytes() + m_log.capacity() * sizeof(std::uint32_t) + m_gaps.capacity() * sizeof(Gap) +
           documentsBytes();
}

void TextInverter::clear()
{
    m_terms.clear();
    m_log = decltype(m_log)();
    m_gaps = decltype(m_gaps)();
    clearDocuments();
}

} // namespace explorer::index
