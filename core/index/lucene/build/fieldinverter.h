#pragma once

#include "core/index/lucene/columns/columnwriter.h"
#include "core/index/lucene/format/normswriter.h"
#include "core/index/lucene/format/postingswriter.h"
#include "core/query/fieldvalues.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace explorer::index
{

/// Collects the values of one field, document by document, and writes them inverted. Documents come in
/// ascending order.
class FieldInverter
{
public:
    explicit FieldInverter(std::string name) : m_name(std::move(name)) {}
    virtual ~FieldInverter() = default;
    FieldInverter(const FieldInverter &) = delete;
    FieldInverter &operator=(const FieldInverter &) = delete;

    virtual void add(std::uint32_t document, const std::vector<query::FieldValue> &values) = 0;
    /// The field's terms into the postings, its values as a column. `documents`: of the segment.
    virtual void write(PostingsWriter &postings, ColumnSet &columns, std::uint32_t documents) const = 0;
    /// Where the field has norms.
    virtual void writeNorms(NormsWriter &, std::uint32_t) const {}
    [[nodiscard]] virtual std::size_t sizeBytes() const = 0;
    /// Frees the memory too.
    virtual void clear() = 0;

    /// That have the field, with or without a term.
    [[nodiscard]] const std::vector<std::uint32_t> &documents() const { return m_documents; }

protected:
    [[nodiscard]] const std::string &name() const { return m_name; }
    void beginDocument(std::uint32_t document) { m_documents.push_back(document); }
    /// `end`: the number of values of the field so far.
    void endDocument(std::size_t end) { m_ends.push_back(static_cast<std::uint32_t>(end)); }
    [[nodiscard]] std::size_t begin(std::size_t place) const { return place == 0 ? 0 : m_ends[place - 1]; }
    [[nodiscard]] std::size_t end(std::size_t place) const { return m_ends[place]; }
    void clearDocuments();
    [[nodiscard]] std::size_t documentsBytes() const
    {
        return (m_documents.capacity() + m_ends.capacity()) * sizeof(std::uint32_t);
    }
    /// Makes a column: append(place, values) adds the values of the place-th document that has the field.
    template <typename T, typename Append>
    [[nodiscard]] ColumnData<T> makeColumn(std::uint32_t segmentDocuments, Append &&append) const
    {
        ColumnData<T> column;
        column.field = m_name;
        column.ends.resize(segmentDocuments);
        std::uint32_t document = 0;
        for (std::size_t place = 0; place < m_documents.size(); ++place) {
            for (; document < m_documents[place]; ++document)
                column.ends[document] = static_cast<std::uint32_t>(column.values.size());
            append(place, column.values);
        }
        for (; document < segmentDocuments; ++document)
            column.ends[document] = static_cast<std::uint32_t>(column.values.size());
        return column;
    }

private:
    std::string m_name;
    std::vector<std::uint32_t> m_documents;
    /// Where the values of m_documents[i] end in the field's log.
    std::vector<std::uint32_t> m_ends;
};

/// Sorts what was appended from `from` on and drops what is there twice: a column's values of one document.
template <typename T>
void sortDistinct(std::vector<T> &values, std::size_t from)
{
    if (values.size() - from < 2)
        return;
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(from);
    std::sort(begin, values.end());
    values.erase(std::unique(begin, values.end()), values.end());
}

} // namespace explorer::index
