#pragma once

#include "core/base/clock.h"
#include "core/ingest/sampledata.h"
#include "core/ingest/samplerandom_p.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

/// What the collections of the sample shop share: its products, its calendar, and the story.
namespace explorer::ingest::sample
{

/// 2024-03-04T00:00:00Z, a Monday, and the fortnight from there.
constexpr UnixMillis kStart = 1'709'510'400'000;
constexpr std::int64_t kDays = 14;
constexpr UnixMillis kMinute = 60'000;
constexpr UnixMillis kHour = 60 * kMinute;
constexpr UnixMillis kDay = 24 * kHour;

/// Tuesday of the second week, 18:41 to 19:44: the checkout's database refuses connections.
constexpr UnixMillis kOutageFrom = kStart + 8 * kDay + 18 * kHour + 41 * kMinute;
constexpr UnixMillis kOutageTo = kStart + 8 * kDay + 19 * kHour + 44 * kMinute;
/// Thursday after it, 09:12 to 12:57: one espresso machine costs a hundredth.
constexpr UnixMillis kPriceFrom = kStart + 10 * kDay + 9 * kHour + 12 * kMinute;
constexpr UnixMillis kPriceTo = kStart + 10 * kDay + 12 * kHour + 57 * kMinute;
constexpr std::string_view kMispricedSku = "MA-041";

inline bool isOutage(UnixMillis at) { return at >= kOutageFrom && at < kOutageTo; }
inline bool isMispriced(UnixMillis at) { return at >= kPriceFrom && at < kPriceTo; }

struct Product {
    std::string sku;
    std::string name;
    std::string category;
    std::string brand;
    std::string description;
    std::int64_t priceCents = 0;
    std::int64_t stock = 0;
    std::int64_t ratingTenths = 0;
};
std::vector<Product> makeProducts(SampleRandom random);
const Product &mispriced(const std::vector<Product> &products);

/// Moments over the fortnight: few at night, most in the evening, more at weekends. In ascending order.
std::vector<UnixMillis> makeMoments(SampleRandom &random, std::size_t count);
/// Of a part of it, evenly, in ascending order.
std::vector<UnixMillis> makeMomentsBetween(SampleRandom &random, std::size_t count, UnixMillis from,
                                           UnixMillis to);

/// One JSON object on one line.
class JsonLine
{
public:
    JsonLine &text(std::string_view name, std::string_view value);
    JsonLine &number(std::string_view name, std::int64_t value);
    JsonLine &cents(std::string_view name, std::int64_t value);
    JsonLine &boolean(std::string_view name, bool value);
    JsonLine &time(std::string_view name, UnixMillis value);
    JsonLine &texts(std::string_view name, const std::vector<std::string> &values);
    std::string take();

private:
    void begin(std::string_view name);
    std::string m_json = "{";
};
/// 64900 as 649.00.
std::string money(std::int64_t cents);
/// A number with leading zeros.
std::string padded(std::int64_t number, std::size_t digits);

SampleCollection productCollection(const std::vector<Product> &products);
SampleCollection orderCollection(const std::vector<Product> &products, SampleRandom random);
SampleCollection ticketCollection(const std::vector<Product> &products, SampleRandom random);
SampleCollection accessCollection(const std::vector<Product> &products, SampleRandom random);

} // namespace explorer::ingest::sample
