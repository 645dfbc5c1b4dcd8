#include "core/storage/schemamemo_p.h"

namespace explorer::storage
{
namespace
{

constexpr std::size_t kMostEntries = 256;

} // namespace

Result<api::Schema> SchemaMemo::parse(std::int64_t collection, const std::string &text)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_entries.find(collection);
        if (known != m_entries.end() && known->second.text == text)
            return known->second.schema;
    }
    auto schema = api::schemaFromJson(nlohmann::json::parse(text, nullptr, false));
    if (!schema)
        return schema;
    const std::lock_guard lock(m_mutex);
    // Collections that are gone leave theirs behind.
    if (m_entries.size() >= kMostEntries)
        m_entries.clear();
    m_entries.insert_or_assign(collection, Entry{text, *schema});
    return schema;
}

} // namespace explorer::storage
