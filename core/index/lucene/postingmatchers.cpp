#include "core/index/lucene/postingmatchers.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace explorer::index
{

Bm25::Bm25(Lucene::ByteArray norms, double averageLength, double weight)
    : m_norms(std::move(norms)), m_weight(weight)
{
    if (!m_norms || averageLength <= 0)
        return;
    m_bytes = m_norms.get();
    for (std::size_t i = 0; i < m_factors.size(); ++i) {
        const double norm = Lucene::Similarity::decodeNorm(static_cast<std::uint8_t>(i));
        const double length = norm > 0 ? 1 / (norm * norm) : 1;
        m_factors[i] = kK1 * (1 - kB + kB * length / averageLength);
    }
}

double Bm25::inverseDocumentFrequency(std::int64_t documentFrequency, std::int64_t documents)
{
    const auto with = static_cast<double>(documentFrequency);
    return std::log(1 + (static_cast<double>(documents) - with + 0.5) / (with + 0.5));
}

TermMatcher::TermMatcher(Lucene::TermDocsPtr docs, std::int64_t documentFrequency, Bm25 similarity)
    : m_docs(std::move(docs)), m_documents(Lucene::Collection<int32_t>::newInstance(kBlock)),
      m_frequencies(Lucene::Collection<int32_t>::newInstance(kBlock)), m_cost(documentFrequency),
      m_similarity(std::move(similarity))
{
}

int TermMatcher::advance(int target)
{
    for (;;) {
        const int32_t *documents = &*m_documents.begin();
        while (m_at < m_count && documents[m_at] < target)
            ++m_at;
        if (m_at < m_count)
            return m_document = documents[m_at];
        if (m_isUsedUp)
            return m_document = kNoMoreDocuments;
        // Far ahead of the block: the skip list; else the next block.
        if (m_count > 0 && target - documents[m_count - 1] > kBlock * 8) {
            if (!m_docs->skipTo(target)) {
                m_isUsedUp = true;
                return m_document = kNoMoreDocuments;
            }
            m_documents[0] = m_docs->doc();
            m_frequencies[0] = m_docs->freq();
            m_at = 0;
            m_count = 1;
            return m_document = m_documents[0];
        }
        m_at = 0;
        m_count = m_docs->read(m_documents, m_frequencies);
        m_isUsedUp = m_count == 0;
    }
}

double TermMatcher::score() { return m_similarity.score(m_document, m_frequencies[m_at]); }

PhraseMatcher::PhraseMatcher(std::vector<Part> parts, int slop, Bm25 similarity, Interrupt &interrupt)
    : m_parts(std::move(parts)), m_positions(m_parts.size()), m_byRarity(m_parts.size()),
      m_documents(m_parts.size(), -1), m_slop(slop), m_similarity(std::move(similarity)),
      m_interrupt(interrupt)
{
    std::iota(m_byRarity.begin(), m_byRarity.end(), std::size_t{0});
    std::erase_if(m_byRarity, [this](std::size_t part) { return m_parts[part].group != part; });
    std::stable_sort(m_byRarity.begin(), m_byRarity.end(), [this](std::size_t a, std::size_t b) {
        return m_parts[a].documentFrequency < m_parts[b].documentFrequency;
    });
    m_cost = m_parts[m_byRarity.front()].documentFrequency;
}

int PhraseMatcher::advance(int target)
{
    while (alignAll(target)) {
        m_interrupt.tick();
        const int candidate = m_documents[m_byRarity.front()];
        if (matchPositions())
            return m_document = candidate;
        target = candidate + 1;
    }
    return m_document = kNoMoreDocuments;
}

bool PhraseMatcher::alignAll(int target)
{
    for (std::size_t i = 0; i < m_byRarity.size();) {
        const std::size_t part = m_byRarity[i];
        if (m_documents[part] < target) {
            if (!m_parts[part].positions->skipTo(target)) {
                m_documents[part] = kNoMoreDocuments;
                return false;
            }
            m_documents[part] = m_parts[part].positions->doc();
        }
        if (m_documents[part] > target) {
            target = m_documents[part];
            if (i > 0) {
                i = 0;
                continue;
            }
        }
        ++i;
    }
    return true;
}

bool PhraseMatcher::matchPositions()
{
    for (const std::size_t part : m_byRarity) {
        auto &positions = m_positions[part];
        positions.resize(static_cast<std::size_t>(m_parts[part].positions->freq()));
        for (int &position : positions)
            position = m_parts[part].positions->nextPosition();
    }
    // Positions were read once: the same document cannot be asked for again.
    m_frequency = 0;
    std::vector<int> starts;
    const std::size_t slots = m_slop == 0 ? 1 : m_parts.size();
    for (std::size_t slot = 0; slot < slots; ++slot) {
        for (const int position : m_positions[m_parts[slot].group])
            starts.push_back(position - static_cast<int>(slot));
    }
    std::sort(starts.begin(), starts.end());
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    for (const int start : starts)
        m_frequency += matchFrom(start) ? 1 : 0;
    return m_frequency > 0;
}

bool PhraseMatcher::matchFrom(int start) const
{
    // The windows of the slots of one token start and end in the slots' order, so taking the first free
    // position is never wrong.
    std::vector<int> lastTaken(m_parts.size(), INT_MIN);
    for (std::size_t slot = 0; slot < m_parts.size(); ++slot) {
        const std::size_t group = m_parts[slot].group;
        const auto &positions = m_positions[group];
        const int least = std::max(start + static_cast<int>(slot),
                                   lastTaken[group] == INT_MIN ? INT_MIN : lastTaken[group] + 1);
        const auto found = std::lower_bound(positions.begin(), positions.end(), least);
        if (found == positions.end() || *found > start + static_cast<int>(slot) + m_slop)
            return false;
        lastTaken[group] = *found;
    }
    return true;
}

} // namespace explorer::index
