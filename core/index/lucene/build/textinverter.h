#pragma once

#include "core/index/lucene/build/fieldinverter.h"
#include "core/index/lucene/build/termtable.h"
#include "core/query/analyzer.h"

#include <memory>
#include <span>

namespace explorer::index
{

/// Full text: the terms of every position in a log, scattered to the terms when it is written.
class TextInverter : public FieldInverter
{
public:
    /// The analyser is shared with the builder's other fields.
    TextInverter(std::string name, std::shared_ptr<query::Analyzer> analyzer)
        : FieldInverter(std::move(name)), m_analyzer(std::move(analyzer))
    {
    }
    void add(std::uint32_t document, const std::vector<query::FieldValue> &values) override;
    void write(PostingsWriter &postings, ColumnSet &columns, std::uint32_t documents) const override;
    void writeNorms(NormsWriter &norms, std::uint32_t documents) const override;
    [[nodiscard]] std::size_t sizeBytes() const override;
    void clear() override;

private:
    /// Before the token at `place` of the log the position jumps ahead.
    struct Gap {
        std::uint32_t place;
        std::uint32_t positions;
    };
    /// Document in the high half, position in the low one.
    using Occurrence = std::uint64_t;

    void addTokens(std::span<const query::TokenView> tokens);
    void scatter(Occurrence *occurrences, std::vector<std::uint32_t> &next) const;
    static void writeTerm(PostingsWriter &postings, const Occurrence *begin, const Occurrence *end);

    std::shared_ptr<query::Analyzer> m_analyzer;
    TermTable m_terms;
    std::vector<std::uint32_t, LargePageAllocator<std::uint32_t>> m_log;
    std::vector<Gap> m_gaps;
};

} // namespace explorer::index
