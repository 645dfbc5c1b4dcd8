#pragma once

#include "core/api/schema.h"
#include "core/index/lucene/execute/sortkeys_p.h"
#include "core/index/lucene/segment/segment.h"
#include "core/index/searchindex.h"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace explorer::index
{

inline constexpr std::size_t kMaxSortFields = 6;

/// The best hits of a search by its sort (score where there is none) and id, after the page before. Kept a
/// segment in a heap over integers (ordinals stand for strings), then merged by value; a segment's have to be
/// better than those of the segments before. A hit that loses by its first key costs a comparison of what the
/// column stores.
class HitCollector
{
public:
    /// Throws SearchStopped ("sort_field") where a field cannot be sorted by. `query` must outlive it.
    HitCollector(const IndexQuery &query, const api::Schema &schema);
    /// Whether collect() looks at the scores. Where not, they are asked for by unscored().
    [[nodiscard]] bool needsScores() const { return m_needsScores; }

    /// The segment must live until finishSegment().
    void startSegment(const Segment &segment);
    /// Live documents, ascending over all calls; `scores` one a document, or empty unless needsScores().
    void collect(std::span<const int> documents, std::span<const float> scores);
    /// What is kept of this segment without a score, ascending: scores are part of every hit.
    [[nodiscard]] std::vector<int> unscored() const;
    /// Of unscored(), in that order.
    void setScores(std::span<const float> scores);
    void finishSegment();
    std::vector<IndexHit> take();

    /// Where the first key of the sort is a number: its field's name in the index.
    [[nodiscard]] std::optional<std::string> firstNumber() const;
    [[nodiscard]] bool isFirstDescending() const { return m_sorts[0].descending; }
    /// No document with a worse first key can be kept any more; it becomes better with every call of
    /// collect(). Between startSegment() and finishSegment(), and not for a size of 0.
    [[nodiscard]] SortKey worstFirstKey() const;
    /// Nor one with a better key: it was on a page before.
    [[nodiscard]] SortKey bestFirstKey() const { return m_query.after ? m_after.keys[0] : SortKey{}; }
    /// Nor, where the best scores come first, one that scores less.
    [[nodiscard]] std::optional<float> leastScore() const;

private:
    using Key = SortKey;
    enum class Kind : std::uint8_t { Score, Id, Number, Real, Keyword };
    struct Sort {
        std::string field;
        Kind kind;
        bool descending;
    };
    struct Entry {
        std::array<Key, kMaxSortFields> keys;
        std::uint32_t id = 0;
        int document = 0;
        float score = 0;
    };
    /// Null: the segment has none.
    struct Column {
        const NumericColumn *numbers = nullptr;
        const OrdinalColumn *ordinals = nullptr;
        const FieldTerms *terms = nullptr;
    };

    static Sort resolve(const api::SortField &field, const api::Schema &schema);
    [[nodiscard]] Key keyOf(std::size_t sort, int document, float score, std::uint32_t id) const;
    [[nodiscard]] Key keyOfValue(std::size_t sort, const SortValue &value) const;
    [[nodiscard]] SortValue valueOf(std::size_t sort, const Entry &entry) const;
    [[nodiscard]] int compareKeys(const Entry &a, const Entry &b) const;
    [[nodiscard]] bool isBetter(const Entry &a, const Entry &b) const;
    [[nodiscard]] bool comesBefore(const IndexHit &a, const IndexHit &b) const;
    [[nodiscard]] bool isAfterPage(const Entry &entry) const;
    void prepareAfter();
    void prepareLimit();
    /// What a document has to be better than; null: nothing.
    [[nodiscard]] const Entry *bound() const
    {
        if (m_isLarge ? m_hasWorst : m_heap.size() == m_size)
            return m_isLarge ? &m_worst : &m_heap.front();
        return m_hasLimit ? &m_limit : nullptr;
    }
    void consider(int document, float score);
    void keep(const Entry &entry);
    void prune();
    /// Considers the documents that their first key does not rule out. `keyAt` gives the key of the nth.
    template <typename KeyAt>
    void skim(std::span<const int> documents, std::span<const float> scores, const KeyAt &keyAt);
    void skimScores(std::span<const int> documents, std::span<const float> scores);
    void skimNumbers(std::span<const int> documents, std::span<const float> scores);
    void skimOrdinals(std::span<const int> documents, std::span<const float> scores);

    const IndexQuery &m_query;
    std::vector<Sort> m_sorts;
    std::size_t m_size;
    bool m_needsScores = false;
    std::vector<Column> m_columns;
    Column m_ids;
    Entry m_after;
    /// The ids of this segment from here on come after the page's last one.
    std::uint32_t m_firstIdAfter = 0;
    /// The worst of as many hits of other segments as are asked for; its id is that of the first one here not
    /// before it.
    Entry m_limit;
    bool m_hasLimit = false;
    std::vector<Entry> m_heap;
    /// With so many wanted a heap costs more than a list of up to twice as many that is cut at its median.
    bool m_isLarge = false;
    Entry m_worst;
    bool m_hasWorst = false;
    /// The best ones of the segments so far, in order.
    std::vector<IndexHit> m_hits;
};

} // namespace explorer::index
