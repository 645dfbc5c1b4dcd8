#pragma once

#include "core/index/lucene/indexview.h"
#include "core/index/searchindex.h"

#include <array>
#include <memory>
#include <span>
#include <vector>

namespace explorer::index
{

inline constexpr std::size_t kMaxSortFields = 6;

inline namespace reading
{

/// The best hits of a search by its sort (score where there is none) and id, after the page before. Kept a
/// segment in a heap over integers (ordinals stand for strings), then merged by value.
class HitCollector
{
public:
    /// Throws SearchStopped ("sort_field") where a field cannot be sorted by.
    HitCollector(const IndexQuery &query, const api::Schema &schema);
    /// Whether collect() looks at the scores.
    [[nodiscard]] bool needsScores() const { return m_needsScores; }

    void startSegment(const SegmentView &segment);
    void collect(std::span<const int> documents, std::span<const float> scores);
    void finishSegment();
    std::vector<IndexHit> take();

private:
    enum class Kind : std::uint8_t { Score, Id, Number, Real, Keyword };
    struct Sort {
        std::string field;
        Kind kind;
        bool descending;
    };
    /// Smaller is better; what is missing comes last.
    struct Key {
        bool missing = false;
        std::uint64_t value = 0;
        auto operator<=>(const Key &) const = default;
    };
    struct Entry {
        std::array<Key, kMaxSortFields> keys;
        std::uint32_t id = 0;
        int document = 0;
        float score = 0;
    };
    struct Column {
        std::shared_ptr<const NumericColumn> numeric;
        std::shared_ptr<const KeywordColumn> keyword;
    };

    Sort resolve(const api::SortField &field, const api::Schema &schema) const;
    [[nodiscard]] Key keyOf(std::size_t sort, int document, float score, std::uint32_t id) const;
    [[nodiscard]] Key keyOfValue(std::size_t sort, const SortValue &value) const;
    [[nodiscard]] Key keyOfKeyword(const TermList &terms, const std::string &text, bool descending) const;
    [[nodiscard]] SortValue valueOf(std::size_t sort, const Entry &entry) const;
    [[nodiscard]] int compareKeys(const Entry &a, const Entry &b) const;
    [[nodiscard]] bool isBetter(const Entry &a, const Entry &b) const;
    [[nodiscard]] bool comesBefore(const IndexHit &a, const IndexHit &b) const;
    [[nodiscard]] bool isAfterPage(const Entry &entry) const;
    void prepareAfter();
    void keep(const Entry &entry);

    const IndexQuery &m_query;
    std::vector<Sort> m_sorts;
    std::size_t m_size;
    bool m_needsScores = false;
    const SegmentView *m_segment = nullptr;
    std::vector<Column> m_columns;
    std::shared_ptr<const KeywordColumn> m_ids;
    Entry m_after;
    /// The ids of this segment from here on come after the page's last one.
    std::uint32_t m_firstIdAfter = 0;
    std::vector<Entry> m_heap;
    std::vector<IndexHit> m_hits;
};

} // namespace reading

} // namespace explorer::index
