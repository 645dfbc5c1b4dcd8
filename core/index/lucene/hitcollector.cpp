#include "core/index/lucene/hitcollector.h"

#include "core/index/lucene/interrupt.h"
#include "core/index/lucene/lucenetext.h"

#include <algorithm>
#include <bit>

namespace explorer::index
{
namespace
{

constexpr std::uint64_t kSignBit = 1ULL << 63U;

std::uint64_t ordered(std::int64_t value) { return static_cast<std::uint64_t>(value) ^ kSignBit; }
std::int64_t unordered(std::uint64_t value) { return static_cast<std::int64_t>(value ^ kSignBit); }

/// -1, 0 or 1; a missing value comes last in both directions.
int compareValues(const SortValue &a, const SortValue &b, bool descending)
{
    const bool missingA = std::holds_alternative<std::monostate>(a);
    const bool missingB = std::holds_alternative<std::monostate>(b);
    if (missingA || missingB)
        return static_cast<int>(missingA) - static_cast<int>(missingB);
    const int order = a < b ? -1 : (b < a ? 1 : 0);
    return descending ? -order : order;
}

} // namespace

HitCollector::HitCollector(const IndexQuery &query, const api::Schema &schema)
    : m_query(query), m_size(static_cast<std::size_t>(std::max(query.size, 0)))
{
    if (query.sort.size() > kMaxSortFields)
        stopSearch(ErrorCode::InvalidArgument, "sort_field",
                   "A search can be sorted by at most " + std::to_string(kMaxSortFields) + " fields.");
    for (const api::SortField &field : query.sort)
        m_sorts.push_back(resolve(field, schema));
    if (m_sorts.empty())
        m_sorts.push_back({"score", Kind::Score, true});
    if (query.after && query.after->first.size() != m_sorts.size())
        stopSearch(ErrorCode::InvalidArgument, "cursor_invalid",
                   "The cursor does not belong to this sort; start again from the first page.");
    // Scores are part of every hit.
    m_needsScores = m_size > 0;
}

HitCollector::Sort HitCollector::resolve(const api::SortField &field, const api::Schema &schema) const
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

void HitCollector::startSegment(const SegmentView &segment)
{
    m_segment = &segment;
    m_heap.clear();
    if (m_size == 0)
        return;
    m_ids = segment.columns->keyword(segment.reader, kIdField);
    m_columns.clear();
    for (const Sort &sort : m_sorts) {
        Column column;
        if (sort.kind == Kind::Keyword)
            column.keyword = segment.columns->keyword(segment.reader, indexedField(sort.field));
        else if (sort.kind == Kind::Number || sort.kind == Kind::Real)
            column.numeric = segment.columns->numeric(segment.reader, indexedField(sort.field));
        m_columns.push_back(std::move(column));
    }
    if (m_query.after)
        prepareAfter();
}

void HitCollector::prepareAfter()
{
    for (std::size_t i = 0; i < m_sorts.size(); ++i)
        m_after.keys[i] = keyOfValue(i, m_query.after->first[i]);
    const std::string &id = m_query.after->second;
    m_firstIdAfter = m_ids->terms->lowerBound(id);
    if (m_firstIdAfter < m_ids->terms->size() && m_ids->terms->at(m_firstIdAfter) == id)
        ++m_firstIdAfter;
}

HitCollector::Key HitCollector::keyOfKeyword(const TermList &terms, const std::string &text,
                                             bool descending) const
{
    // Twice the ordinal plus one, so that a value this segment lacks has a place between its neighbours.
    const std::uint32_t ordinal = terms.lowerBound(text);
    const bool isThere = ordinal < terms.size() && terms.at(ordinal) == text;
    const std::uint64_t key = 2ULL * ordinal + (isThere ? 1 : 0);
    return {false, descending ? ~key : key};
}

HitCollector::Key HitCollector::keyOfValue(std::size_t sort, const SortValue &value) const
{
    const auto &[field, kind, descending] = m_sorts[sort];
    if (std::holds_alternative<std::monostate>(value))
        return {true, 0};
    if (const auto *text = std::get_if<std::string>(&value)) {
        if (kind == Kind::Id)
            return keyOfKeyword(*m_ids->terms, *text, descending);
        if (kind == Kind::Keyword)
            return keyOfKeyword(*m_columns[sort].keyword->terms, *text, descending);
    }
    const auto *integer = std::get_if<std::int64_t>(&value);
    const auto *real = std::get_if<double>(&value);
    std::uint64_t key = 0;
    if (kind == Kind::Number && integer != nullptr)
        key = ordered(*integer);
    else if ((kind == Kind::Real || kind == Kind::Score) && (real != nullptr || integer != nullptr))
        key = ordered(sortableFromDouble(real != nullptr ? *real : static_cast<double>(*integer)));
    else
        stopSearch(ErrorCode::InvalidArgument, "cursor_invalid",
                   "The cursor does not belong to this sort; start again from the first page.");
    return {false, descending ? ~key : key};
}

HitCollector::Key HitCollector::keyOf(std::size_t sort, int document, float score, std::uint32_t id) const
{
    const auto &[field, kind, descending] = m_sorts[sort];
    std::uint64_t key = 0;
    if (kind == Kind::Score) {
        key = ordered(sortableFromDouble(static_cast<double>(score)));
    } else if (kind == Kind::Id) {
        key = 2ULL * id + 1;
    } else if (kind == Kind::Keyword) {
        const auto ordinals = m_columns[sort].keyword->ordinals.of(document);
        if (ordinals.empty())
            return {true, 0};
        key = 2ULL * (descending ? ordinals.back() : ordinals.front()) + 1;
    } else {
        const auto values = m_columns[sort].numeric->table.of(document);
        if (values.empty())
            return {true, 0};
        key = ordered(descending ? values.back() : values.front());
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

void HitCollector::keep(const Entry &entry)
{
    const auto worstFirst = [this](const Entry &a, const Entry &b) { return isBetter(a, b); };
    if (m_heap.size() == m_size) {
        std::pop_heap(m_heap.begin(), m_heap.end(), worstFirst);
        m_heap.pop_back();
    }
    m_heap.push_back(entry);
    std::push_heap(m_heap.begin(), m_heap.end(), worstFirst);
}

void HitCollector::collect(std::span<const int> documents, std::span<const float> scores)
{
    if (m_size == 0)
        return;
    Entry entry;
    for (std::size_t n = 0; n < documents.size(); ++n) {
        entry.document = documents[n];
        entry.score = scores[n];
        const bool isFull = m_heap.size() == m_size;
        entry.keys[0] = keyOf(0, entry.document, entry.score, 0);
        // Most documents lose by their first key alone (an id as the first key is looked up below).
        if (isFull && m_sorts[0].kind != Kind::Id && m_heap.front().keys[0] < entry.keys[0])
            continue;
        const auto ids = m_ids->ordinals.of(entry.document);
        if (ids.empty())
            continue;
        entry.id = ids.front();
        for (std::size_t i = 0; i < m_sorts.size(); ++i)
            entry.keys[i] = keyOf(i, entry.document, entry.score, entry.id);
        if (isFull && !isBetter(entry, m_heap.front()))
            continue;
        if (m_query.after && !isAfterPage(entry))
            continue;
        keep(entry);
    }
}

SortValue HitCollector::valueOf(std::size_t sort, const Entry &entry) const
{
    const Key &key = entry.keys[sort];
    if (key.missing)
        return std::monostate{};
    const std::uint64_t value = m_sorts[sort].descending ? ~key.value : key.value;
    switch (m_sorts[sort].kind) {
    case Kind::Score:
    case Kind::Real:
        return doubleFromSortable(unordered(value));
    case Kind::Number:
        return unordered(value);
    case Kind::Id:
        return std::string(m_ids->terms->at(value / 2));
    case Kind::Keyword:
        return std::string(m_columns[sort].keyword->terms->at(value / 2));
    }
    return std::monostate{};
}

void HitCollector::finishSegment()
{
    for (const Entry &entry : m_heap) {
        IndexHit hit;
        hit.id = std::string(m_ids->terms->at(entry.id));
        hit.score = static_cast<double>(entry.score);
        for (std::size_t i = 0; i < m_sorts.size(); ++i)
            hit.sortValues.push_back(valueOf(i, entry));
        m_hits.push_back(std::move(hit));
    }
    m_heap.clear();
}

bool HitCollector::comesBefore(const IndexHit &a, const IndexHit &b) const
{
    for (std::size_t i = 0; i < m_sorts.size(); ++i) {
        if (const int order = compareValues(a.sortValues[i], b.sortValues[i], m_sorts[i].descending);
            order != 0)
            return order < 0;
    }
    return a.id < b.id;
}

std::vector<IndexHit> HitCollector::take()
{
    std::sort(m_hits.begin(), m_hits.end(),
              [this](const IndexHit &a, const IndexHit &b) { return comesBefore(a, b); });
    if (m_hits.size() > m_size)
        m_hits.resize(m_size);
    return std::move(m_hits);
}

} // namespace explorer::index
