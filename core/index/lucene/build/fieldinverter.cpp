#include "core/index/lucene/build/fieldinverter.h"

namespace explorer::index
{

void FieldInverter::clearDocuments()
{
    m_documents.clear();
    m_ends.clear();
}

} // namespace explorer::index
