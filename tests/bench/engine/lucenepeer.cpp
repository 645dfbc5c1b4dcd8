// Plain Lucene++ on the benchmark's corpus: its IndexWriter, its IndexSearcher, its queries.
#include "peer.h"

#include <lucene++/LuceneHeaders.h>

#include <lucene++/Collector.h>
#include <lucene++/FieldCache.h>
#include <lucene++/FuzzyQuery.h>
#include <lucene++/NumericField.h>
#include <lucene++/NumericRangeFilter.h>
#include <lucene++/PrefixQuery.h>
#include <lucene++/Sort.h>
#include <lucene++/SortField.h>
#include <lucene++/StringUtils.h>
#include <lucene++/TopFieldDocs.h>
#include <lucene++/TopScoreDocCollector.h>
#include <lucene++/WhitespaceAnalyzer.h>
#include <lucene++/WildcardQuery.h>

using namespace explorer::bench;
using namespace Lucene;

namespace
{

constexpr int kHits = 10;

/// The first ten, and beside it a count of each kind or each day.
class CountingCollector : public Collector
{
public:
    CountingCollector(TopScoreDocCollectorPtr top, bool byDay) : m_top(std::move(top)), m_byDay(byDay) {}
    void setScorer(const ScorerPtr &scorer) override { m_top->setScorer(scorer); }
    void collect(int32_t document) override
    {
        constexpr std::int64_t kDayMillis = 86'400'000;
        constexpr std::int64_t kFirstDay = 20'000;
        m_top->collect(document);
        if (m_byDay)
            ++m_counts[static_cast<std::size_t>(m_times[document] / kDayMillis - kFirstDay)];
        else
            ++m_counts[static_cast<std::size_t>(m_kinds->order[document])];
    }
    void setNextReader(const IndexReaderPtr &reader, int32_t base) override
    {
        m_top->setNextReader(reader, base);
        if (m_byDay)
            m_times =
                FieldCache::DEFAULT()->getLongs(reader, L"time", FieldCache::NUMERIC_UTILS_LONG_PARSER());
        else
            m_kinds = FieldCache::DEFAULT()->getStringIndex(reader, L"kind");
        m_counts.assign(m_byDay ? 1000 : static_cast<std::size_t>(m_kinds->lookup.size()), 0);
    }
    bool acceptsDocsOutOfOrder() override { return false; }

private:
    TopScoreDocCollectorPtr m_top;
    bool m_byDay;
    Collection<int64_t> m_times;
    StringIndexPtr m_kinds;
    std::vector<int> m_counts;
};

TermPtr bodyTerm(const std::string &word) { return newLucene<Term>(L"body", StringUtils::toUnicode(word)); }

QueryPtr translated(const BenchQuery &query)
{
    const TermPtr first = bodyTerm(query.words.front());
    if (query.operation == "and" || query.operation == "or") {
        const auto all = newLucene<BooleanQuery>();
        for (const std::string &word : query.words)
            all->add(newLucene<TermQuery>(bodyTerm(word)),
                     query.operation == "and" ? BooleanClause::MUST : BooleanClause::SHOULD);
        return all;
    }
    if (query.operation == "phrase") {
        const auto phrase = newLucene<PhraseQuery>();
        for (const std::string &word : query.words)
            phrase->add(bodyTerm(word));
        return phrase;
    }
    if (query.operation == "prefix") {
        const std::string &word = query.words.front();
        return newLucene<PrefixQuery>(bodyTerm(word.substr(0, word.size() - 1)));
    }
    if (query.operation == "wildcard")
        return newLucene<WildcardQuery>(first);
    if (query.operation.starts_with("fuzzy")) {
        // Similar where 1 - distance / length is above this.
        const double distance = query.operation == "fuzzy1" ? 1 : 2;
        const double similarity = 1 - (distance + 0.5) / static_cast<double>(query.words.front().size());
        return newLucene<FuzzyQuery>(first, similarity);
    }
    return newLucene<TermQuery>(first);
}

EngineAnswer search(const IndexSearcherPtr &searcher, const BenchQuery &query)
{
    const QueryPtr asked = translated(query);
    FilterPtr filter;
    if (query.operation == "range")
        filter = NumericRangeFilter::newLongRange(L"size", query.low, query.high, true, true);
    TopDocsPtr found;
    if (query.operation == "sort") {
        const auto order = newLucene<SortField>(L"time", FieldCache::NUMERIC_UTILS_LONG_PARSER(), true);
        found = searcher->search(asked, filter, kHits, newLucene<Sort>(order));
    } else if (query.operation == "facet" || query.operation == "histogram") {
        const TopScoreDocCollectorPtr top = TopScoreDocCollector::create(kHits, true);
        searcher->search(asked, newLucene<CountingCollector>(top, query.operation == "histogram"));
        found = top->topDocs();
    } else {
        found = searcher->search(asked, filter, kHits);
    }
    EngineAnswer answer{found->totalHits, {}};
    for (const ScoreDocPtr &hit : found->scoreDocs)
        answer.ids.push_back(StringUtils::toUTF8(searcher->doc(hit->doc)->get(L"id")));
    return answer;
}

class LucenePeer : public Peer
{
public:
    [[nodiscard]] std::string name() const override { return "lucene++"; }
    void beginWriting(const std::string &directory) override
    {
        constexpr double kBufferMiB = 64;
        const auto place = FSDirectory::open(StringUtils::toUnicode(directory));
        m_writer =
            newLucene<IndexWriter>(place, newLucene<WhitespaceAnalyzer>(), !IndexReader::indexExists(place),
                                   IndexWriter::MaxFieldLengthUNLIMITED);
        m_writer->setRAMBufferSizeMB(kBufferMiB);
        m_writer->setUseCompoundFile(false);
    }
    void add(const CorpusDocument &document) override
    {
        const auto added = newLucene<Document>();
        added->add(newLucene<Field>(L"id", StringUtils::toUnicode(document.id), Field::STORE_YES,
                                    Field::INDEX_NOT_ANALYZED_NO_NORMS));
        added->add(newLucene<Field>(L"kind", StringUtils::toUnicode(document.kind), Field::STORE_NO,
                                    Field::INDEX_NOT_ANALYZED_NO_NORMS));
        added->add(newLucene<NumericField>(L"size")->setLongValue(document.size));
        added->add(newLucene<NumericField>(L"time")->setLongValue(document.time));
        added->add(newLucene<Field>(L"body", StringUtils::toUnicode(document.body), Field::STORE_NO,
                                    Field::INDEX_ANALYZED));
        m_writer->addDocument(added);
    }
    void remove(const CorpusDocument &document) override
    {
        m_writer->deleteDocuments(newLucene<Term>(L"id", StringUtils::toUnicode(document.id)));
    }
    void endWriting() override
    {
        m_writer->close();
        m_writer.reset();
    }
    explorer::bench::Searcher open(const std::string &directory) override
    {
        // One for all threads, as its caches are of the reader.
        if (!m_searcher)
            m_searcher = newLucene<IndexSearcher>(IndexReader::open(
                MMapDirectoryPtr(newLucene<MMapDirectory>(StringUtils::toUnicode(directory))), true));
        return [searcher = m_searcher](const BenchQuery &query) -> std::optional<EngineAnswer> {
            return search(searcher, query);
        };
    }

private:
    IndexWriterPtr m_writer;
    IndexSearcherPtr m_searcher;
};

} // namespace

int main(int argc, char **argv)
{
    BooleanQuery::setMaxClauseCount(100'000);
    LucenePeer peer;
    try {
        return runPeer(peer, argc, argv);
    } catch (LuceneException &error) {
        std::fprintf(stderr, "lucene++: %s\n", StringUtils::toUTF8(error.getError()).c_str());
        return 1;
    }
}
