#include "core/ingest/sampleshop_p.h"

#include <algorithm>

namespace explorer::ingest::sample
{
namespace
{

constexpr std::size_t kUsualOrders = 2860;
constexpr std::size_t kBargainOrders = 146;
constexpr std::string_view kFirstNames[] = {"Anna",  "Ben",  "Clara", "David", "Emma", "Felix", "Greta",
                                            "Henry", "Ines", "Jonas", "Karin", "Leo",  "Mia",   "Noah",
                                            "Olga",  "Paul", "Rosa",  "Simon", "Tara", "Victor"};
constexpr std::string_view kLastNames[] = {"Abbott", "Becker", "Carter",  "Dubois", "Evans",  "Fischer",
                                           "Garcia", "Hughes", "Ivanova", "Jensen", "Keller", "Lindqvist",
                                           "Moreau", "Novak",  "Owens",   "Price"};
constexpr std::string_view kCountries[] = {"DE", "DE", "DE", "GB", "GB", "FR", "NL", "AT", "SE", "ES"};
constexpr std::string_view kPayments[] = {"card", "card", "card", "paypal", "paypal", "invoice", "voucher"};

struct Order {
    UnixMillis at = 0;
    const Product *product = nullptr;
    bool isBargain = false;
};

std::string_view statusOf(SampleRandom &random, UnixMillis at)
{
    if (random.chance(4))
        return "cancelled";
    if (random.chance(3))
        return "returned";
    return at > kStart + 11 * kDay ? "packing" : at > kStart + 8 * kDay ? "shipped" : "delivered";
}

std::string orderLine(SampleRandom &random, const Order &order, std::int64_t number)
{
    const Product &product = *order.product;
    const std::int64_t usualQuantity = product.priceCents > 10'000 ? 1 : random.between(1, 4);
    const std::int64_t quantity = order.isBargain ? random.between(1, 12) : usualQuantity;
    const bool isWrong = product.sku == kMispricedSku && isMispriced(order.at);
    const std::int64_t unit = isWrong ? product.priceCents / 100 : product.priceCents;
    const std::int64_t shipping = unit * quantity >= 5'000 ? 0 : 490;
    const std::string customer =
        std::string(random.pick(kFirstNames)) + " " + std::string(random.pick(kLastNames));
    JsonLine line;
    line.text("id", "O-" + std::to_string(104'000 + number)).time("ts", order.at).text("customer", customer);
    line.text("country", random.pick(kCountries)).text("sku", product.sku).text("product", product.name);
    line.text("category", product.category).number("quantity", quantity).cents("unit_price", unit);
    line.cents("shipping", shipping).cents("total", unit * quantity + shipping);
    line.text("payment", random.pick(kPayments)).text("status", statusOf(random, order.at));
    line.boolean("first_order", random.chance(order.isBargain ? 71 : 22));
    return line.take();
}

api::Schema orderSchema()
{
    using api::FieldType;
    api::Schema schema;
    for (const char *name : {"country", "sku", "category", "payment", "status"})
        schema.fields[name].type = FieldType::Keyword;
    for (const char *name : {"unit_price", "shipping", "total"})
        schema.fields[name].type = FieldType::Double;
    schema.fields["customer"].type = FieldType::Text;
    schema.fields["product"] = {FieldType::Text, "english", 1.0};
    schema.fields["quantity"].type = FieldType::Long;
    schema.fields["first_order"].type = FieldType::Boolean;
    schema.fields["ts"].type = FieldType::Date;
    return schema;
}

} // namespace

SampleCollection orderCollection(const std::vector<Product> &products, SampleRandom random)
{
    std::vector<Order> orders;
    for (const UnixMillis at : makeMoments(random, kUsualOrders)) {
        const Product &product = random.pick(std::span<const Product>(products));
        if (!isOutage(at))
            orders.push_back({at, &product, false});
    }
    for (const UnixMillis at :
         makeMomentsBetween(random, kBargainOrders, kPriceFrom + 20 * kMinute, kPriceTo))
        orders.push_back({at, &mispriced(products), true});
    std::stable_sort(orders.begin(), orders.end(),
                     [](const Order &left, const Order &right) { return left.at < right.at; });
    SampleCollection collection;
    collection.name = "shop-orders";
    collection.schema = orderSchema();
    for (const Order &order : orders)
        collection.documents.push_back(
            orderLine(random, order, static_cast<std::int64_t>(collection.documents.size())));
    return collection;
}

} // namespace explorer::ingest::sample
