#pragma once

#include "core/storage/collectionmemo_p.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace explorer::storage
{

/// The schemas read last, by collection: parsing one costs more than finding it, and each search wants it. A
/// stored text that differs is parsed again. Any thread.
class SchemaMemo
{
public:
    /// As api::schemaFromJson.
    Result<api::Schema> parse(std::int64_t collection, const std::string &text);

    CollectionMemo collections;

private:
    struct Entry {
        std::string text;
        api::Schema schema;
    };
    std::mutex m_mutex;
    std::map<std::int64_t, Entry> m_entries;
};

} // namespace explorer::storage
