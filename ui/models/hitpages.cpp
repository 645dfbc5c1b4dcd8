#include "ui/models/hitpages.h"

#include <algorithm>

namespace explorer::ui
{

namespace
{

constexpr std::size_t kMostWanted = 4;
constexpr std::size_t kMostCursors = 4096;
constexpr int kNearRows = 20 * HitPages::kPageRows;

} // namespace

void HitPages::clear()
{
    m_pages.clear();
    m_cursors.clear();
    m_wanted.clear();
    m_rows = 0;
}

void HitPages::setFirst(const api::SearchAnswer &answer)
{
    clear();
    const int known = int(answer.hits.size());
    // Without a cursor nothing after these can be reached, whatever the total says.
    if (!answer.nextCursor.empty())
        m_rows = int(std::clamp<std::int64_t>(answer.total, known + 1, kMostRows));
    put(0, answer);
}

int HitPages::rowsAfter(int page, const api::SearchAnswer &answer) const
{
    if (answer.nextCursor.empty())
        return page * kPageRows + int(answer.hits.size());
    return std::max(m_rows, (page + 1) * kPageRows + 1);
}

void HitPages::put(int page, const api::SearchAnswer &answer)
{
    m_rows = rowsAfter(page, answer);
    std::vector<Row> rows;
    for (const api::SearchHit &hit : answer.hits)
        rows.push_back({hit, {}, false});
    m_pages[page] = std::move(rows);
    const int next = (page + 1) * kPageRows;
    if (!answer.nextCursor.empty())
        m_cursors[next] = answer.nextCursor;
    std::erase_if(m_wanted, [this](int wanted) { return holds(wanted); });
    evictFarFrom(m_wanted.empty() ? page : m_wanted.back());
    thinCursorsFarFrom(next);
}

HitPages::Row *HitPages::row(int row)
{
    const auto page = m_pages.find(row / kPageRows);
    const auto at = std::size_t(row % kPageRows);
    return page != m_pages.end() && at < page->second.size() ? &page->second[at] : nullptr;
}

int HitPages::rowOf(const std::string &id) const
{
    for (const auto &[number, rows] : m_pages) {
        const auto found =
            std::find_if(rows.begin(), rows.end(), [&](const Row &r) { return r.hit.id == id; });
        if (found != rows.end())
            return number * kPageRows + int(found - rows.begin());
    }
    return -1;
}

int HitPages::nearestHeld(int row) const
{
    int nearest = 0;
    for (const auto &[number, rows] : m_pages) {
        if (rows.empty())
            continue;
        const int first = number * kPageRows;
        const int held = std::clamp(row, first, first + int(rows.size()) - 1);
        if (std::abs(held - row) < std::abs(nearest - row))
            nearest = held;
    }
    return nearest;
}

void HitPages::want(int page)
{
    std::erase(m_wanted, page);
    m_wanted.push_back(page);
    if (m_wanted.size() > kMostWanted)
        m_wanted.erase(m_wanted.begin());
}

std::optional<HitPages::Fetch> HitPages::nextFetch()
{
    while (!m_wanted.empty()) {
        const int target = m_wanted.back();
        const auto after = m_cursors.upper_bound(target * kPageRows);
        if (holds(target) || target * kPageRows >= m_rows || after == m_cursors.begin()) {
            m_wanted.pop_back();
            continue;
        }
        const auto &[row, cursor] = *std::prev(after);
        const int offset = target * kPageRows - row;
        if (offset <= kStepRows)
            return Fetch{target, cursor, offset, target};
        // The page before the next whole step: its cursor stands right there.
        const int step = (row / kStepRows + 1) * kStepRows - kPageRows;
        return Fetch{step / kPageRows, cursor, step - row, target};
    }
    return std::nullopt;
}

void HitPages::evictFarFrom(int page)
{
    while (int(m_pages.size()) > kKeptPages) {
        const int first = std::next(m_pages.begin())->first;
        const int last = m_pages.rbegin()->first;
        // The first page stays: no cursor leads to it.
        m_pages.erase(std::abs(first - page) > std::abs(last - page) ? first : last);
    }
}

void HitPages::thinCursorsFarFrom(int row)
{
    if (m_cursors.size() <= kMostCursors)
        return;
    std::erase_if(m_cursors, [row](const auto &cursor) {
        return cursor.first != kPageRows && cursor.first % kStepRows != 0 &&
               std::abs(cursor.first - row) > kNearRows;
    });
}

} // namespace explorer::ui
