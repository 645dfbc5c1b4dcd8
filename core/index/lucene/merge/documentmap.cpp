#include "core/index/lucene/merge/documentmap.h"

namespace explorer::index
{

DocumentMap::DocumentMap(int base, int documents, const Deletions *deletions)
    : m_base(base), m_documents(documents), m_live(documents)
{
    if (deletions == nullptr || deletions->count() == 0)
        return;
    m_live = 0;
    m_numbers.resize(static_cast<std::size_t>(documents));
    for (int document = 0; document < documents; ++document)
        m_numbers[static_cast<std::size_t>(document)] =
            deletions->contains(document) ? kGone : base + m_live++;
}

} // namespace explorer::index
