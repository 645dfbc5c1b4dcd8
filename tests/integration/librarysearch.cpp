#include "librarysearch.h"

#include "core/index/lucene/lucenetext.h"

#include <lucene++/CheckIndex.h>
#include <lucene++/Collector.h>
#include <lucene++/FieldCache.h>
#include <lucene++/ScoreDoc.h>
#include <lucene++/Sort.h>
#include <lucene++/SortField.h>
#include <lucene++/TopFieldDocs.h>

#include <algorithm>

namespace explorer::test
{
namespace
{

class EveryHit : public Lucene::Collector
{
public:
    void setScorer(const Lucene::ScorerPtr &) override {}
    void collect(int32_t document) override { documents.push_back(m_base + document); }
    void setNextReader(const Lucene::IndexReaderPtr &, int32_t base) override { m_base = base; }
    bool acceptsDocsOutOfOrder() override { return true; }

    std::vector<int> documents;

private:
    int m_base = 0;
};

} // namespace

LibrarySearch::LibrarySearch(const std::string &directory)
    : m_directory(Lucene::FSDirectory::open(index::toWide(directory))),
      m_reader(Lucene::IndexReader::open(m_directory, true)),
      m_searcher(Lucene::newLucene<Lucene::IndexSearcher>(m_reader)),
      m_ids(static_cast<std::size_t>(m_reader->maxDoc()))
{
    const Lucene::TermDocsPtr documents = m_reader->termDocs();
    for (const std::wstring &id : terms(index::kIdField)) {
        documents->seek(Lucene::newLucene<Lucene::Term>(index::kIdField, id));
        while (documents->next())
            m_ids[static_cast<std::size_t>(documents->doc())] = index::toUtf8(id);
    }
}

std::vector<std::string> LibrarySearch::idsOf(const Lucene::QueryPtr &query)
{
    const auto hits = Lucene::newLucene<EveryHit>();
    m_searcher->search(query, hits);
    std::vector<std::string> ids;
    for (const int document : hits->documents)
        ids.push_back(m_ids[static_cast<std::size_t>(document)]);
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::vector<std::string> LibrarySearch::idsBy(const std::wstring &field, bool descending,
                                              const Lucene::QueryPtr &query)
{
    const auto order = Lucene::newLucene<Lucene::SortField>(
        field, Lucene::FieldCache::NUMERIC_UTILS_LONG_PARSER(), descending);
    const Lucene::TopFieldDocsPtr top = m_searcher->search(
        query, Lucene::FilterPtr(), std::max(1, m_reader->maxDoc()), Lucene::newLucene<Lucene::Sort>(order));
    std::vector<std::string> ids;
    for (const auto &hit : top->scoreDocs)
        ids.push_back(m_ids[static_cast<std::size_t>(hit->doc)]);
    return ids;
}

const std::vector<std::wstring> &LibrarySearch::terms(const std::wstring &field)
{
    const auto [slot, isNew] = m_terms.try_emplace(field);
    if (!isNew)
        return slot->second;
    const Lucene::TermEnumPtr walk = m_reader->terms(Lucene::newLucene<Lucene::Term>(field, L""));
    while (walk->term() && walk->term()->field() == field) {
        slot->second.push_back(walk->term()->text());
        if (!walk->next())
            break;
    }
    return slot->second;
}

bool LibrarySearch::isClean() const
{
    return Lucene::newLucene<Lucene::CheckIndex>(m_directory)->checkIndex()->clean;
}

int LibrarySearch::segments() const { return m_reader->getSequentialSubReaders().size(); }

} // namespace explorer::test
