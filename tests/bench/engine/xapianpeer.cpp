// Xapian on the benchmark's corpus; wildcards stand at a word's end only, and it has no fuzzies before 1.5.
#include "peer.h"

#include <xapian.h>

#include <map>
#include <memory>

using namespace explorer::bench;

namespace
{

enum Slot : Xapian::valueno { kSize, kTime, kKind };

std::string sortable(std::int64_t number) { return Xapian::sortable_serialise(static_cast<double>(number)); }

/// Counts the matches of each day.
class DaySpy : public Xapian::MatchSpy
{
public:
    void operator()(const Xapian::Document &document, double) override
    {
        constexpr double kDayMillis = 86'400'000;
        ++m_counts[static_cast<int>(Xapian::sortable_unserialise(document.get_value(kTime)) / kDayMillis)];
    }

private:
    std::map<int, int> m_counts;
};

Xapian::Query translated(const BenchQuery &query)
{
    const std::string &first = query.words.front();
    if (query.operation == "and")
        return {Xapian::Query::OP_AND, query.words.begin(), query.words.end()};
    if (query.operation == "or")
        return {Xapian::Query::OP_OR, query.words.begin(), query.words.end()};
    if (query.operation == "phrase")
        return {Xapian::Query::OP_PHRASE, query.words.begin(), query.words.end(),
                static_cast<Xapian::termcount>(query.words.size())};
    if (query.operation == "prefix")
        return {Xapian::Query::OP_WILDCARD, first.substr(0, first.size() - 1), 0,
                Xapian::Query::WILDCARD_LIMIT_ERROR, Xapian::Query::OP_OR};
    if (query.operation == "range")
        return {
            Xapian::Query::OP_FILTER, Xapian::Query(first),
            Xapian::Query(Xapian::Query::OP_VALUE_RANGE, kSize, sortable(query.low), sortable(query.high))};
    return Xapian::Query(first);
}

EngineAnswer search(const Xapian::Database &database, const BenchQuery &query)
{
    constexpr int kHits = 10;
    Xapian::Enquire enquire(database);
    if (query.operation == "prefix")
        enquire.set_weighting_scheme(Xapian::BoolWeight());
    else
        enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0.75, 0));
    enquire.set_query(translated(query));
    Xapian::ValueCountMatchSpy kinds(kKind);
    DaySpy days;
    if (query.operation == "sort")
        enquire.set_sort_by_value(kTime, true);
    else if (query.operation == "facet")
        enquire.add_matchspy(&kinds);
    else if (query.operation == "histogram")
        enquire.add_matchspy(&days);
    // So many are looked at: totals are exact.
    const Xapian::MSet found = enquire.get_mset(0, kHits, database.get_doccount());
    EngineAnswer answer{static_cast<std::int64_t>(found.get_matches_estimated()), {}};
    for (auto hit = found.begin(); hit != found.end(); ++hit)
        answer.ids.push_back(hit.get_document().get_data());
    return answer;
}

class XapianPeer : public Peer
{
public:
    [[nodiscard]] std::string name() const override { return "xapian"; }
    void beginWriting(const std::string &directory) override
    {
        m_database = std::make_unique<Xapian::WritableDatabase>(directory, Xapian::DB_CREATE_OR_OPEN);
    }
    void add(const CorpusDocument &document) override
    {
        Xapian::Document added;
        added.set_data(document.id);
        // Upper case is of no body.
        added.add_boolean_term("Q" + document.id);
        added.add_value(kSize, sortable(document.size));
        added.add_value(kTime, sortable(document.time));
        added.add_value(kKind, document.kind);
        Xapian::termpos position = 0;
        for (const std::string_view token : splitAt(document.body, ' ')) {
            if (!token.empty())
                added.add_posting(std::string(token), ++position);
        }
        m_database->add_document(added);
    }
    void remove(const CorpusDocument &document) override { m_database->delete_document("Q" + document.id); }
    void endWriting() override
    {
        m_database->commit();
        m_database = nullptr;
    }
    Searcher open(const std::string &directory) override
    {
        return
            [database = Xapian::Database(directory)](const BenchQuery &query) -> std::optional<EngineAnswer> {
                if (query.operation == "wildcard" || query.operation.starts_with("fuzzy"))
                    return std::nullopt;
                return search(database, query);
            };
    }

private:
    std::unique_ptr<Xapian::WritableDatabase> m_database;
};

} // namespace

int main(int argc, char **argv)
{
    XapianPeer peer;
    try {
        return runPeer(peer, argc, argv);
    } catch (const Xapian::Error &error) {
        std::fprintf(stderr, "xapian: %s\n", error.get_description().c_str());
        return 1;
    }
}
