#pragma once

#include "core/api/exportrequest.h"
#include "core/search/columnvalues.h"

#include <memory>

namespace explorer::search
{

/// Documents as the text of an export. CSV as RFC 4180 has it, in UTF-8, with a header; numbers and what is
/// no scalar as in the JSON. One thread.
class ExportWriter
{
public:
    /// Without columns JSON has the sources as they are; CSV needs some. `id` is the document's id.
    ExportWriter(api::ExportFormat format, std::vector<std::string> columns, bool formulaGuard);

    void begin(std::string &out);
    void add(std::string &out, const std::string &id, std::string_view source);
    void end(std::string &out);

private:
    void addCsv(std::string &out, const std::string &id, std::string_view source);
    void addJson(std::string &out, const std::string &id, std::string_view source) const;
    void addCell(std::string &out, std::string_view text, bool mayBeFormula) const;
    void addValues(std::string &out, const std::vector<std::string_view> &values) const;

    api::ExportFormat m_format;
    std::vector<std::string> m_columns;
    bool m_formulaGuard;
    bool m_hasId = false;
    bool m_isFirst = true;
    ColumnValues m_values;
};

} // namespace explorer::search
