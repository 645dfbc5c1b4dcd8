#include "core/ingest/sampleshop_p.h"

#include "core/ingest/tickettexts_p.h"

#include <algorithm>

namespace explorer::ingest::sample
{
namespace
{

constexpr std::size_t kUsualTickets = 352;
constexpr std::size_t kOutageTickets = 41;
constexpr std::size_t kAftermathTickets = 9;
constexpr std::string_view kCustomers[] = {"Anna Keller",    "Ben Hughes",    "Clara Moreau", "David Owens",
                                           "Emma Lindqvist", "Felix Becker",  "Greta Novak",  "Henry Abbott",
                                           "Ines Garcia",    "Jonas Fischer", "Karin Jensen", "Leo Dubois",
                                           "Mia Carter",     "Noah Evans",    "Olga Ivanova", "Paul Price",
                                           "Rosa Garcia",    "Simon Keller",  "Tara Hughes",  "Victor Novak"};
constexpr std::string_view kChannels[] = {"mail", "mail", "mail", "chat", "phone"};

struct Ticket {
    UnixMillis at = 0;
    std::string topic;
    std::string priority = "normal";
    std::string customer;
    std::string subject;
    std::string body;
    std::string sku;
    std::vector<std::string> tags;
};

/// Puts the product's name and the order's number where a text has {product} and {order}.
std::string filled(std::string_view text, std::string_view product, std::string_view order)
{
    std::string made(text);
    for (const auto &[slot, value] :
         {std::pair<std::string_view, std::string_view>{"{product}", product}, {"{order}", order}}) {
        for (std::size_t at = made.find(slot); at != std::string::npos;
             at = made.find(slot, at + value.size()))
            made.replace(at, slot.size(), value);
    }
    return made;
}

Ticket makeTicket(SampleRandom &random, UnixMillis at, const TicketTopic &topic, const Product &product)
{
    const std::string order = "O-" + std::to_string(104'000 + random.below(2'900));
    Ticket ticket;
    ticket.at = at;
    ticket.topic = topic.name;
    ticket.priority = random.chance(topic.urgentPercent) ? "high" : random.chance(20) ? "low" : "normal";
    ticket.customer = random.pick(kCustomers);
    ticket.subject = filled(random.pick(topic.subjects), product.name, order);
    std::string text(random.pick(std::span<const std::string_view>(kGreetings)));
    text += " " + std::string(random.pick(topic.openings)) + " " + std::string(random.pick(topic.details));
    text += " " + std::string(random.pick(topic.requests)) + " ";
    text += std::string(random.pick(std::span<const std::string_view>(kClosings))) + " " + ticket.customer;
    ticket.body = filled(text, product.name, order);
    ticket.sku = product.sku;
    ticket.tags = {std::string(topic.name)};
    if (random.chance(30))
        ticket.tags.emplace_back(random.chance(50) ? "returning customer" : "new customer");
    return ticket;
}

/// The customer who could not believe it, and the books that did not add up.
std::vector<Ticket> priceTickets(const Product &product)
{
    Ticket customer;
    customer.at = kPriceFrom + 64 * kMinute;
    customer.topic = "price";
    customer.customer = "Henry Abbott";
    customer.subject = "Is this price a mistake?";
    customer.body = "Hello, the " + product.name + " has been on my wish list for months at " +
                    money(product.priceCents) + ". This morning it costs " + money(product.priceCents / 100) +
                    ". That looks like a wrong price to me, somebody seems to have moved the decimal point. "
                    "A thread on a bargain "
                    "forum already links to it. I ordered one anyway, please tell me whether you will honour "
                    "it. Henry Abbott";
    customer.sku = product.sku;
    customer.tags = {"price"};
    Ticket accounting;
    accounting.at = kPriceTo + 3 * kHour + 8 * kMinute;
    accounting.topic = "price";
    accounting.priority = "high";
    accounting.customer = "Accounting";
    accounting.subject = "Margin of Thursday morning is negative";
    accounting.body = "Hi all, the day's report shows a loss on " + product.sku + " (" + product.name +
                      "). Between nine and one it was sold at " + money(product.priceCents / 100) +
                      " instead of " + money(product.priceCents) +
                      ". It seems the wrong price came in with this morning's import of the supplier's list, "
                      "which has cents where "
                      "we expect euros. Please stop shipping these orders until it is decided what happens "
                      "to them. Accounting";
    accounting.sku = product.sku;
    accounting.tags = {"price", "internal"};
    return {std::move(customer), std::move(accounting)};
}

std::string ticketLine(const Ticket &ticket, std::int64_t number)
{
    const bool isOpen = ticket.at > kStart + 12 * kDay;
    JsonLine line;
    line.text("id", "T-" + std::to_string(7'000 + number))
        .time("ts", ticket.at)
        .text("subject", ticket.subject);
    line.text("body", ticket.body).text("customer", ticket.customer).text("topic", ticket.topic);
    line.text("priority", ticket.priority).text("status", isOpen ? "open" : "solved");
    line.text("channel", kChannels[static_cast<std::size_t>(number * 7 % 5)])
        .text("sku", ticket.sku)
        .texts("tags", ticket.tags);
    return line.take();
}

api::Schema ticketSchema()
{
    using api::FieldType;
    api::Schema schema;
    schema.fields["subject"] = {FieldType::Text, "english", 2.0};
    schema.fields["body"] = {FieldType::Text, "english", 1.0};
    schema.fields["customer"].type = FieldType::Text;
    for (const char *name : {"topic", "priority", "status", "channel", "sku", "tags"})
        schema.fields[name].type = FieldType::Keyword;
    schema.fields["ts"].type = FieldType::Date;
    return schema;
}

} // namespace

SampleCollection ticketCollection(const std::vector<Product> &products, SampleRandom random)
{
    const auto anyProduct = [&]() -> const Product & {
        return random.pick(std::span<const Product>(products));
    };
    std::vector<Ticket> tickets = priceTickets(mispriced(products));
    for (const UnixMillis at : makeMoments(random, kUsualTickets))
        tickets.push_back(makeTicket(random, at, random.pick(usualTopics()), anyProduct()));
    for (const UnixMillis at :
         makeMomentsBetween(random, kOutageTickets, kOutageFrom + 6 * kMinute, kOutageTo + 50 * kMinute))
        tickets.push_back(makeTicket(random, at, outageTopic(), anyProduct()));
    for (const UnixMillis at :
         makeMomentsBetween(random, kAftermathTickets, kPriceTo + 20 * kHour, kPriceTo + 40 * kHour))
        tickets.push_back(makeTicket(random, at, aftermathTopic(), mispriced(products)));
    std::stable_sort(tickets.begin(), tickets.end(),
                     [](const Ticket &left, const Ticket &right) { return left.at < right.at; });
    SampleCollection collection;
    collection.name = "shop-tickets";
    collection.schema = ticketSchema();
    for (const Ticket &ticket : tickets)
        collection.documents.push_back(
            ticketLine(ticket, static_cast<std::int64_t>(collection.documents.size())));
    return collection;
}

} // namespace explorer::ingest::sample
