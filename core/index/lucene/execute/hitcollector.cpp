#include "core/index/lucene/execute/hitcollector.h"

#include "core/index/lucene/execute/sortkeys_p.h"
#include "core/index/lucene/interrupt.h"
#include "core/index/lucene/lucenetext.h"

#include <algorithm>

namespace explorer::index
{
namespace
{

constexpr std::string_view kIdColumn = "_id";
constexpr std::size_t kHeapHits = 1024;

float scoreAt(std::span<const float> scores, std::size_t at) { return scores.empty() ? 0.0F : scores[at]; }

[[noreturn]] void refuseCursor()
{
    stopSearch(ErrorCode::InvalidArgument, "cursor_invalid",
               "The cursor does not belong to this sort; start again from the first page.");
}

} // namespace

HitCollector::HitCollector(const IndexQuery &query, const api::Schema &schema)
    : m_query(query), m_size(static_cast<std::size_t>(std::max(query.size, 0))), m_isLarge(m_size > kHeapHits)
{
    if (query.sort.size() > kMaxSortFields)
        stopSearch(ErrorCode::InvalidArgument, "sort_field",
                   "A search can be sorted by at most " + std::to_string(kMaxSortFields) + " fields.");
    for (const api::SortField &field : query.sort)
        m_sorts.push_back(resolve(field, schema));
    if (m_sorts.empty())
        m_sorts.push_back({"score", Kind::Score, true});
    if (query.after && query.after->first.size() != m_sorts.size())
        refuseCursor();
    m_needsScores = m_size > 0 && std::any_of(m_sorts.begin(), m_sorts.end(),
                                              [](const Sort &sort) { return sort.kind == Kind::Score; });
}

HitCollector::Sort HitCollector::resolve(const api::SortField &field, const api::Schema &schema)
{
    if (field.field == "score")
        return {field.field, Kind::Score, field.descending};
    if (field.field == "id")
        return {field.field, Kind::Id, field.descending};
    const api::Field *known = schema.find(field.field);
    if (known == nullptr)
        stopSearch(ErrorCode::InvalidArgument, "sort_field",
                   "There is no field " + field.field + " to sort by in this collection.");
    if (known->type == api::FieldType::Text)
        stopSearch(ErrorCode::InvalidArgument, "sort_field",
                   "The field " + field.field + " holds text and cannot be sorted by; use a keyword field.");
    if (known->type == api::FieldType::Keyword)
        return {field.field, Kind::Keyword, field.descending};
    return {field.field, known->type == api::FieldType::Double ? Kind::Real : Kind::Number, field.descending};
}

void HitCollector::startSegment(const Segment &segment)
{
    m_heap.clear();
    m_hasWorst = false;
    m_columns.clear();
    m_ids = {nullptr, segment.columns().ordinals(kIdColumn), segment.terms(kIdColumn)};
    for (const Sort &sort : m_sorts) {
        Column column;
        const std::string field = indexedFieldUtf8(sort.field);
        if (sort.kind == Kind::Keyword)
            column = {nullptr, segment.columns().ordinals(field), segment.terms(field)};
        else if (sort.kind == Kind::Number || sort.kind == Kind::Real)
            column.numbers = segment.columns().numbers(field);
        m_columns.push_back(column);
    }
    if (m_query.after && m_size > 0)
        prepareAfter();
    m_hasLimit = m_size > 0 && m_hits.size() == m_size;
    if (m_hasLimit)
        prepareLimit();
}

void HitCollector::prepareLimit()
{
    const IndexHit &worst = m_hits.back();
    for (std::size_t i = 0; i < m_sorts.size(); ++i)
        m_limit.keys[i] = keyOfValue(i, worst.sortValues[i]);
    m_limit.score = static_cast<float>(worst.score);
    m_limit.id = static_cast<std::uint32_t>(keyOfText(m_ids.terms, worst.id) / 2);
}

std::optional<std::string> HitCollector::firstNumber() const
{
    if (m_sorts[0].kind != Kind::Number && m_sorts[0].kind != Kind::Real)
        return std::nullopt;
    return indexedFieldUtf8(m_sorts[0].field);
}

SortKey HitCollector::worstFirstKey() const
{
    const Entry *worst = bound();
    return worst != nullptr ? worst->keys[0] : SortKey{true, UINT64_MAX};
}

std::optional<float> HitCollector::leastScore() const
{
    const Entry *worst = bound();
    if (m_sorts[0].kind != Kind::Score || !m_sorts[0].descending || worst == nullptr)
        return std::nullopt;
    return worst->score;
}

void HitCollector::prepareAfter()
{
    for (std::size_t i = 0; i < m_sorts.size(); ++i)
        m_after.keys[i] = keyOfValue(i, m_query.after->first[i]);
    // The place after the id itself, or of its successor where this segment lacks it.
    m_firstIdAfter = static_cast<std::uint32_t>((keyOfText(m_ids.terms, m_query.after->second) + 1) / 2);
}

HitCollector::Key HitCollector::keyOfValue(std::size_t sort, const SortValue &value) const
{
    const auto &[field, kind, descending] = m_sorts[sort];
    if (std::holds_alternative<std::monostate>(value))
        return {true, 0};
    const auto *text = std::get_if<std::string>(&value);
    const auto *integer = std::get_if<std::int64_t>(&value);
    const auto *real = std::get_if<double>(&value);
    std::uint64_t key = 0;
    if (kind == Kind::Id && text != nullptr)
        key = keyOfText(m_ids.terms, *text);
    else if (kind == Kind::Keyword && text != nullptr)
        key = keyOfText(m_columns[sort].terms, *text);
    else if (kind == Kind::Number && integer != nullptr)
        key = ordered(*integer);
    else if ((kind == Kind::Real || kind == Kind::Score) && text == nullptr)
        key = ordered(sortableFromDouble(real != nullptr ? *real : static_cast<double>(*integer)));
    else
        refuseCursor();
    return {false, descending ? ~key : key};
}

HitCollector::Key HitCollector::keyOf(std::size_t sort, int document, float score, std::uint32_t id) const
{
    const auto &[field, kind, descending] = m_sorts[sort];
    const Column &column = m_columns[sort];
    std::uint64_t key = 0;
    if (kind == Kind::Score) {
        key = ordered(sortableFromDouble(static_cast<double>(score)));
    } else if (kind == Kind::Id) {
        key = 2ULL * id + 1;
    } else if (column.ordinals != nullptr) {
        const std::uint32_t ordinal =
            descending ? column.ordinals->greatest(document) : column.ordinals->least(document);
        if (ordinal == kNoOrdinal)
            return {true, 0};
        key = 2ULL * ordinal + 1;
    } else {
        if (column.numbers == nullptr || column.numbers->isMissing(document))
            return {true, 0};
        key = ordered(descending ? column.numbers->greatest(document) : column.numbers->least(document));
    }
    return {false, descending ? ~key : key};
}

int HitCollector::compareKeys(const Entry &a, const Entry &b) const
{
    for (std::size_t i = 0; i < m_sorts.size(); ++i) {
        if (a.keys[i] != b.keys[i])
            return a.keys[i] < b.keys[i] ? -1 : 1;
    }
    return 0;
}

bool HitCollector::isBetter(const Entry &a, const Entry &b) const
{
    const int order = compareKeys(a, b);
    return order != 0 ? order < 0 : a.id < b.id;
}

bool HitCollector::isAfterPage(const Entry &entry) const
{
    const int order = compareKeys(entry, m_after);
    return order != 0 ? order > 0 : entry.id >= m_firstIdAfter;
}

void HitCollector::prune()
{
    const auto worst = m_heap.begin() + static_cast<std::ptrdiff_t>(m_size) - 1;
    std::nth_element(m_heap.begin(), worst, m_heap.end(),
                     [this](const Entry &a, const Entry &b) { return isBetter(a, b); });
    m_heap.resize(m_size);
    m_worst = m_heap.back();
    m_hasWorst = true;
}

void HitCollector::keep(const Entry &entry)
{
    if (m_isLarge) {
        m_heap.push_back(entry);
        if (m_heap.size() == 2 * m_size)
            prune();
        return;
    }
    const auto worstFirst = [this](const Entry &a, const Entry &b) { return isBetter(a, b); };
    if (m_heap.size() == m_size) {
        std::pop_heap(m_heap.begin(), m_heap.end(), worstFirst);
        m_heap.pop_back();
    }
    m_heap.push_back(entry);
    std::push_heap(m_heap.begin(), m_heap.end(), worstFirst);
}

void HitCollector::consider(int document, float score)
{
    Entry entry;
    entry.document = document;
    entry.score = score;
    entry.id = m_ids.ordinals->least(document);
    if (entry.id == kNoOrdinal)
        return;
    for (std::size_t i = 0; i < m_sorts.size(); ++i)
        entry.keys[i] = keyOf(i, document, score, entry.id);
    if (const Entry *worst = bound(); worst != nullptr && !isBetter(entry, *worst))
        return;
    if (m_query.after && !isAfterPage(entry))
        return;
    keep(entry);
}

template <typename KeyAt>
void HitCollector::skim(std::span<const int> documents, std::span<const float> scores, const KeyAt &keyAt)
{
    const auto isAbove = [](const Key &a, const Key &b) {
        return a.missing != b.missing ? a.missing : a.value > b.value;
    };
    const bool isDecidedByOne = m_sorts.size() == 1;
    // Nothing is before it, where there is no page before.
    const Key first = bestFirstKey();
    Key worst = bound()->keys[0];
    std::uint32_t worstId = bound()->id;
    // Documents mostly come in the order of time, and the newest are asked for: from the end of the block few
    // of them get into the heap.
    const bool isBackward = m_sorts[0].descending;
    for (std::size_t n = 0; n < documents.size(); ++n) {
        const std::size_t i = isBackward ? documents.size() - 1 - n : n;
        const Key key = keyAt(i);
        if (isAbove(key, worst) || isAbove(first, key))
            continue;
        if (isDecidedByOne && key == worst && m_ids.ordinals->least(documents[i]) >= worstId)
            continue;
        consider(documents[i], scoreAt(scores, i));
        worst = bound()->keys[0];
        worstId = bound()->id;
    }
}

void HitCollector::skimScores(std::span<const int> documents, std::span<const float> scores)
{
    // Turned over, so that the better score is the smaller one in both directions.
    const float sign = m_sorts[0].descending ? -1.0F : 1.0F;
    const bool isDecidedByOne = m_sorts.size() == 1;
    float worst = sign * bound()->score;
    std::uint32_t worstId = bound()->id;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const float score = sign * scores[i];
        if (score > worst)
            continue;
        if (isDecidedByOne && score == worst && m_ids.ordinals->least(documents[i]) >= worstId)
            continue;
        consider(documents[i], scores[i]);
        worst = sign * bound()->score;
        worstId = bound()->id;
    }
}

void HitCollector::skimNumbers(std::span<const int> documents, std::span<const float> scores)
{
    const NumericColumn &column = *m_columns[0].numbers;
    const bool descending = m_sorts[0].descending;
    const std::uint64_t base = ordered(column.value(0));
    column.visit([&](const auto &values) {
        skim(documents, scores, [&](std::size_t i) {
            const auto place = static_cast<std::size_t>(documents[i]);
            if (values.isMissing(place))
                return Key{true, 0};
            return descending ? Key{false, ~(base + values.greatest(place))}
                              : Key{false, base + values.least(place)};
        });
    });
}

void HitCollector::skimOrdinals(std::span<const int> documents, std::span<const float> scores)
{
    const bool descending = m_sorts[0].descending;
    m_columns[0].ordinals->visit([&](const auto &values) {
        skim(documents, scores, [&](std::size_t i) {
            const auto place = static_cast<std::size_t>(documents[i]);
            if (values.isMissing(place))
                return Key{true, 0};
            return descending ? Key{false, ~(2ULL * values.greatest(place) + 1)}
                              : Key{false, 2ULL * values.least(place) + 1};
        });
    });
}

void HitCollector::collect(std::span<const int> documents, std::span<const float> scores)
{
    if (m_size == 0 || m_ids.ordinals == nullptr)
        return;
    std::size_t considered = 0;
    for (; considered < documents.size() && bound() == nullptr; ++considered)
        consider(documents[considered], scoreAt(scores, considered));
    documents = documents.subspan(considered);
    scores = scores.empty() ? scores : scores.subspan(considered);
    if (documents.empty())
        return;
    if (m_sorts[0].kind == Kind::Score)
        skimScores(documents, scores);
    else if (m_columns[0].numbers != nullptr)
        skimNumbers(documents, scores);
    else if (m_columns[0].ordinals != nullptr)
        skimOrdinals(documents, scores);
    else
        skim(documents, scores,
             [&](std::size_t i) { return keyOf(0, documents[i], 0, m_ids.ordinals->least(documents[i])); });
}

std::vector<int> HitCollector::unscored() const
{
    std::vector<int> documents;
    if (m_needsScores)
        return documents;
    for (const Entry &entry : m_heap)
        documents.push_back(entry.document);
    std::sort(documents.begin(), documents.end());
    return documents;
}

void HitCollector::setScores(std::span<const float> scores)
{
    const std::vector<int> documents = unscored();
    if (documents.empty())
        return;
    for (Entry &entry : m_heap) {
        const auto place = std::lower_bound(documents.begin(), documents.end(), entry.document);
        entry.score = scores[static_cast<std::size_t>(place - documents.begin())];
    }
}

SortValue HitCollector::valueOf(std::size_t sort, const Entry &entry) const
{
    const Key &key = entry.keys[sort];
    if (key.missing)
        return std::monostate{};
    const std::uint64_t value = m_sorts[sort].descending ? ~key.value : key.value;
    const auto ordinal = static_cast<std::uint32_t>(value / 2);
    switch (m_sorts[sort].kind) {
    case Kind::Score:
    case Kind::Real:
        return doubleFromSortable(unordered(value));
    case Kind::Number:
        return unordered(value);
    case Kind::Id:
        return std::string(m_ids.terms->at(ordinal));
    case Kind::Keyword:
        return std::string(m_columns[sort].terms->at(ordinal));
    }
    return std::monostate{};
}

void HitCollector::finishSegment()
{
    const std::size_t known = m_hits.size();
    for (const Entry &entry : m_heap) {
        IndexHit hit;
        hit.id = std::string(m_ids.terms->at(entry.id));
        hit.score = static_cast<double>(entry.score);
        for (std::size_t i = 0; i < m_sorts.size(); ++i)
            hit.sortValues.push_back(valueOf(i, entry));
        m_hits.push_back(std::move(hit));
    }
    m_heap.clear();
    const auto isBefore = [this](const IndexHit &a, const IndexHit &b) { return comesBefore(a, b); };
    const auto added = m_hits.begin() + static_cast<std::ptrdiff_t>(known);
    std::sort(added, m_hits.end(), isBefore);
    std::inplace_merge(m_hits.begin(), added, m_hits.end(), isBefore);
    m_hits.resize(std::min(m_hits.size(), m_size));
}

bool HitCollector::comesBefore(const IndexHit &a, const IndexHit &b) const
{
    for (std::size_t i = 0; i < m_sorts.size(); ++i) {
        const int order = compareSortValues(a.sortValues[i], b.sortValues[i], m_sorts[i].descending);
        if (order != 0)
            return order < 0;
    }
    return a.id < b.id;
}

std::vector<IndexHit> HitCollector::take() { return std::move(m_hits); }

} // namespace explorer::index
