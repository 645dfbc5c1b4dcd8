#include "core/ingest/typecheck_p.h"

#include "core/base/timestamp.h"
#include "core/query/fieldvalues.h"

namespace explorer::ingest
{

using simdjson::dom::element;
using simdjson::dom::element_type;

bool TypeCheck::fits(api::FieldType type, element value)
{
    const element_type kind = value.type();
    switch (type) {
    case api::FieldType::Text:
    case api::FieldType::Keyword:
        return true;
    case api::FieldType::Long:
        return kind == element_type::INT64;
    case api::FieldType::Double:
        return kind == element_type::DOUBLE || kind == element_type::INT64 || kind == element_type::UINT64;
    case api::FieldType::Boolean:
        return kind == element_type::BOOL;
    case api::FieldType::Date:
        return kind == element_type::INT64 ||
               (kind == element_type::STRING && fromRfc3339(std::string_view(value)).has_value());
    }
    return false;
}

void TypeCheck::walkValue(element value)
{
    switch (value.type()) {
    case element_type::NULL_VALUE:
        return;
    case element_type::ARRAY:
        for (const element item : simdjson::dom::array(value))
            walkValue(item);
        return;
    case element_type::OBJECT:
        if (m_schema->find(m_path) != nullptr)
            m_finding.doubtful = true;
        walkObject(simdjson::dom::object(value));
        return;
    default:
        break;
    }
    const api::FieldType *type = m_schema->find(m_path);
    if (type == nullptr)
        m_finding.unknownFields = m_finding.unknownFields || canBeField(m_path);
    else if (!fits(*type, value))
        m_finding.doubtful = true;
}

void TypeCheck::walkObject(simdjson::dom::object object)
{
    const std::size_t length = m_path.size();
    for (const auto field : object) {
        if (length != 0)
            m_path += '.';
        m_path += field.key;
        walkValue(field.value);
        m_path.resize(length);
    }
}

TypeFinding TypeCheck::look(element root)
{
    m_finding = {};
    m_path.clear();
    walkObject(simdjson::dom::object(root));
    return m_finding;
}

std::optional<Problem> findTypeProblem(const api::Schema &schema, std::string_view json)
{
    std::vector<query::TypeProblem> problems;
    const auto fields = query::extractFields(schema, json, problems);
    if (!fields)
        return Problem{"structure", "json_syntax", fields.error().message, {}, {}};
    if (problems.empty())
        return std::nullopt;
    query::TypeProblem &first = problems.front();
    Problem problem{"types", "type_mismatch", std::move(first.message), std::move(first.pointer), {}};
    if (const api::Field *field = schema.find(first.field))
        problem.expected.emplace_back(toString(field->type));
    return problem;
}

} // namespace explorer::ingest
