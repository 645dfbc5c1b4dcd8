#pragma once

#include "core/api/search.h"
#include "ui/models/documentvalues.h"

#include <map>
#include <optional>
#include <vector>

namespace explorer::ui
{

/// The pages of one search that are held, and how to come to those that are not. A page is reached from the
/// nearest cursor before it, by an offset of at most 10,000 hits (the server's limit); what is farther away
/// takes several steps, each of which leaves a cursor behind at a whole multiple of that. All of them stand
/// on the first page's snapshot. Memory is bounded: pages far from what was wanted last are dropped.
class HitPages
{
public:
    static constexpr int kPageRows = 200;
    static constexpr int kKeptPages = 64;
    static constexpr int kStepRows = 10'000;
    /// A view keeps eight bytes a row.
    static constexpr int kMostRows = 20'000'000;

    struct Row {
        api::SearchHit hit;
        DocumentValues values;
        bool isParsed = false;
    };
    struct Fetch {
        int page = 0;
        std::string cursor;
        int offset = 0;
        /// The page that is wanted; another one where this is a step on the way.
        int target = 0;
    };

    void setFirst(const api::SearchAnswer &answer);
    void clear();
    [[nodiscard]] int rows() const { return m_rows; }
    /// How many rows there are once this answer is in.
    [[nodiscard]] int rowsAfter(int page, const api::SearchAnswer &answer) const;
    void put(int page, const api::SearchAnswer &answer);

    [[nodiscard]] bool holds(int page) const { return m_pages.contains(page); }
    /// Null where the page is not held, or the document was deleted while its page was read.
    [[nodiscard]] Row *row(int row);
    [[nodiscard]] int rowOf(const std::string &id) const;
    /// The held row that is nearest.
    [[nodiscard]] int nearestHeld(int row) const;

    /// Of several pages the one wanted last comes first; only a few are remembered.
    void want(int page);
    void forgetWanted() { m_wanted.clear(); }
    /// The next step towards what is wanted; nothing where all of it is held.
    [[nodiscard]] std::optional<Fetch> nextFetch();

private:
    void evictFarFrom(int page);
    void thinCursorsFarFrom(int row);

    std::map<int, std::vector<Row>> m_pages;
    /// By the row that the page of the cursor begins with.
    std::map<int, std::string> m_cursors;
    /// The newest last.
    std::vector<int> m_wanted;
    int m_rows = 0;
};

} // namespace explorer::ui
