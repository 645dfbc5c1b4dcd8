#pragma once

#include "core/index/lucene/build/fieldinverter.h"
#include "core/index/lucene/build/termtable.h"

namespace explorer::index
{

/// Whole values as terms, and their ordinals as a column.
class KeywordInverter : public FieldInverter
{
public:
    using FieldInverter::FieldInverter;
    void add(std::uint32_t document, const std::vector<query::FieldValue> &values) override;
    void write(PostingsWriter &postings, ColumnSet &columns, std::uint32_t documents) const override;
    [[nodiscard]] std::size_t sizeBytes() const override;
    void clear() override;

private:
    TermTable m_terms;
    std::vector<std::uint32_t> m_log;
    std::string m_composed;
    std::string m_term;
};

} // namespace explorer::index
