#pragma once

#include "core/index/lucene/build/termtexts.h"
#include "core/index/lucene/columns/columnwriter.h"
#include "core/index/lucene/format/postingswriter.h"

#include <string>
#include <vector>

namespace explorer::index
{

/// The documents' ids. Nearly all differ, so that they are sorted and not looked up.
class IdInverter
{
public:
    /// Of the document that comes next.
    void add(std::string_view id);
    void write(PostingsWriter &postings, ColumnSet &columns) const;
    [[nodiscard]] std::uint32_t documents() const { return m_ids.size(); }
    [[nodiscard]] std::size_t sizeBytes() const { return m_ids.sizeBytes(); }
    void clear();

private:
    TermTexts m_ids;
    std::string m_term;
    /// Documents whose id is too long to be a term.
    std::vector<std::uint32_t> m_without;
};

} // namespace explorer::index
