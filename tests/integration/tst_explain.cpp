#include "support/gatewayfixture.h"

#include <cmath>
#include <random>

using explorer::test::GatewayFixture;
using nlohmann::json;

namespace
{

constexpr int kDocuments = 600;
constexpr int kQueries = 400;

/// Words of very different frequency.
std::string word(std::mt19937 &random)
{
    const double unit = std::uniform_real_distribution<>(0, 1)(random);
    return "w" + std::to_string(static_cast<int>(40 * unit * unit * unit));
}

std::string words(std::mt19937 &random, int most)
{
    std::string text;
    for (int left = std::uniform_int_distribution<>(1, most)(random); left > 0; --left)
        text += (text.empty() ? "" : " ") + word(random);
    return text;
}

std::string part(std::mt19937 &random, int depth)
{
    switch (std::uniform_int_distribution<>(0, depth > 0 ? 12 : 9)(random)) {
    case 0:
        return "title:" + word(random);
    case 1:
        return "\"" + word(random) + " " + word(random) + "\"";
    case 2:
        return "n:>" + std::to_string(std::uniform_int_distribution<>(0, kDocuments)(random));
    case 3:
        return "tag:" + word(random);
    case 4:
        return "w1*";
    case 5:
        return word(random) + "^3";
    case 6:
        return word(random) + "x~1";
    case 10:
        return "(" + part(random, depth - 1) + " OR " + part(random, depth - 1) + ")";
    case 11:
        return "(" + part(random, depth - 1) + " AND " + part(random, depth - 1) + ")";
    case 12:
        return "(" + part(random, depth - 1) + " NOT " + word(random) + ")";
    default:
        return word(random);
    }
}

bool isNear(double a, double b) { return std::abs(a - b) <= 1e-5 * std::max(1.0, std::abs(b)); }

/// Where the details of a part do not add up to it.
QByteArray problemOf(const json &explanation)
{
    if (explanation["description"].get<std::string>().empty())
        return "no description";
    if (explanation["details"].empty())
        return {};
    double sum = 0;
    for (const json &detail : explanation["details"]) {
        if (const QByteArray problem = problemOf(detail); !problem.isEmpty())
            return problem;
        sum += detail["value"].get<double>();
    }
    if (!isNear(sum, explanation["value"].get<double>()))
        return QByteArray::fromStdString(explanation.dump(1));
    return {};
}

void fill(GatewayFixture &service)
{
    service.signIn("analyst");
    service.call("POST", "/api/v1/collections",
                 R"({"name":"c","schema":{"fields":{"title":{"type":"text","weight":2},"body":"text",
                     "tag":"keyword","n":"long"},"default_fields":["title","body","tag"]}})");
    std::mt19937 random(7);
    // In three batches, with some documents written again: several segments, and deleted documents in them.
    for (int batch = 0; batch < 3; ++batch) {
        std::string body;
        for (int i = batch * 150; i < kDocuments - 150 * (2 - batch); ++i)
            body += json{{"id", "d" + std::to_string(i)},
                         {"title", words(random, 4)},
                         {"body", words(random, 30)},
                         {"tag", word(random)},
                         {"n", i}}
                        .dump() +
                    "\n";
        service.ingest("c", body);
    }
}

} // namespace

/// Where scores come from.
class ExplainTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { fill(m_service); }
    void init() { m_service.signIn("viewer"); }
    void addsUpToTheScore_data();
    void addsUpToTheScore();
    void namesItsParts();
    void isOnlyThereWhereAskedFor();
    void explainsLaterPages();

private:
    json search(json body)
    {
        body["collection"] = "c";
        return m_service.call("POST", "/api/v1/search", body.dump()).json;
    }
    GatewayFixture m_service;
};

void ExplainTest::addsUpToTheScore_data()
{
    QTest::addColumn<QByteArray>("ranking");
    QTest::addColumn<QByteArray>("defaultOperator");
    QTest::newRow("natural and") << QByteArray("natural") << QByteArray("and");
    QTest::newRow("natural or") << QByteArray("natural") << QByteArray("or");
    QTest::newRow("bm25 or") << QByteArray("bm25") << QByteArray("or");
}

void ExplainTest::addsUpToTheScore()
{
    QFETCH(const QByteArray, ranking);
    QFETCH(const QByteArray, defaultOperator);
    std::mt19937 random(11);
    int explained = 0;
    int withParts = 0;
    for (int i = 0; i < kQueries; ++i) {
        std::string query;
        for (int left = std::uniform_int_distribution<>(1, 5)(random); left > 0; --left)
            query += part(random, 2) + " ";
        const json answer = search({{"query", query},
                                    {"explain", true},
                                    {"ranking", ranking.toStdString()},
                                    {"default_operator", defaultOperator.toStdString()}});
        // Some hold more fuzzy parts than a query may.
        if (!answer.contains("hits"))
            continue;
        for (const json &hit : answer["hits"]) {
            const json &explanation = hit["explanation"];
            QVERIFY2(isNear(explanation["value"].get<double>(), hit["score"].get<double>()), query.c_str());
            const QByteArray problem = problemOf(explanation);
            QVERIFY2(problem.isEmpty(), query.c_str() + ("\n" + problem));
            QVERIFY2(!explanation["details"].empty(), query.c_str());
            ++explained;
            withParts += explanation["details"][0]["details"].empty() ? 0 : 1;
        }
    }
    QVERIFY2(explained > kQueries, qPrintable(QString::number(explained)));
    QVERIFY2(withParts > kQueries / 4, qPrintable(QString::number(withParts)));
}

void ExplainTest::namesItsParts()
{
    const auto described = [](const json &answer) {
        return QByteArray::fromStdString(answer["hits"][0]["explanation"].dump());
    };
    const QByteArray term = described(search({{"query", "title:w3"}, {"explain", true}}));
    QVERIFY2(term.contains("The word \\\"w3\\\" in title: in "), term);
    QVERIFY2(term.contains(" of 600 documents, here ") || term.contains(" times in about "), term);
    // The first ones have it as their tag, which scores more.
    const QByteArray any =
        QByteArray::fromStdString(search({{"query", "w3"}, {"explain", true}, {"size", 200}})["hits"].dump());
    QVERIFY2(any.contains("all fields taken as one text"), any);
    const QByteArray free =
        described(search({{"query", "w3 w5"}, {"default_operator", "or"}, {"explain", true}}));
    QVERIFY2(free.contains("2 of 2 words are there"), free);
    const QByteArray near = described(search({{"query", "title:w0 title:w1"}, {"explain", true}}));
    QVERIFY2(near.contains("Words stand near each other"), near);
}

void ExplainTest::isOnlyThereWhereAskedFor()
{
    QVERIFY(!search({{"query", "w3"}})["hits"][0].contains("explanation"));
    QVERIFY(search({{"query", "w3"}, {"explain", true}})["hits"][0].contains("explanation"));
    QVERIFY(!search({{"query", "w3"}})["hits"][0].contains("explanation"));
}

void ExplainTest::explainsLaterPages()
{
    json first = search({{"query", "w0 w1"}, {"explain", true}, {"size", 5}});
    const json second =
        search({{"query", "w0 w1"}, {"explain", true}, {"size", 5}, {"cursor", first["next_cursor"]}});
    QCOMPARE(second["hits"].size(), std::size_t{5});
    for (const json &hit : second["hits"]) {
        QCOMPARE(problemOf(hit["explanation"]), QByteArray());
        QVERIFY(isNear(hit["explanation"]["value"].get<double>(), hit["score"].get<double>()));
    }
}

QTEST_GUILESS_MAIN(ExplainTest)
#include "tst_explain.moc"
