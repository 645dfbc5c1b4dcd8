#include "core/index/lucene/execute/windowmatcher.h"

namespace explorer::index
{

void WindowMatcher::load(int document)
{
    m_interrupt.check();
    m_window.restart(document, m_documents);
    fill(m_window);
    m_window.trim();
}

int WindowMatcher::advance(int target)
{
    while (target < m_documents) {
        if (target >= m_window.end())
            load(target);
        const int found = m_window.next(target);
        if (found < m_window.end())
            return m_document = found;
        target = found;
    }
    return m_document = kNoMoreDocuments;
}

int WindowMatcher::nextBlock(int *documents, float *scores, int capacity)
{
    int count = 0;
    int document = m_document + 1;
    while (count < capacity && document < m_documents) {
        if (document >= m_window.end()) {
            // The scores of those listed lie in this window.
            if (count > 0)
                break;
            load(document);
        }
        document = m_window.list(document, documents, capacity, count);
    }
    if (scores != nullptr) {
        if (m_window.scoring() == Window::Scoring::None)
            std::fill_n(scores, count, m_score);
        else
            for (int i = 0; i < count; ++i)
                scores[i] = m_window.score(documents[i]);
    }
    m_document = document - 1;
    return count;
}

void WindowMatcher::addTo(Window &window)
{
    m_interrupt.check();
    m_window.restart(window.begin(), m_documents);
    fill(m_window);
    m_window.trim();
    for (std::size_t i = 0; i < window.bits.size(); ++i)
        window.bits[i] |= m_window.bits[i];
    if (window.scoring() == Window::Scoring::None)
        return;
    for (int document = m_window.next(m_window.begin()); document < m_window.end();
         document = m_window.next(document + 1))
        window.add(document, scoreOf(document));
}

} // namespace explorer::index
