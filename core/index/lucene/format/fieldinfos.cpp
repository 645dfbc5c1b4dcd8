#include "core/index/lucene/format/fieldinfos.h"

#include "core/base/fileops.h"

#include <algorithm>
#include <numeric>

namespace explorer::index
{
namespace
{

constexpr auto kFormat = static_cast<std::uint32_t>(-2);
constexpr std::uint8_t kIndexed = 0x01;
constexpr std::uint8_t kOmitsNorms = 0x10;
constexpr std::uint8_t kOmitsFrequencies = 0x40;
/// Term vectors (with positions, with offsets) and payloads.
constexpr std::uint8_t kOtherParts = 0x02 | 0x04 | 0x08 | 0x20;

tl::unexpected<Error> damaged(const std::filesystem::path &path)
{
    return fail(ErrorCode::Corrupt, "index_segment", "The field list " + path.string() + " is damaged.");
}

} // namespace

int FieldInfos::number(std::string_view name) const
{
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [name](const SegmentField &field) { return field.name == name; });
    return found == fields.end() ? -1 : static_cast<int>(found - fields.begin());
}

std::vector<std::uint32_t> FieldInfos::termOrder() const
{
    std::vector<std::uint32_t> order(fields.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [this](std::uint32_t left, std::uint32_t right) {
        return fields[left].name < fields[right].name;
    });
    return order;
}

bool FieldInfos::hasPositions() const
{
    return std::any_of(fields.begin(), fields.end(),
                       [](const SegmentField &field) { return field.indexed && !field.omitsFrequencies; });
}

Result<void> writeFieldInfos(SegmentFiles &files, const FieldInfos &infos)
{
    auto output = files.create("fnm");
    if (!output)
        return fail(std::move(output.error()));
    (*output)->writeVInt(kFormat);
    (*output)->writeVInt(static_cast<std::uint32_t>(infos.fields.size()));
    for (const SegmentField &field : infos.fields) {
        (*output)->writeString(field.name);
        unsigned bits = field.indexed ? kIndexed : 0U;
        bits |= field.omitsNorms ? kOmitsNorms : 0U;
        bits |= field.omitsFrequencies ? kOmitsFrequencies : 0U;
        (*output)->writeByte(static_cast<std::uint8_t>(bits));
    }
    return (*output)->finish();
}

Result<FieldInfos> readFieldInfos(const std::filesystem::path &path)
{
    const auto content = readFile(path);
    if (!content)
        return fail(content.error());
    const auto *at = reinterpret_cast<const std::uint8_t *>(content->data());
    const std::uint8_t *end = at + content->size();
    std::uint32_t format = 0;
    std::uint32_t count = 0;
    if (!getVInt(at, end, format) || format != kFormat || !getVInt(at, end, count))
        return damaged(path);
    FieldInfos infos;
    for (std::uint32_t i = 0; i < count; ++i) {
        std::uint32_t length = 0;
        if (!getVInt(at, end, length) || length >= static_cast<std::size_t>(end - at))
            return damaged(path);
        SegmentField field;
        field.name.assign(reinterpret_cast<const char *>(at), length);
        at += length;
        const std::uint8_t bits = *at++;
        field.indexed = (bits & kIndexed) != 0;
        field.omitsNorms = (bits & kOmitsNorms) != 0;
        field.omitsFrequencies = (bits & kOmitsFrequencies) != 0;
        field.hasOtherParts = (bits & kOtherParts) != 0;
        infos.fields.push_back(std::move(field));
    }
    if (at != end)
        return damaged(path);
    return infos;
}

} // namespace explorer::index
