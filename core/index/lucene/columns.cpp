#include "core/index/lucene/columns.h"

#include "core/index/lucene/lucenetext.h"

#include <functional>

namespace explorer::index
{
namespace
{

constexpr int kReadBlock = 1024;

/// Postings without regard to deletions.
class AllTermDocs : public Lucene::SegmentTermDocs
{
public:
    explicit AllTermDocs(const Lucene::SegmentReaderPtr &reader) : Lucene::SegmentTermDocs(reader)
    {
        deletedDocs.reset();
    }
};

/// Visits the terms of a field in order, with the enumeration standing at each.
void visitTerms(const Lucene::SegmentReaderPtr &reader, const std::wstring &field,
                const std::function<void(const Lucene::TermPtr &, const Lucene::TermEnumPtr &)> &visit)
{
    const Lucene::TermEnumPtr terms = reader->terms(Lucene::newLucene<Lucene::Term>(field));
    do {
        const Lucene::TermPtr term = terms->term();
        if (!term || term->_field != field)
            break;
        visit(term, terms);
    } while (terms->next());
    terms->close();
}

struct Posting {
    int document;
    std::uint32_t ordinal;
};

/// All (document, ordinal) pairs of a field, ordinals ascending.
std::vector<Posting> collectPostings(const Lucene::SegmentReaderPtr &reader, const std::wstring &field,
                                     const std::function<void(std::wstring_view)> &takeTerm)
{
    std::vector<Posting> postings;
    const auto docs = Lucene::newLucene<AllTermDocs>(reader);
    auto documents = Lucene::Collection<int32_t>::newInstance(kReadBlock);
    auto frequencies = Lucene::Collection<int32_t>::newInstance(kReadBlock);
    std::uint32_t ordinal = 0;
    visitTerms(reader, field, [&](const Lucene::TermPtr &term, const Lucene::TermEnumPtr &terms) {
        takeTerm(term->_text);
        docs->seek(terms);
        if (terms->docFreq() == 1) {
            // Most terms of an id or a time: the block's size is set up a call.
            if (docs->next())
                postings.push_back({docs->doc(), ordinal});
        } else {
            while (const int count = docs->read(documents, frequencies)) {
                for (int i = 0; i < count; ++i)
                    postings.push_back({documents[i], ordinal});
            }
        }
        ++ordinal;
    });
    return postings;
}

template <typename T>
ValueTable<T> makeTable(const std::vector<Posting> &postings, int documents,
                        const std::function<T(std::uint32_t)> &valueOf)
{
    ValueTable<T> table;
    table.offsets.assign(static_cast<std::size_t>(documents) + 1, 0);
    for (const Posting &posting : postings)
        ++table.offsets[static_cast<std::size_t>(posting.document) + 1];
    for (std::size_t i = 1; i < table.offsets.size(); ++i)
        table.offsets[i] += table.offsets[i - 1];
    table.values.resize(postings.size());
    std::vector<std::uint32_t> next(table.offsets.begin(), table.offsets.end() - 1);
    for (const Posting &posting : postings)
        table.values[next[static_cast<std::size_t>(posting.document)]++] = valueOf(posting.ordinal);
    return table;
}

template <typename Map>
std::vector<std::wstring> keysOf(const Map &map)
{
    std::vector<std::wstring> keys;
    for (const auto &[key, unused] : map)
        keys.push_back(key);
    return keys;
}

} // namespace

void TermList::add(std::wstring_view term)
{
    appendUtf8(term, m_text);
    m_ends.push_back(static_cast<std::uint32_t>(m_text.size()));
}

std::string_view TermList::at(std::size_t ordinal) const
{
    const std::size_t begin = ordinal == 0 ? 0 : m_ends[ordinal - 1];
    return std::string_view(m_text).substr(begin, m_ends[ordinal] - begin);
}

std::uint32_t TermList::lowerBound(std::string_view text) const
{
    std::size_t low = 0;
    std::size_t high = m_ends.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (at(middle) < text)
            low = middle + 1;
        else
            high = middle;
    }
    return static_cast<std::uint32_t>(low);
}

void TermList::shrink()
{
    m_text.shrink_to_fit();
    m_ends.shrink_to_fit();
}

std::shared_ptr<const NumericColumn> SegmentColumns::numeric(const Lucene::SegmentReaderPtr &reader,
                                                             const std::wstring &field)
{
    const std::lock_guard lock(m_mutex);
    auto &slot = m_numeric[field];
    if (!slot) {
        std::vector<std::int64_t> numbers;
        const auto postings = collectPostings(
            reader, field, [&numbers](std::wstring_view term) { numbers.push_back(decodeNumber(term)); });
        auto column = std::make_shared<NumericColumn>();
        column->table = makeTable<std::int64_t>(
            postings, reader->maxDoc(), [&numbers](std::uint32_t ordinal) { return numbers[ordinal]; });
        slot = std::move(column);
    }
    return slot;
}

std::shared_ptr<const KeywordColumn> SegmentColumns::keyword(const Lucene::SegmentReaderPtr &reader,
                                                             const std::wstring &field)
{
    const std::lock_guard lock(m_mutex);
    auto &slot = m_keyword[field];
    if (!slot) {
        auto terms = std::make_shared<TermList>();
        const auto postings =
            collectPostings(reader, field, [&terms](std::wstring_view term) { terms->add(term); });
        terms->shrink();
        auto column = std::make_shared<KeywordColumn>();
        column->terms = std::move(terms);
        column->ordinals = makeTable<std::uint32_t>(postings, reader->maxDoc(),
                                                    [](std::uint32_t ordinal) { return ordinal; });
        slot = std::move(column);
    }
    return slot;
}

std::shared_ptr<const TermList> SegmentColumns::terms(const Lucene::SegmentReaderPtr &reader,
                                                      const std::wstring &field)
{
    const std::lock_guard lock(m_mutex);
    if (const auto column = m_keyword.find(field); column != m_keyword.end() && column->second)
        return column->second->terms;
    auto &slot = m_terms[field];
    if (!slot) {
        auto terms = std::make_shared<TermList>();
        visitTerms(reader, field, [&terms](const Lucene::TermPtr &term, const Lucene::TermEnumPtr &) {
            terms->add(term->_text);
        });
        terms->shrink();
        slot = std::move(terms);
    }
    return slot;
}

FieldLengths SegmentColumns::lengths(const Lucene::SegmentReaderPtr &reader, const std::wstring &field,
                                     const std::wstring &existsTerm)
{
    const std::lock_guard lock(m_mutex);
    const auto [slot, isNew] = m_lengths.try_emplace(field);
    if (!isNew)
        return slot->second;
    FieldLengths lengths;
    if (reader->hasNorms(field)) {
        const Lucene::ByteArray norms = reader->norms(field);
        for (int i = 0; i < reader->maxDoc(); ++i) {
            const double norm = Lucene::Similarity::decodeNorm(norms[i]);
            lengths.sum += norm > 0 ? 1 / (norm * norm) : 0;
        }
        // A document without the field is written with the norm of length 1.
        lengths.documents = reader->docFreq(Lucene::newLucene<Lucene::Term>(kExistsField, existsTerm));
        lengths.sum -= static_cast<double>(reader->maxDoc() - lengths.documents);
    }
    slot->second = lengths;
    return lengths;
}

SegmentColumns::Built SegmentColumns::built() const
{
    const std::lock_guard lock(m_mutex);
    return {keysOf(m_numeric), keysOf(m_keyword), keysOf(m_terms)};
}

} // namespace explorer::index
