#include "core/ingest/sampledata.h"

#include "core/base/timestamp.h"
#include "core/query/fieldvalues.h"
#include "core/query/query.h"

#include <QCryptographicHash>
#include <QtTest>

#include <set>

using namespace explorer;
using ingest::SampleCollection;

namespace
{

const SampleCollection &named(const std::vector<SampleCollection> &shop, std::string_view name)
{
    return *std::find_if(shop.begin(), shop.end(),
                         [&](const SampleCollection &one) { return one.name == name; });
}

/// The documents that a query finds, as JSON.
std::vector<nlohmann::json> found(const SampleCollection &collection, std::string_view text)
{
    const auto compiled = query::compile(text, collection.schema, {});
    std::vector<nlohmann::json> hits;
    if (!compiled || !compiled->warnings.empty())
        return hits;
    for (const std::string &document : collection.documents) {
        std::vector<query::TypeProblem> problems;
        const auto fields = query::extractFields(collection.schema, document, problems);
        const auto json = nlohmann::json::parse(document);
        if (fields &&
            query::matches(compiled->root, collection.schema, json["id"].get<std::string>(), *fields))
            hits.push_back(json);
    }
    return hits;
}

std::pair<UnixMillis, UnixMillis> span(const std::vector<nlohmann::json> &hits)
{
    std::pair<UnixMillis, UnixMillis> range{INT64_MAX, INT64_MIN};
    for (const nlohmann::json &hit : hits) {
        const UnixMillis at = *fromRfc3339(hit["ts"].get<std::string>());
        range = {std::min(range.first, at), std::max(range.second, at)};
    }
    return range;
}

} // namespace

class SampleDataTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_shop = ingest::makeSampleShop(); }
    void isTheSameEverywhere();
    void hasWhatItPromises();
    void fitsItsSchemas();
    void staysWithinTheFortnight();
    void leadsToTheOutage();
    void leadsToThePriceGoneWrong();
    void leadsToTheTickets();

private:
    std::vector<SampleCollection> m_shop;
};

void SampleDataTest::isTheSameEverywhere()
{
    const auto hash = [](const std::vector<SampleCollection> &shop) {
        QCryptographicHash sum(QCryptographicHash::Sha256);
        for (const SampleCollection &collection : shop) {
            for (const std::string &document : collection.documents)
                sum.addData(QByteArrayView(document.data(), static_cast<qsizetype>(document.size())));
        }
        return sum.result().toHex();
    };
    QCOMPARE(hash(ingest::makeSampleShop()), hash(m_shop));
    QVERIFY(hash(ingest::makeSampleShop(1)) != hash(m_shop));
    QCOMPARE(hash(m_shop), QByteArray("4012db61355c02081cac0c80007a1d014c5aae12897c028e10b9bcd779a83933"));
}

void SampleDataTest::hasWhatItPromises()
{
    QCOMPARE(m_shop.size(), 4U);
    QCOMPARE(named(m_shop, "shop-products").documents.size(), 200U);
    QCOMPARE(named(m_shop, "shop-access").documents.size(), 20'000U);
    const std::size_t orders = named(m_shop, "shop-orders").documents.size();
    QVERIFY(orders > 2'900 && orders < 3'100);
    const std::size_t tickets = named(m_shop, "shop-tickets").documents.size();
    QVERIFY(tickets > 380 && tickets < 420);
}

void SampleDataTest::fitsItsSchemas()
{
    for (const SampleCollection &collection : m_shop) {
        std::set<std::string> ids;
        std::set<std::string> seen;
        for (const std::string &document : collection.documents) {
            std::vector<query::TypeProblem> problems;
            QVERIFY(query::extractFields(collection.schema, document, problems).has_value());
            QVERIFY2(problems.empty(), document.c_str());
            const auto json = nlohmann::json::parse(document);
            QVERIFY2(ids.insert(json["id"].get<std::string>()).second, document.c_str());
            for (const auto &[name, value] : json.items()) {
                QVERIFY2(name == "id" || collection.schema.find(name) != nullptr, name.c_str());
                seen.insert(name);
            }
        }
        QCOMPARE(seen.size(), collection.schema.fields.size() + 1);
    }
}

void SampleDataTest::staysWithinTheFortnight()
{
    for (const char *name : {"shop-orders", "shop-tickets", "shop-access"}) {
        const auto [first, last] = span(found(named(m_shop, name), "*"));
        QVERIFY(first >= *fromRfc3339("2024-03-04"));
        QVERIFY(last < *fromRfc3339("2024-03-18"));
    }
}

void SampleDataTest::leadsToTheOutage()
{
    const auto query = ingest::sampleQueries()[0];
    const SampleCollection &access = named(m_shop, query.collection);
    const auto hits = found(access, query.query);
    QVERIFY(hits.size() > 500);
    const auto [first, last] = span(hits);
    QVERIFY(first >= *fromRfc3339("2024-03-12T18:41:00Z") && last < *fromRfc3339("2024-03-12T19:44:00Z"));
    QVERIFY(last - first > 55 * 60'000);
    const auto &orders = named(m_shop, "shop-orders");
    QVERIFY(found(orders, R"(ts:["2024-03-12T18:41:00Z" TO "2024-03-12T19:43:59Z"])").empty());
    QVERIFY(!found(orders, R"(ts:["2024-03-12T17:00:00Z" TO "2024-03-12T18:40:00Z"])").empty());
}

void SampleDataTest::leadsToThePriceGoneWrong()
{
    const auto query = ingest::sampleQueries()[1];
    const auto hits = found(named(m_shop, query.collection), query.query);
    QVERIFY(hits.size() >= 140 && hits.size() < 170);
    for (const nlohmann::json &hit : hits) {
        QCOMPARE(hit["sku"].get<std::string>(), std::string("MA-041"));
        QCOMPARE(hit["unit_price"].get<double>(), 6.49);
    }
    const auto [first, last] = span(hits);
    QVERIFY(first >= *fromRfc3339("2024-03-14T09:12:00Z") && last < *fromRfc3339("2024-03-14T12:57:00Z"));
}

void SampleDataTest::leadsToTheTickets()
{
    const auto query = ingest::sampleQueries()[2];
    const auto hits = found(named(m_shop, query.collection), query.query);
    std::size_t outage = 0;
    bool customer = false;
    bool accounting = false;
    for (const nlohmann::json &hit : hits) {
        outage += hit["topic"] == "checkout" ? 1 : 0;
        customer = customer || hit["subject"] == "Is this price a mistake?";
        accounting = accounting || hit["customer"] == "Accounting";
    }
    QVERIFY(outage >= 25);
    QVERIFY(customer);
    QVERIFY(accounting);
    QVERIFY(hits.size() < 60);
}

QTEST_GUILESS_MAIN(SampleDataTest)
#include "tst_sampledata.moc"
