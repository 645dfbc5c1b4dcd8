#include "core/index/lucene/segment/fieldinfos.h"

#include "core/index/lucene/segment/bytereader.h"
#include "core/index/lucene/segment/utf8check.h"

#include <set>

namespace explorer::index
{
namespace
{

/// The header is a varint of the 32 bits of -2.
constexpr std::uint32_t kFormat = 0xFFFF'FFFEU;
constexpr unsigned kIndexed = 0x01;
constexpr unsigned kOmitsNorms = 0x10;
constexpr unsigned kHasPayloads = 0x20;
constexpr unsigned kOmitsFrequencies = 0x40;

tl::unexpected<Error> corrupt()
{
    return fail(ErrorCode::Corrupt, "index_segment", "The list of the segment's fields is damaged.");
}

} // namespace

Result<std::vector<FieldInfo>> parseFieldInfos(std::span<const std::uint8_t> file)
{
    ByteReader reader(file);
    if (reader.varint() != kFormat)
        return corrupt();
    const std::uint32_t count = reader.varint();
    std::vector<FieldInfo> fields;
    std::set<std::string_view> names;
    for (std::uint32_t i = 0; i < count && !reader.failed(); ++i) {
        const std::string_view name = reader.text(reader.varint());
        const unsigned bits = reader.byte();
        if (reader.failed() || name.empty() || !isUtf8(name) || !names.insert(name).second ||
            (bits & kHasPayloads) != 0)
            return corrupt();
        fields.push_back({std::string(name), (bits & kIndexed) != 0, (bits & kOmitsNorms) != 0,
                          (bits & kOmitsFrequencies) != 0});
    }
    if (reader.failed() || !reader.atEnd())
        return corrupt();
    return fields;
}

} // namespace explorer::index
