#pragma once

#include "core/api/schema.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace explorer::ingest
{

/// Whether a path can be a field of a schema: not `id` and `score`, which every document and hit has, and 1
/// to 256 bytes.
bool canBeField(std::string_view path);

/// A schema made ready for looking up a path in each record. Immutable and shared between requests.
class CompiledSchema
{
public:
    CompiledSchema(api::Schema schema, std::int64_t version);
    [[nodiscard]] const api::FieldType *find(std::string_view path) const;
    [[nodiscard]] const api::Schema &schema() const { return m_schema; }
    [[nodiscard]] std::int64_t version() const { return m_version; }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    api::Schema m_schema;
    std::int64_t m_version;
    std::unordered_map<std::string, api::FieldType, Hash, std::equal_to<>> m_types;
};

using CompiledSchemaPtr = std::shared_ptr<const CompiledSchema>;

/// The newest compiled schema of each collection, so that a batch does not make it again. Any thread. Holds
/// at most 256.
class CompiledSchemaCache
{
public:
    CompiledSchemaPtr get(std::int64_t collection, std::int64_t version, const api::Schema &schema);
    void drop(std::int64_t collection);

private:
    std::mutex m_mutex;
    std::unordered_map<std::int64_t, CompiledSchemaPtr> m_schemas;
};

} // namespace explorer::ingest
