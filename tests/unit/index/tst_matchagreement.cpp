#include "core/index/searchindex.h"
#include "core/query/fieldvalues.h"
#include "grammarqueries.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace explorer;
using namespace explorer::index;

namespace
{

constexpr int kDocuments = 400;
constexpr int kBatches = 3;

struct ModelDocument {
    std::string id;
    std::string json;
    query::DocumentFields fields;
};

query::QueryContext contextOf(test::GrammarQueries &random)
{
    static const std::vector<std::string> kZones{"", "Europe/Berlin", "America/New_York", "Asia/Kolkata"};
    query::QueryContext context;
    context.now = 1'710'506'096'000;
    context.zone = kZones[random.below(kZones.size())];
    context.orByDefault = random.below(5) == 0;
    context.ranksFreeWords = random.below(2) == 0;
    return context;
}

} // namespace

/// The in-memory match and the index, over random documents and queries: each run 100,000 pairs of them. More
/// queries: EXPLORERIO_AGREEMENT_QUERIES=10000; another seed: EXPLORERIO_AGREEMENT_SEED.
class TestMatchAgreement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initializeLucene(); }
    void findsWhatMatches_data()
    {
        QTest::addColumn<int>("writer");
        QTest::addColumn<int>("queries");
        const int asked = qEnvironmentVariableIntValue("EXPLORERIO_AGREEMENT_QUERIES");
        QTest::newRow("our writer") << static_cast<int>(WriterKind::Native) << std::max(250, asked);
        QTest::newRow("the library's writer")
            << static_cast<int>(WriterKind::Library) << std::max(250, asked);
    }
    void findsWhatMatches()
    {
        QFETCH(const int, writer);
        QFETCH(const int, queries);
        const int seed = qEnvironmentVariableIntValue("EXPLORERIO_AGREEMENT_SEED");
        test::GrammarQueries random(static_cast<unsigned>(seed != 0 ? seed : 2024 + writer));
        const QTemporaryDir directory;
        Logger logger(LogLevel::Warning);
        LuceneSettings settings;
        settings.writer = static_cast<WriterKind>(writer);
        const auto index =
            openLuceneIndex(directory.path().toStdString(), m_schema, logger, settings).value();
        const std::vector<ModelDocument> documents = fill(*index, random);
        if (QTest::currentTestFailed())
            return;
        Tally tally;
        for (int i = 0; i < queries; ++i) {
            compare(*index, documents, random, tally);
            if (QTest::currentTestFailed())
                return;
        }
        qInfo("%d texts, %d understood, %lld pairs that match", tally.texts, queries,
              static_cast<long long>(tally.matching));
        QVERIFY2(tally.texts < queries * 3 / 2, "most texts should be queries");
        QVERIFY2(tally.withHits > queries / 2, "most queries should find something");
        QVERIFY2(tally.withAll < queries / 4, "most queries should not find everything");
    }

private:
    struct Tally {
        int texts = 0;
        int withHits = 0;
        int withAll = 0;
        std::int64_t matching = 0;
    };

    std::vector<ModelDocument> fill(SearchIndex &index, test::GrammarQueries &random) const
    {
        std::vector<ModelDocument> documents;
        std::vector<IndexChange> changes;
        const auto publish = [&] {
            QVERIFY(index.apply(changes));
            QVERIFY(index.publish());
            changes.clear();
        };
        for (int i = 0; i < kDocuments; ++i) {
            ModelDocument document{"d" + std::to_string(i), random.document(), {}};
            // Some are replaced, and some of the index's are gone.
            if (i % 7 == 0)
                changes.push_back({document.id, random.document()});
            if (i % 11 == 0)
                changes.push_back({"gone" + std::to_string(i), random.document()});
            if (i % (kDocuments / kBatches) == 0 && !changes.empty())
                publish();
            changes.push_back({document.id, document.json});
            std::vector<query::TypeProblem> problems;
            auto fields = query::extractFields(m_schema, document.json, problems);
            if (!fields || !problems.empty())
                qFatal("%s", document.json.c_str());
            document.fields = std::move(*fields);
            documents.push_back(std::move(document));
        }
        for (int i = 0; i < kDocuments; i += 11)
            changes.push_back({"gone" + std::to_string(i), {}});
        publish();
        return documents;
    }

    void compare(SearchIndex &index, const std::vector<ModelDocument> &documents,
                 test::GrammarQueries &random, Tally &tally) const
    {
        const query::QueryContext context = contextOf(random);
        std::string text;
        auto compiled = Result<query::CompiledQuery>();
        do {
            ++tally.texts;
            text = random.query();
            compiled = query::compile(text, m_schema, context);
        } while (!compiled && tally.texts < 100'000);
        IndexQuery query;
        query.root = compiled->root;
        query.size = kDocuments + 1;
        const auto answer = index.search(query);
        QVERIFY2(answer, text.c_str());
        std::set<std::string> found;
        for (const IndexHit &hit : answer->hits)
            found.insert(hit.id);
        QCOMPARE(found.size(), static_cast<std::size_t>(answer->total));
        std::size_t matching = 0;
        for (const ModelDocument &document : documents) {
            const bool matches = query::matches(compiled->root, m_schema, document.id, document.fields);
            matching += matches ? 1 : 0;
            if (matches != found.contains(document.id))
                QFAIL((text + "\n" + query::canonicalForm(compiled->root) + "\n" +
                       document.json.substr(0, 4000) +
                       (matches ? "\nmatches but is not found" : "\nis found but does not match"))
                          .c_str());
        }
        QCOMPARE(matching, found.size());
        tally.matching += static_cast<std::int64_t>(matching);
        tally.withHits += matching > 0 ? 1 : 0;
        tally.withAll += matching == documents.size() ? 1 : 0;
    }

    const api::Schema m_schema = test::GrammarQueries::schema();
};

QTEST_GUILESS_MAIN(TestMatchAgreement)
#include "tst_matchagreement.moc"
