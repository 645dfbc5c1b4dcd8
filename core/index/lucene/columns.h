#pragma once

#include "core/index/lucene/lucene_p.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::index
{

inline namespace reading
{

/// The terms of one field of one segment, sorted by their UTF-8 bytes, in one block of memory.
class TermList
{
public:
    void add(std::wstring_view term);
    [[nodiscard]] std::size_t size() const { return m_ends.size(); }
    [[nodiscard]] std::string_view at(std::size_t ordinal) const;
    /// The first ordinal whose term is not less than `text`.
    [[nodiscard]] std::uint32_t lowerBound(std::string_view text) const;
    void shrink();

private:
    std::string m_text;
    std::vector<std::uint32_t> m_ends;
};

/// Values of each document of a segment, ascending, in one array.
template <typename T>
struct ValueTable {
    /// One more than documents.
    std::vector<std::uint32_t> offsets;
    std::vector<T> values;
    [[nodiscard]] std::span<const T> of(int document) const
    {
        const auto index = static_cast<std::size_t>(document);
        return {values.data() + offsets[index], offsets[index + 1] - offsets[index]};
    }
};

/// Long, date and boolean values, or doubles in their sortable form.
struct NumericColumn {
    ValueTable<std::int64_t> table;
};

struct KeywordColumn {
    std::shared_ptr<const TermList> terms;
    ValueTable<std::uint32_t> ordinals;
};

/// The lengths behind BM25 of one text field.
struct FieldLengths {
    double sum = 0;
    std::int64_t documents = 0;
};

/// A segment's postings turned into columns, each once for the segment's life, at first use. Deletions are
/// not looked at: the same columns serve readers of different age. Any thread; a second one waits for the
/// first.
class SegmentColumns
{
public:
    std::shared_ptr<const NumericColumn> numeric(const Lucene::SegmentReaderPtr &reader,
                                                 const std::wstring &field);
    std::shared_ptr<const KeywordColumn> keyword(const Lucene::SegmentReaderPtr &reader,
                                                 const std::wstring &field);
    std::shared_ptr<const TermList> terms(const Lucene::SegmentReaderPtr &reader, const std::wstring &field);
    FieldLengths lengths(const Lucene::SegmentReaderPtr &reader, const std::wstring &field,
                         const std::wstring &existsTerm);

    struct Built {
        std::vector<std::wstring> numeric;
        std::vector<std::wstring> keyword;
        std::vector<std::wstring> terms;
    };
    /// What has been asked for so far, to build the same for a newer segment before it is searched.
    [[nodiscard]] Built built() const;

private:
    mutable std::mutex m_mutex;
    std::map<std::wstring, std::shared_ptr<const NumericColumn>> m_numeric;
    std::map<std::wstring, std::shared_ptr<const KeywordColumn>> m_keyword;
    std::map<std::wstring, std::shared_ptr<const TermList>> m_terms;
    std::map<std::wstring, FieldLengths> m_lengths;
};

} // namespace reading

} // namespace explorer::index
