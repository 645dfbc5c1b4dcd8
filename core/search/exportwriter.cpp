#include "core/search/exportwriter.h"

#include "core/search/sourceprojection.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace explorer::search
{
namespace
{

constexpr std::string_view kId = "id";

/// What spreadsheets take for the beginning of a formula (OWASP, CSV Injection), in full width too.
bool looksLikeFormula(std::string_view text)
{
    constexpr std::string_view kStarters = "=+-@\t\r\n";
    if (text.empty())
        return false;
    if (kStarters.find(text.front()) != std::string_view::npos)
        return true;
    constexpr std::array<std::string_view, 4> kWide{"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
    return std::any_of(kWide.begin(), kWide.end(),
                       [text](std::string_view wide) { return text.starts_with(wide); });
}

/// One row is one line: between the values of JSON a line's end means nothing, and inside a string there is
/// none.
void appendOnOneLine(std::string &out, std::string_view json)
{
    std::copy_if(json.begin(), json.end(), std::back_inserter(out),
                 [](char c) { return c != '\n' && c != '\r'; });
}

std::vector<std::string> withoutId(const std::vector<std::string> &columns)
{
    std::vector<std::string> others;
    std::copy_if(columns.begin(), columns.end(), std::back_inserter(others),
                 [](const std::string &column) { return column != kId; });
    return others;
}

std::string quotedJson(const std::string &text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace

ExportWriter::ExportWriter(api::ExportFormat format, std::vector<std::string> columns, bool formulaGuard)
    : m_format(format), m_columns(std::move(columns)), m_formulaGuard(formulaGuard), m_values(m_columns)
{
    if (format == api::ExportFormat::Csv)
        return;
    std::vector<std::string> others = withoutId(m_columns);
    m_hasId = others.size() < m_columns.size();
    m_columns = std::move(others);
}

void ExportWriter::begin(std::string &out)
{
    if (m_format == api::ExportFormat::Json)
        out += '[';
    if (m_format != api::ExportFormat::Csv)
        return;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (i > 0)
            out += ',';
        addCell(out, m_columns[i], true);
    }
    out += "\r\n";
}

void ExportWriter::add(std::string &out, const std::string &id, std::string_view source)
{
    if (m_format == api::ExportFormat::Csv) {
        addCsv(out, id, source);
    } else {
        if (m_format == api::ExportFormat::Json)
            out += m_isFirst ? "\n" : ",\n";
        addJson(out, id, source);
        if (m_format == api::ExportFormat::NdJson)
            out += '\n';
    }
    m_isFirst = false;
}

void ExportWriter::end(std::string &out)
{
    if (m_format == api::ExportFormat::Json)
        out += "\n]\n";
}

void ExportWriter::addJson(std::string &out, const std::string &id, std::string_view source) const
{
    if (m_columns.empty() && !m_hasId)
        return appendOnOneLine(out, source);
    const std::string cut = m_columns.empty() ? "{}" : projectSource(source, m_columns);
    if (!m_hasId)
        return appendOnOneLine(out, cut);
    out.append("{\"id\":").append(quotedJson(id));
    if (cut.size() > 2)
        out += ',';
    appendOnOneLine(out, std::string_view(cut).substr(1));
}

void ExportWriter::addCsv(std::string &out, const std::string &id, std::string_view source)
{
    const auto &values = m_values.find(source);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (i > 0)
            out += ',';
        if (m_columns[i] == kId)
            addCell(out, id, true);
        else
            addValues(out, values[i]);
    }
    // A line with nothing on it would not be read as a row.
    if (out.ends_with('\n') || out.empty())
        out += "\"\"";
    out += "\r\n";
}

void ExportWriter::addValues(std::string &out, const std::vector<std::string_view> &values) const
{
    if (values.empty())
        return;
    if (values.size() > 1) {
        std::string list = "[";
        for (const std::string_view value : values)
            list.append(list.size() > 1 ? "," : "").append(value);
        return addCell(out, list += ']', false);
    }
    const std::string_view raw = values.front();
    if (raw == "null")
        return;
    if (!raw.starts_with('"'))
        return addCell(out, raw, false);
    const nlohmann::json text = nlohmann::json::parse(raw, nullptr, false);
    if (!text.is_string())
        return addCell(out, raw, false);
    // Told from a value that is missing.
    if (text.get_ref<const std::string &>().empty())
        out += "\"\"";
    else
        addCell(out, text.get_ref<const std::string &>(), true);
}

void ExportWriter::addCell(std::string &out, std::string_view text, bool mayBeFormula) const
{
    const bool isGuarded = m_formulaGuard && mayBeFormula && looksLikeFormula(text);
    if (!isGuarded && text.find_first_of("\",\r\n") == std::string_view::npos) {
        out += text;
        return;
    }
    out += '"';
    if (isGuarded)
        out += '\'';
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    out += '"';
}

} // namespace explorer::search
