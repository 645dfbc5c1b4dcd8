#include "core/index/lucene/build/fieldinverter.h"

namespace explorer::index
{

void FieldInverter::clearDocuments()
{
    m_documents = decltype(m_documents)();
    m_ends = decltype(m_ends)();
}

} // namespace explorer::index
