#include "core/index/lucene/lucene_p.h"
#include "core/index/lucene/lucenetext.h"
#include "core/index/searchindex.h"

#include <mutex>

namespace explorer::index
{
namespace
{

/// Writes, merges, deletes and searches a small index in memory: the library builds its tables at first use,
/// and without a lock.
void touchEverything()
{
    const Lucene::DirectoryPtr directory = Lucene::newLucene<Lucene::RAMDirectory>();
    const auto writer = Lucene::newLucene<Lucene::IndexWriter>(
        directory, Lucene::AnalyzerPtr(Lucene::newLucene<Lucene::KeywordAnalyzer>()), true,
        Lucene::IndexWriter::MaxFieldLengthUNLIMITED);
    writer->setUseCompoundFile(false);
    for (const wchar_t *id : {L"a", L"b", L"c"}) {
        const auto document = Lucene::newLucene<Lucene::Document>();
        document->add(Lucene::newLucene<Lucene::Field>(Lucene::String(L"text"), Lucene::String(id),
                                                       Lucene::AbstractField::STORE_YES,
                                                       Lucene::AbstractField::INDEX_ANALYZED));
        writer->updateDocument(Lucene::newLucene<Lucene::Term>(Lucene::String(L"text"), Lucene::String(id)),
                               document);
        writer->getReader()->close();
    }
    writer->deleteDocuments(Lucene::newLucene<Lucene::Term>(Lucene::String(L"text"), Lucene::String(L"b")));
    writer->optimize();
    const auto reader = writer->getReader();
    const auto segments = reader->getSequentialSubReaders();
    for (const Lucene::IndexReaderPtr &segment : segments) {
        const auto terms = segment->terms();
        const auto docs = segment->termDocs();
        while (terms->next())
            docs->seek(terms);
        const auto positions = segment->termPositions(
            Lucene::newLucene<Lucene::Term>(Lucene::String(L"text"), Lucene::String(L"a")));
        if (positions->next())
            positions->nextPosition();
        const auto norms = segment->norms(L"text");
        Lucene::Similarity::decodeNorm(norms[0]);
    }
    reader->close();
    writer->close();
    Lucene::NoLockFactory::getNoLockFactory();
}

} // namespace

void initializeLucene()
{
    static std::once_flag once;
    std::call_once(once, [] {
        try {
            touchEverything();
        } catch (const std::exception &) {
            // What does not work here fails again, and with a place, where an index is opened.
            return;
        }
    });
}

} // namespace explorer::index
