#include "core/ingest/fieldstatistics.h"

#include "core/base/timestamp.h"

#include <algorithm>
#include <functional>

namespace explorer::ingest
{
namespace
{
constexpr std::size_t kDistinctLimit = 4096;
/// Mean bytes and words up to which a repeating string is a label and no text.
constexpr std::int64_t kLabelBytes = 40;
constexpr std::int64_t kLabelWords = 4;
/// Mean bytes up to which a string without spaces is an identifier, an address or a path.
constexpr std::int64_t kIdentifierBytes = 100;
} // namespace

void FieldStatistics::remember(std::size_t hash)
{
    if (m_distinct.size() < kDistinctLimit)
        m_distinct.insert(hash);
}

void FieldStatistics::addText(std::string_view value)
{
    ++m_texts;
    m_textBytes += static_cast<std::int64_t>(value.size());
    // Dates are looked for only as long as every value was one.
    if (m_dates == m_texts - 1 && fromRfc3339(value).has_value())
        ++m_dates;
    const auto spaces = std::count(value.begin(), value.end(), ' ');
    m_words += spaces + 1;
    m_spacedTexts += spaces > 0 ? 1 : 0;
    remember(std::hash<std::string_view>{}(value));
}

void FieldStatistics::addInteger(std::int64_t value)
{
    ++m_integers;
    remember(static_cast<std::size_t>(value));
}

bool FieldStatistics::isKeyword() const
{
    // No space in (nearly) any of them: identifiers. One in fifty may have one.
    if (m_spacedTexts * 50 <= m_texts)
        return m_textBytes <= kIdentifierBytes * m_texts;
    if (m_textBytes > kLabelBytes * m_texts || m_words > kLabelWords * m_texts)
        return false;
    return static_cast<std::int64_t>(m_distinct.size()) * 2 <= m_texts + m_integers;
}

api::FieldType FieldStatistics::type() const
{
    const std::int64_t numbers = m_integers + m_reals;
    if (m_texts + numbers + m_huge == 0)
        return api::FieldType::Boolean;
    if (m_texts + m_booleans + m_huge == 0)
        return m_reals == 0 ? api::FieldType::Long : api::FieldType::Double;
    if (m_texts > 0 && m_dates == m_texts && numbers + m_huge + m_booleans == 0)
        return api::FieldType::Date;
    return isKeyword() ? api::FieldType::Keyword : api::FieldType::Text;
}

} // namespace explorer::ingest
