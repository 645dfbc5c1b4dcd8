#include "core/search/querylog.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace explorer::search
{
namespace
{

using nlohmann::json;

constexpr double kNanosAMilli = 1e6;

std::string dump(const json &value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

/// Items by their score, the greatest first, at most `limit`.
template <typename Item, typename Value>
std::vector<std::pair<double, const Item *>> ranked(const std::unordered_map<std::size_t, Item> &items,
                                                    std::size_t limit, Value value)
{
    std::vector<std::pair<double, const Item *>> all;
    for (const auto &[hash, item] : items)
        all.emplace_back(value(item), &item);
    const std::size_t kept = std::min(limit, all.size());
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept), all.end(),
                      [](const auto &left, const auto &right) { return left.first > right.first; });
    all.resize(kept);
    return all;
}

} // namespace

double QueryLog::valueAt(const Score &score, UnixMillis now) const
{
    const double age = static_cast<double>(std::max<UnixMillis>(0, now - score.at));
    return score.value * std::exp2(-age / static_cast<double>(m_settings.halfLifeMillis));
}

void QueryLog::raise(Score &score, UnixMillis now) const { score = {valueAt(score, now) + 1, now}; }

void QueryLog::count(Shape &shape, const Search &search, UnixMillis now)
{
    const double millis = static_cast<double>(search.took.count()) / kNanosAMilli;
    api::QueryShape &figures = shape.figures;
    ++figures.searches;
    if (search.cacheStatus == "hit")
        ++figures.hits;
    else if (search.cacheStatus == "miss")
        ++figures.misses;
    else if (search.cacheStatus == "stale")
        ++figures.stale;
    else
        ++figures.bypassed;
    shape.totalMillis += millis;
    figures.slowestMillis = std::max(figures.slowestMillis, millis);
    figures.lastAt = now;
    raise(shape.score, now);
    m_isDirty = true;
}

bool QueryLog::recordKnown(const Search &search)
{
    const UnixMillis now = m_clock.nowMillis();
    const std::lock_guard lock(m_mutex);
    const auto known = m_requests.find(search.hash);
    if (known == m_requests.end())
        return false;
    const auto shape = m_shapes.find(known->second.shape);
    if (shape == m_shapes.end())
        return false;
    raise(known->second.score, now);
    count(shape->second, search, now);
    return true;
}

void QueryLog::recordNew(const Search &search, About about)
{
    const UnixMillis now = m_clock.nowMillis();
    std::string name = about.shape;
    for (const std::string &collection : about.collections)
        name += "\n" + collection;
    const std::size_t hash = std::hash<std::string>{}(name);
    const std::lock_guard lock(m_mutex);
    Shape &shape = m_shapes[hash];
    shape.figures.shape = std::move(about.shape);
    shape.figures.collections = std::move(about.collections);
    count(shape, search, now);
    if (about.request) {
        Request &request = m_requests[search.hash];
        request.hash = search.hash;
        request.shape = hash;
        request.asked = std::move(*about.request);
        raise(request.score, now);
    }
    trim(m_requests, m_settings.requestsLimit, now);
    trim(m_shapes, m_settings.shapesLimit, now);
}

template <typename Item>
void QueryLog::trim(std::unordered_map<std::size_t, Item> &items, std::size_t limit, UnixMillis now)
{
    if (items.size() <= 2 * limit)
        return;
    const auto kept =
        ranked(items, limit, [this, now](const Item &item) { return valueAt(item.score, now); });
    const double least = kept.empty() ? 0 : kept.back().first;
    // Of equals as many go as have to, whichever they are.
    std::size_t surplus = items.size() - kept.size();
    for (auto item = items.begin(); item != items.end() && surplus > 0;) {
        const bool isLess = valueAt(item->second.score, now) <= least;
        item = isLess ? items.erase(item) : std::next(item);
        surplus -= isLess ? 1 : 0;
    }
}

std::vector<api::QueryShape> QueryLog::shapes(std::size_t limit) const
{
    const UnixMillis now = m_clock.nowMillis();
    const std::lock_guard lock(m_mutex);
    std::vector<api::QueryShape> found;
    for (const auto &[score, shape] :
         ranked(m_shapes, limit, [this, now](const Shape &one) { return valueAt(one.score, now); })) {
        found.push_back(shape->figures);
        if (shape->figures.searches > 0)
            found.back().meanMillis = shape->totalMillis / static_cast<double>(shape->figures.searches);
    }
    return found;
}

std::vector<PopularRequest> QueryLog::popular(std::size_t limit) const
{
    const UnixMillis now = m_clock.nowMillis();
    const std::lock_guard lock(m_mutex);
    std::vector<PopularRequest> found;
    for (const auto &[score, request] :
         ranked(m_requests, limit, [this, now](const Request &one) { return valueAt(one.score, now); })) {
        found.push_back(request->asked);
        found.back().score = score;
    }
    return found;
}

std::vector<storage::QueryLogRow> QueryLog::rows() const
{
    using Kind = storage::QueryLogRow::Kind;
    const UnixMillis now = m_clock.nowMillis();
    std::vector<storage::QueryLogRow> rows;
    for (const auto &[score, shape] : ranked(m_shapes, m_settings.shapesLimit,
                                             [&](const Shape &one) { return valueAt(one.score, now); })) {
        const api::QueryShape &figures = shape->figures;
        std::string name = figures.shape;
        for (const std::string &collection : figures.collections)
            name += "\n" + collection;
        rows.push_back({Kind::Shape, name,
                        dump({{"shape", figures.shape},
                              {"collections", figures.collections},
                              {"searches", figures.searches},
                              {"hits", figures.hits},
                              {"misses", figures.misses},
                              {"stale", figures.stale},
                              {"bypassed", figures.bypassed},
                              {"total_ms", shape->totalMillis},
                              {"slowest_ms", figures.slowestMillis}}),
                        shape->score.value, shape->score.at});
    }
    for (const auto &[score, request] : ranked(m_requests, m_settings.requestsLimit,
                                               [&](const Request &one) { return valueAt(one.score, now); })) {
        const std::string content =
            dump({{"scope", request->asked.scope}, {"request", api::toJson(request->asked.request)}});
        rows.push_back(
            {Kind::Request, std::to_string(request->hash), content, request->score.value, request->score.at});
    }
    return rows;
}

void QueryLog::restore(const storage::QueryLogRow &row)
{
    const json content = json::parse(row.content, nullptr, false);
    if (!content.is_object())
        return;
    if (row.kind == storage::QueryLogRow::Kind::Request) {
        const Result<api::SearchRequest> request =
            api::searchRequestFromJson(content.value("request", json::object()));
        // Written by another version of the program: it asks anew soon enough.
        if (!request)
            return;
        std::size_t hash = 0;
        std::from_chars(row.name.data(), row.name.data() + row.name.size(), hash);
        Request &known = m_requests[hash];
        known.hash = hash;
        known.asked = {*request, content.value("scope", ""), 0};
        known.score = {row.score, row.lastAt};
        return;
    }
    Shape &shape = m_shapes[std::hash<std::string>{}(row.name)];
    api::QueryShape &figures = shape.figures;
    figures.shape = content.value("shape", "");
    figures.collections = content.value("collections", std::vector<std::string>());
    figures.searches = content.value("searches", std::int64_t{0});
    figures.hits = content.value("hits", std::int64_t{0});
    figures.misses = content.value("misses", std::int64_t{0});
    figures.stale = content.value("stale", std::int64_t{0});
    figures.bypassed = content.value("bypassed", std::int64_t{0});
    figures.slowestMillis = content.value("slowest_ms", 0.0);
    figures.lastAt = row.lastAt;
    shape.totalMillis = content.value("total_ms", 0.0);
    shape.score = {row.score, row.lastAt};
}

Result<void> QueryLog::load()
{
    const auto rows = storage::QueryLogStore(m_database).load();
    if (!rows)
        return fail(rows.error());
    const std::lock_guard lock(m_mutex);
    for (const storage::QueryLogRow &row : *rows)
        restore(row);
    return {};
}

std::future<Result<void>> QueryLog::save()
{
    std::vector<storage::QueryLogRow> current;
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_isDirty, false))
            current = rows();
    }
    if (!current.empty())
        return m_database.write([rows = std::move(current)](storage::Connection &connection) {
            return storage::QueryLogStore::replace(connection, rows);
        });
    std::promise<Result<void>> nothing;
    nothing.set_value({});
    return nothing.get_future();
}

} // namespace explorer::search
