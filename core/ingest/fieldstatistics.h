#pragma once

#include "core/api/schema.h"

#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace explorer::ingest
{

/// What a sample of one field's values looked like, and the type that makes of it.
class FieldStatistics
{
public:
    void addText(std::string_view value);
    void addInteger(std::int64_t value);
    void addReal() { ++m_reals; }
    /// An integer beyond 64 bits with sign: exact only as a keyword.
    void addHugeInteger() { ++m_huge; }
    void addBoolean() { ++m_booleans; }

    [[nodiscard]] api::FieldType type() const;

private:
    [[nodiscard]] bool isKeyword() const;
    void remember(std::size_t hash);

    std::int64_t m_texts = 0;
    std::int64_t m_dates = 0;
    std::int64_t m_integers = 0;
    std::int64_t m_reals = 0;
    std::int64_t m_huge = 0;
    std::int64_t m_booleans = 0;
    std::int64_t m_textBytes = 0;
    std::int64_t m_spacedTexts = 0;
    std::int64_t m_words = 0;
    std::unordered_set<std::size_t> m_distinct;
};

} // namespace explorer::ingest
