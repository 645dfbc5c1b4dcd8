#include "support/gatewayfixture.h"

#include "core/base/fileops.h"

#include <algorithm>
#include <cmath>
#include <map>

using explorer::test::GatewayFixture;
using nlohmann::json;

namespace
{

using Gains = std::map<std::string, int>;

std::string cranfield(const std::string &name)
{
    const std::string folder = qEnvironmentVariable("EXPLORERIO_SHARED").toStdString();
    return explorer::readFile(folder + "/data/relevance/cranfield/" + name).value_or(std::string());
}

QList<QStringList> rowsOf(const std::string &text)
{
    QList<QStringList> rows;
    for (const QString &line : QString::fromStdString(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        rows += line.split(QLatin1Char('\t'));
    return rows;
}

double discounted(double gain, std::size_t place) { return gain / std::log2(static_cast<double>(place) + 2); }

/// Linear gains, as in the baselines.
double ndcgAt10(const std::vector<std::string> &ids, const Gains &gains)
{
    double sum = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(10, ids.size()); ++i)
        sum += gains.contains(ids[i]) ? discounted(gains.at(ids[i]), i) : 0;
    std::vector<int> ideal;
    for (const auto &[id, gain] : gains)
        ideal.push_back(gain);
    std::sort(ideal.rbegin(), ideal.rend());
    double best = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(10, ideal.size()); ++i)
        best += discounted(ideal[i], i);
    return best > 0 ? sum / best : 0;
}

double averagePrecision(const std::vector<std::string> &ids, const Gains &gains)
{
    const auto relevant =
        std::count_if(gains.begin(), gains.end(), [](const auto &one) { return one.second > 0; });
    double found = 0;
    double sum = 0;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto gain = gains.find(ids[i]);
        if (gain != gains.end() && gain->second > 0)
            sum += ++found / static_cast<double>(i + 1);
    }
    return relevant > 0 ? sum / static_cast<double>(relevant) : 0;
}

} // namespace

/// The quality of the default ranking of several words on a judged collection, through the HTTP API.
class RelevanceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void ranksAtLeastAsTheBaseline_data();
    void ranksAtLeastAsTheBaseline();
    void ranksAllWordsThenMost();
    void ranksNearWordsAndWeightyFieldsFirst();

private:
    std::vector<std::string> search(const json &request);
    void make(const std::string &name, const json &schema, const std::string &documents);

    std::unique_ptr<GatewayFixture> m_service;
};

void RelevanceTest::initTestCase()
{
    m_service = std::make_unique<GatewayFixture>();
    QCOMPARE(m_service->signIn("analyst").status, 200);
}

void RelevanceTest::make(const std::string &name, const json &schema, const std::string &documents)
{
    const json collection{{"name", name}, {"schema", schema}};
    const auto made = m_service->call("POST", "/api/v1/collections", collection.dump());
    QVERIFY2(made.status == 201, made.raw.body.c_str());
    QCOMPARE(m_service->ingest(name, documents).status, 200);
}

std::vector<std::string> RelevanceTest::search(const json &request)
{
    const auto answer = m_service->call("POST", "/api/v1/search", request.dump());
    std::vector<std::string> ids;
    if (answer.status != 200)
        return ids;
    for (const json &hit : answer.json["hits"])
        ids.push_back(hit["id"].get<std::string>());
    return ids;
}

void RelevanceTest::ranksAtLeastAsTheBaseline_data()
{
    QTest::addColumn<QString>("analyzer");
    QTest::addColumn<double>("leastNdcg");
    QTest::addColumn<double>("leastPrecision");
    QTest::newRow("standard") << QStringLiteral("standard") << 0.344 << 0.271;
    QTest::newRow("english") << QStringLiteral("english") << 0.368 << 0.299;
}

void RelevanceTest::ranksAtLeastAsTheBaseline()
{
    if (!qEnvironmentVariableIsSet("EXPLORERIO_SHARED"))
        QSKIP("EXPLORERIO_SHARED is not set: the judged collection is not at hand.");
    QFETCH(QString, analyzer);
    const json text{{"type", "text"}, {"analyzer", analyzer.toStdString()}};
    const std::string name = "cranfield-" + analyzer.toStdString();
    make(name, {{"fields", {{"title", text}, {"text", text}}}, {"default_fields", {"title", "text"}}},
         cranfield("corpus.ndjson"));
    std::map<QString, Gains> judged;
    for (const QStringList &row : rowsOf(cranfield("qrels.tsv")))
        judged[row[0]][row[1].toStdString()] = row[2].toInt();
    double ndcg = 0;
    double precision = 0;
    const QList<QStringList> queries = rowsOf(cranfield("queries.tsv"));
    for (const QStringList &query : queries) {
        const std::vector<std::string> ids = search({{"collection", name},
                                                     {"query", query[1].toStdString()},
                                                     {"literal", true},
                                                     {"default_operator", "or"},
                                                     {"size", 100},
                                                     {"fields", {"id"}}});
        ndcg += ndcgAt10(ids, judged[query[0]]);
        precision += averagePrecision(ids, judged[query[0]]);
    }
    ndcg /= static_cast<double>(queries.size());
    precision /= static_cast<double>(queries.size());
    qInfo("%s: nDCG@10 %.4f, MAP %.4f", qPrintable(analyzer), ndcg, precision);
    QFETCH(double, leastNdcg);
    QFETCH(double, leastPrecision);
    QCOMPARE_GE(ndcg, leastNdcg);
    QCOMPARE_GE(precision, leastPrecision);
}

void RelevanceTest::ranksAllWordsThenMost()
{
    // One word often outweighs two words in BM25.
    make(
        "words", {{"fields", {{"text", "text"}}}},
        R"({"id":"one","text":"zebra zebra zebra zebra"})"
        "\n"
        R"({"id":"two","text":"zebra and a long text about other things and at its end a lion or what it may be"})"
        "\n"
        R"({"id":"all","text":"a long text of a zebra about other things and a lion or what it may be, with an ape in it"})"
        "\n"
        R"({"id":"none","text":"ape ape lion"})"
        "\n");
    const std::vector<std::string> ids =
        search({{"collection", "words"}, {"query", "zebra lion ape"}, {"default_operator", "or"}});
    QCOMPARE(ids.size(), std::size_t{4});
    QCOMPARE(ids.front(), std::string("all"));
    QCOMPARE(ids.back(), std::string("one"));
}

void RelevanceTest::ranksNearWordsAndWeightyFieldsFirst()
{
    make("near", {{"fields", {{"text", "text"}}}},
         R"({"id":"far","text":"quick a b c d e f g h i j k brown"})"
         "\n"
         R"({"id":"near","text":"a b c d e f g h i j k quick brown"})"
         "\n");
    const std::vector<std::string> near{"near", "far"};
    const std::vector<std::string> far{"far", "near"};
    QVERIFY(search({{"collection", "near"}, {"query", "quick brown"}}) == near);
    QVERIFY(search({{"collection", "near"}, {"query", "quick brown"}, {"default_operator", "or"}}) == near);
    QVERIFY(search({{"collection", "near"}, {"query", "quick brown"}, {"ranking", "bm25"}}) == far);
    const json weighty{{"type", "text"}, {"weight", 3}};
    make("weights", {{"fields", {{"body", "text"}, {"title", weighty}}}},
         R"({"id":"a","title":"dog cow","body":"lion cow"})"
         "\n"
         R"({"id":"b","title":"lion cow","body":"dog cow"})"
         "\n");
    QCOMPARE(search({{"collection", "weights"}, {"query", "lion"}}).front(), std::string("b"));
    QCOMPARE(search({{"collection", "weights"}, {"query", "dog"}}).front(), std::string("a"));
}

QTEST_GUILESS_MAIN(RelevanceTest)
#include "tst_relevance.moc"
