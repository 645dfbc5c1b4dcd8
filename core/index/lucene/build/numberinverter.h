#pragma once

#include "core/index/lucene/build/fieldinverter.h"

namespace explorer::index
{

/// Numbers (dates, booleans; doubles in their sortable form) as the library's terms of precision step 64, and
/// as a column.
class NumberInverter : public FieldInverter
{
public:
    using FieldInverter::FieldInverter;
    void add(std::uint32_t document, const std::vector<query::FieldValue> &values) override;
    void write(PostingsWriter &postings, ColumnSet &columns, std::uint32_t documents) const override;
    [[nodiscard]] std::size_t sizeBytes() const override;
    void clear() override;

private:
    std::vector<std::int64_t> m_log;
};

} // namespace explorer::index
