#include "core/ingest/celltext.h"

#include "core/ingest/record.h"

#include <charconv>

namespace explorer::ingest
{
namespace
{

enum class CellKind : std::uint8_t { Text, Integer, Real, Boolean };

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::size_t skipDigits(std::string_view cell, std::size_t at)
{
    while (at < cell.size() && isDigit(cell[at]))
        ++at;
    return at;
}

CellKind kindOf(std::string_view cell)
{
    if (cell == "true" || cell == "false")
        return CellKind::Boolean;
    std::size_t at = !cell.empty() && cell[0] == '-' ? 1 : 0;
    const std::size_t digits = skipDigits(cell, at);
    if (digits == at || (cell[at] == '0' && digits > at + 1))
        return CellKind::Text;
    if (digits == cell.size()) {
        std::int64_t value = 0;
        const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        return read.ec == std::errc() ? CellKind::Integer : CellKind::Text;
    }
    at = digits;
    if (cell[at] == '.') {
        const std::size_t fraction = skipDigits(cell, at + 1);
        if (fraction == at + 1)
            return CellKind::Text;
        at = fraction;
    }
    if (at < cell.size() && (cell[at] == 'e' || cell[at] == 'E')) {
        ++at;
        if (at < cell.size() && (cell[at] == '+' || cell[at] == '-'))
            ++at;
        const std::size_t exponent = skipDigits(cell, at);
        // Far below what a double holds, so that no cell becomes a number that JSON readers refuse.
        if (exponent == at || exponent - at > 2)
            return CellKind::Text;
        at = exponent;
    }
    return at == cell.size() && cell.size() < 64 ? CellKind::Real : CellKind::Text;
}

bool goesUnquoted(CellKind kind, std::optional<api::FieldType> type)
{
    if (kind == CellKind::Text)
        return false;
    if (!type)
        return true;
    switch (*type) {
    case api::FieldType::Long:
    case api::FieldType::Date:
        return kind == CellKind::Integer;
    case api::FieldType::Double:
        return kind == CellKind::Integer || kind == CellKind::Real;
    case api::FieldType::Boolean:
        return kind == CellKind::Boolean;
    case api::FieldType::Text:
    case api::FieldType::Keyword:
        return false;
    }
    return false;
}

} // namespace

bool isJsonNumber(std::string_view cell)
{
    const CellKind kind = kindOf(cell);
    return kind == CellKind::Integer || kind == CellKind::Real;
}

void appendCell(std::string &json, std::string_view cell, std::optional<api::FieldType> type)
{
    if (goesUnquoted(kindOf(cell), type))
        json += cell;
    else
        appendJsonString(json, cell);
}

} // namespace explorer::ingest
