#include "core/index/lucene/columns/postingcolumns.h"

#include "core/index/lucene/columns/columnfile.h"
#include "core/index/lucene/columns/columnwriter.h"
#include "core/index/lucene/segment/postingcursor.h"

#include <algorithm>
#include <array>

namespace explorer::index
{
namespace
{

constexpr std::string_view kExistsField = "_exists";
constexpr std::size_t kNumericTermBytes = 11;

/// The library's prefix code at shift 0: a space, then ten characters of seven bits, the first of one bit.
bool isNumericTerm(std::string_view term)
{
    return term.size() == kNumericTermBytes && term[0] == ' ' && static_cast<unsigned char>(term[1]) <= 1 &&
           std::all_of(term.begin(), term.end(), [](char byte) { return byte >= 0; });
}

std::int64_t numberOf(std::string_view term)
{
    std::uint64_t bits = 0;
    for (const char byte : term.substr(1))
        bits = (bits << 7U) | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(bits ^ 0x8000'0000'0000'0000ULL);
}

bool holdsNumbers(const FieldTerms &terms)
{
    for (std::uint32_t i = 0; i < terms.size(); ++i) {
        if (!isNumericTerm(terms.at(i)))
            return false;
    }
    return terms.size() > 0;
}

/// Calls `take` with each posting's document, the term's ordinal, and the frequency.
template <typename Take>
void eachPosting(const FieldTerms &terms, std::uint32_t ordinal, int documents, const Take &take)
{
    std::array<int, 256> found;
    std::array<int, 256> frequencies;
    PostingCursor cursor(terms, ordinal, documents);
    while (const int count =
               cursor.nextBlock(found.data(), frequencies.data(), static_cast<int>(found.size()))) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
            if (found[i] >= 0 && found[i] < documents)
                take(static_cast<std::size_t>(found[i]), frequencies[i]);
        }
    }
}

/// Terms ascend, and so do the values that they stand for.
template <typename T, typename ValueOf>
ColumnData<T> invert(const std::string &field, const FieldTerms &terms, int documents, const ValueOf &valueOf)
{
    struct Posting {
        std::uint32_t document;
        std::uint32_t ordinal;
    };
    ColumnData<T> data;
    data.field = field;
    data.ends.resize(static_cast<std::size_t>(documents));
    std::vector<Posting> postings;
    for (std::uint32_t ordinal = 0; ordinal < terms.size(); ++ordinal) {
        eachPosting(terms, ordinal, documents, [&](std::size_t document, int) {
            ++data.ends[document];
            postings.push_back({static_cast<std::uint32_t>(document), ordinal});
        });
    }
    std::uint32_t end = 0;
    for (std::uint32_t &each : data.ends) {
        const std::uint32_t begin = end;
        end += each;
        each = begin;
    }
    data.values.resize(postings.size());
    for (const Posting &posting : postings)
        data.values[data.ends[posting.document]++] = valueOf(posting.ordinal);
    return data;
}

/// The number of tokens a document; a document that has the field by `exists` alone has no word in it.
ColumnData<std::uint32_t> sumFrequencies(const std::string &field, const FieldTerms *terms,
                                         const FieldTerms *exists, int documents)
{
    std::vector<std::uint32_t> lengths(static_cast<std::size_t>(documents));
    std::vector<bool> has(static_cast<std::size_t>(documents));
    for (std::uint32_t ordinal = 0; terms != nullptr && ordinal < terms->size(); ++ordinal) {
        eachPosting(*terms, ordinal, documents, [&](std::size_t document, int frequency) {
            lengths[document] += static_cast<std::uint32_t>(frequency);
            has[document] = true;
        });
    }
    // The list of fields has their names without the underscore that the index puts before one.
    const std::string_view listed = std::string_view(field).substr(field.starts_with("__") ? 1 : 0);
    if (const auto ordinal = exists != nullptr ? exists->find(listed) : std::nullopt)
        eachPosting(*exists, *ordinal, documents, [&](std::size_t document, int) { has[document] = true; });
    ColumnData<std::uint32_t> data;
    data.field = field;
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        if (has[i])
            data.values.push_back(lengths[i]);
        data.ends.push_back(static_cast<std::uint32_t>(data.values.size()));
    }
    return data;
}

} // namespace

PostingColumns::PostingColumns(int documents, std::vector<std::string> fields, TermsOf termsOf)
    : m_documents(documents), m_fields(std::move(fields)), m_termsOf(std::move(termsOf))
{
    std::sort(m_fields.begin(), m_fields.end());
}

std::unique_ptr<const SegmentColumns> PostingColumns::make(const std::string &field, ColumnKind kind) const
{
    const FieldTerms *terms = m_termsOf(field);
    ColumnSet columns;
    columns.documents = m_documents;
    if (kind == ColumnKind::Length) {
        if (terms != nullptr && terms->omitsFrequencies())
            return nullptr;
        columns.lengths.push_back(sumFrequencies(field, terms, m_termsOf(kExistsField), m_documents));
    } else if (terms == nullptr || (kind == ColumnKind::Number && !holdsNumbers(*terms))) {
        return nullptr;
    } else if (kind == ColumnKind::Number) {
        columns.numbers.push_back(
            invert<std::int64_t>(field, *terms, m_documents,
                                 [terms](std::uint32_t ordinal) { return numberOf(terms->at(ordinal)); }));
    } else {
        columns.keywords.push_back(
            invert<std::uint32_t>(field, *terms, m_documents, [](std::uint32_t ordinal) { return ordinal; }));
    }
    return ColumnFile::inMemory(columns);
}

const SegmentColumns *PostingColumns::columnsOf(std::string_view field, ColumnKind kind) const
{
    const std::lock_guard lock(m_mutex);
    std::pair key(std::string(field), kind);
    auto made = m_made.find(key);
    if (made == m_made.end()) {
        auto columns = make(key.first, kind);
        made = m_made.emplace(std::move(key), std::move(columns)).first;
    }
    return made->second.get();
}

const NumericColumn *PostingColumns::numbers(std::string_view field) const
{
    const SegmentColumns *columns = columnsOf(field, ColumnKind::Number);
    return columns != nullptr ? columns->numbers(field) : nullptr;
}

const OrdinalColumn *PostingColumns::ordinals(std::string_view field) const
{
    const SegmentColumns *columns = columnsOf(field, ColumnKind::Keyword);
    return columns != nullptr ? columns->ordinals(field) : nullptr;
}

FieldLengths PostingColumns::lengths(std::string_view field) const
{
    const SegmentColumns *columns = columnsOf(field, ColumnKind::Length);
    return columns != nullptr ? columns->lengths(field) : FieldLengths{};
}

const NumericColumn *PostingColumns::lengthsByDocument(std::string_view field) const
{
    const SegmentColumns *columns = columnsOf(field, ColumnKind::Length);
    return columns != nullptr ? columns->lengthsByDocument(field) : nullptr;
}

std::vector<std::string> PostingColumns::fields(ColumnKind kind) const
{
    std::vector<std::string> found;
    for (const std::string &field : m_fields) {
        const FieldTerms *terms = m_termsOf(field);
        if (field == kExistsField || terms == nullptr)
            continue;
        const bool isText = !terms->omitsFrequencies();
        const bool fits = kind == ColumnKind::Length    ? isText
                          : kind == ColumnKind::Keyword ? !isText
                                                        : !isText && holdsNumbers(*terms);
        if (fits)
            found.push_back(field);
    }
    return found;
}

} // namespace explorer::index
