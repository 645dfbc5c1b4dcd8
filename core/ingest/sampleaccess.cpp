#include "core/ingest/sampleshop_p.h"

#include <algorithm>

namespace explorer::ingest::sample
{
namespace
{

constexpr std::size_t kOutageRetries = 520;
constexpr std::size_t kBargainViews = 430;
constexpr std::size_t kUsualLines = 20'000 - kOutageRetries - kBargainViews;
constexpr std::string_view kAgents[] = {
    "Mozilla/5.0 (X11; Linux x86_64; rv:123.0) Gecko/20100101 Firefox/123.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/122.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_3) AppleWebKit/605.1.15 Version/17.3 Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_3 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/122.0 Mobile Safari/537.36",
    "Mozilla/5.0 (compatible; examplebot/2.1; +https://bot.example/about)",
};
constexpr std::string_view kReferrers[] = {"",
                                           "",
                                           "",
                                           "https://search.example/",
                                           "https://news.example/kitchen",
                                           "https://shop.example/",
                                           "https://shop.example/",
                                           "https://social.example/"};
constexpr std::string_view kBargainForum = "https://bargains.example/thread/88213";
constexpr std::string_view kSearches[] = {"espresso machine", "gooseneck kettle", "gift", "decaf", "knife",
                                          "cast iron",        "travel mug"};

enum class Visit : std::uint8_t { Usual, Retry, Bargain };
struct Moment {
    UnixMillis at = 0;
    Visit visit = Visit::Usual;
};

struct Access {
    std::string method = "GET";
    std::string path;
    const Product *product = nullptr;
    std::int64_t status = 200;
    std::int64_t bytes = 0;
    std::int64_t durationMillis = 0;
    std::string message;
};

void choosePage(SampleRandom &random, const std::vector<Product> &products, const Moment &moment,
                Access &access)
{
    const std::int64_t choice = random.below(100);
    if (moment.visit == Visit::Bargain || (moment.visit == Visit::Usual && choice < 42)) {
        access.product = moment.visit == Visit::Bargain ? &mispriced(products)
                                                        : &random.pick(std::span<const Product>(products));
        access.path = "/products/" + access.product->sku;
        access.message = "Product page of " + access.product->name;
    } else if (moment.visit == Visit::Retry || choice < 50) {
        access.method = "POST";
        access.path = "/checkout";
        access.message = "Order placed";
    } else if (choice < 64) {
        access.path = "/";
        access.message = "Home page";
    } else if (choice < 78) {
        access.path = "/search";
        access.message = "Search for " + std::string(random.pick(kSearches));
    } else if (choice < 90) {
        access.method = random.chance(60) ? "POST" : "GET";
        access.path = "/cart";
        access.message = access.method == "POST" ? "Item added to the cart" : "Cart shown";
    } else {
        access.path = choice < 96 ? "/account" : "/static/shop.css";
        access.message = choice < 96 ? "Account page" : "Stylesheet";
    }
}

void chooseOutcome(SampleRandom &random, const Moment &moment, Access &access)
{
    access.bytes = random.between(1'800, 48'000);
    access.durationMillis = random.between(8, 60) + (random.chance(6) ? random.between(80, 900) : 0);
    if (access.path == "/checkout") {
        access.durationMillis += random.between(90, 320);
        if (isOutage(moment.at)) {
            access.status = 503;
            access.bytes = 312;
            access.durationMillis = random.between(29'800, 30'400);
            access.message = "Service unavailable: the orders database refused the connection after 30 s";
        }
    } else if (random.below(1000) < 12) {
        access.status = 404;
        access.path = "/products/XX-" + padded(random.below(1000), 3);
        access.product = nullptr;
        access.message = "Not found";
    } else if (random.below(1000) < 2) {
        access.status = 500;
        access.message = "Internal error in the template of the page";
    } else if (access.path.starts_with("/static") && random.chance(60)) {
        access.status = 304;
        access.bytes = 0;
    } else if (access.path == "/account" && random.chance(25)) {
        access.status = 302;
        access.message = "Redirected to sign in";
    }
}

std::string accessLine(SampleRandom &random, const std::vector<Product> &products, const Moment &moment,
                       std::int64_t number)
{
    Access access;
    choosePage(random, products, moment, access);
    chooseOutcome(random, moment, access);
    const std::string client = "198.51.100." + std::to_string(random.below(254) + 1);
    const std::string_view referrer =
        moment.visit == Visit::Bargain ? kBargainForum : random.pick(kReferrers);
    JsonLine line;
    line.text("id", "A-" + padded(number, 5)).time("ts", moment.at).text("method", access.method);
    line.text("path", access.path).number("status", access.status).number("bytes", access.bytes);
    line.number("duration_ms", access.durationMillis)
        .text("client", client)
        .text("agent", random.pick(kAgents));
    if (!referrer.empty())
        line.text("referrer", referrer);
    if (access.product != nullptr)
        line.text("sku", access.product->sku).text("product", access.product->name);
    line.text("message", access.message);
    return line.take();
}

api::Schema accessSchema()
{
    using api::FieldType;
    api::Schema schema;
    for (const char *name : {"method", "path", "client", "referrer", "sku"})
        schema.fields[name].type = FieldType::Keyword;
    for (const char *name : {"status", "bytes", "duration_ms"})
        schema.fields[name].type = FieldType::Long;
    for (const char *name : {"agent", "product", "message"})
        schema.fields[name].type = FieldType::Text;
    schema.fields["ts"].type = FieldType::Date;
    schema.defaultFields = {"message", "path", "product"};
    return schema;
}

} // namespace

SampleCollection accessCollection(const std::vector<Product> &products, SampleRandom random)
{
    std::vector<Moment> moments;
    for (const UnixMillis at : makeMoments(random, kUsualLines))
        moments.push_back({at, Visit::Usual});
    for (const UnixMillis at : makeMomentsBetween(random, kOutageRetries, kOutageFrom, kOutageTo))
        moments.push_back({at, Visit::Retry});
    for (const UnixMillis at : makeMomentsBetween(random, kBargainViews, kPriceFrom + 15 * kMinute, kPriceTo))
        moments.push_back({at, Visit::Bargain});
    std::stable_sort(moments.begin(), moments.end(),
                     [](const Moment &left, const Moment &right) { return left.at < right.at; });
    SampleCollection collection;
    collection.name = "shop-access";
    collection.schema = accessSchema();
    for (const Moment &moment : moments)
        collection.documents.push_back(
            accessLine(random, products, moment, static_cast<std::int64_t>(collection.documents.size())));
    return collection;
}

} // namespace explorer::ingest::sample
