#pragma once

#include "core/index/lucene/columns/columnfile.h"
#include "core/index/lucene/columns/columnwriter.h"
#include "core/index/lucene/segment/segment.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace explorer::test
{

/// A dictionary without postings.
class MemoryTerms final : public index::FieldTerms
{
public:
    explicit MemoryTerms(const std::set<std::string> &terms) : m_terms(terms.begin(), terms.end()) {}
    [[nodiscard]] std::uint32_t size() const override { return static_cast<std::uint32_t>(m_terms.size()); }
    [[nodiscard]] std::string_view at(std::uint32_t ordinal) const override { return m_terms.at(ordinal); }
    [[nodiscard]] std::uint32_t lowerBound(std::string_view text) const override
    {
        return static_cast<std::uint32_t>(std::lower_bound(m_terms.begin(), m_terms.end(), text) -
                                          m_terms.begin());
    }
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const override
    {
        const std::uint32_t ordinal = lowerBound(text);
        return ordinal < size() && m_terms[ordinal] == text ? std::optional(ordinal) : std::nullopt;
    }
    [[nodiscard]] index::TermPostings postings(std::uint32_t) const override { return {}; }
    [[nodiscard]] bool omitsFrequencies() const override { return true; }
    [[nodiscard]] std::span<const std::uint8_t> frequencyFile() const override { return {}; }
    [[nodiscard]] std::span<const std::uint8_t> positionFile() const override { return {}; }

private:
    std::vector<std::string> m_terms;
};

/// Columns and their dictionaries, in memory. Values of a document may come in any order.
class MemorySegment final : public index::Segment
{
public:
    template <typename T>
    using Rows = std::vector<std::vector<T>>;

    MemorySegment(int documents, const std::map<std::string, Rows<std::int64_t>> &numbers,
                  const std::map<std::string, Rows<std::string>> &keywords)
    {
        index::ColumnSet set;
        set.documents = documents;
        for (const auto &[field, rows] : numbers) {
            auto &column = set.numbers.emplace_back();
            column.field = field;
            for (auto row : rows) {
                std::sort(row.begin(), row.end());
                column.values.insert(column.values.end(), row.begin(), row.end());
                column.ends.push_back(static_cast<std::uint32_t>(column.values.size()));
            }
        }
        for (const auto &[field, rows] : keywords) {
            std::set<std::string> texts;
            for (const auto &row : rows)
                texts.insert(row.begin(), row.end());
            auto terms = std::make_unique<MemoryTerms>(texts);
            auto &column = set.keywords.emplace_back();
            column.field = field;
            for (const auto &row : rows) {
                for (const std::string &text : std::set<std::string>(row.begin(), row.end()))
                    column.values.push_back(terms->find(text).value());
                column.ends.push_back(static_cast<std::uint32_t>(column.values.size()));
            }
            if (!texts.empty())
                m_terms.emplace(field, std::move(terms));
        }
        m_columns = index::ColumnFile::inMemory(set);
    }
    [[nodiscard]] const std::string &name() const override { return m_name; }
    [[nodiscard]] int documents() const override { return m_columns->documents(); }
    [[nodiscard]] const index::FieldTerms *terms(std::string_view field) const override
    {
        const auto found = m_terms.find(field);
        return found != m_terms.end() ? found->second.get() : nullptr;
    }
    [[nodiscard]] std::span<const std::uint8_t> norms(std::string_view) const override { return {}; }
    [[nodiscard]] const index::SegmentColumns &columns() const override { return *m_columns; }
    [[nodiscard]] std::int64_t sizeBytes() const override { return 0; }

private:
    std::string m_name = "_0";
    std::map<std::string, std::unique_ptr<MemoryTerms>, std::less<>> m_terms;
    std::unique_ptr<const index::SegmentColumns> m_columns;
};

} // namespace explorer::test
