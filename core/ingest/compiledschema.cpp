#include "core/ingest/compiledschema.h"

namespace explorer::ingest
{
namespace
{
constexpr std::size_t kCachedSchemas = 256;
constexpr std::size_t kNameLimitBytes = 256;
} // namespace

bool canBeField(std::string_view path)
{
    return !path.empty() && path.size() <= kNameLimitBytes && path != "id";
}

CompiledSchema::CompiledSchema(api::Schema schema, std::int64_t version)
    : m_schema(std::move(schema)), m_version(version)
{
    m_types.reserve(m_schema.fields.size());
    for (const auto &[name, field] : m_schema.fields)
        m_types.emplace(name, field.type);
}

const api::FieldType *CompiledSchema::find(std::string_view path) const
{
    const auto found = m_types.find(path);
    return found == m_types.end() ? nullptr : &found->second;
}

CompiledSchemaPtr CompiledSchemaCache::get(std::int64_t collection, std::int64_t version,
                                           const api::Schema &schema)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_schemas.find(collection);
    if (found != m_schemas.end() && found->second->version() == version)
        return found->second;
    if (m_schemas.size() >= kCachedSchemas)
        m_schemas.clear();
    auto made = std::make_shared<const CompiledSchema>(schema, version);
    m_schemas[collection] = made;
    return made;
}

void CompiledSchemaCache::drop(std::int64_t collection)
{
    const std::lock_guard lock(m_mutex);
    m_schemas.erase(collection);
}

} // namespace explorer::ingest
