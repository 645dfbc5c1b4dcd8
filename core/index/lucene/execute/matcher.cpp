#include "core/index/lucene/execute/matcher.h"

namespace explorer::index
{

int Matcher::nextBlock(int *documents, float *scores, int capacity)
{
    int count = 0;
    while (count < capacity && m_document != kNoMoreDocuments &&
           advance(m_document + 1) != kNoMoreDocuments) {
        documents[count] = m_document;
        if (scores != nullptr)
            scores[count] = score();
        ++count;
    }
    return count;
}

int Matcher::keep(int *documents, double *sums, int count)
{
    int kept = 0;
    for (int i = 0; i < count; ++i) {
        const int wanted = documents[i];
        if (m_document < wanted)
            advance(wanted);
        if (m_document != wanted)
            continue;
        documents[kept] = wanted;
        if (sums != nullptr)
            sums[kept] = sums[i] + static_cast<double>(score());
        ++kept;
    }
    return kept;
}

void Matcher::addTo(Window &window)
{
    if (m_document < window.begin())
        advance(window.begin());
    while (m_document < window.end()) {
        window.add(m_document, score());
        advance(m_document + 1);
    }
}

} // namespace explorer::index
