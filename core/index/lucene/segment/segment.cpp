#include "core/index/lucene/segment/segment.h"

#include "core/index/lucene/segment/mappedsegment.h"

#include <algorithm>

namespace explorer::index
{
namespace
{

/// As the library makes them: `_` and a number in base 36. Anything else could name a file elsewhere.
bool isSegmentName(std::string_view name)
{
    constexpr std::size_t kMostDigits = 16;
    return name.size() > 1 && name.size() <= kMostDigits && name.front() == '_' &&
           std::all_of(name.begin() + 1, name.end(), [](char digit) {
               return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'z');
           });
}

} // namespace

Result<std::shared_ptr<const Segment>> Segment::open(const std::filesystem::path &directory,
                                                     const std::string &name, int documents)
{
    if (!isSegmentName(name) || documents < 1)
        return fail(ErrorCode::Corrupt, "index_segment", "The index names a segment that cannot be.");
    auto segment = std::make_shared<MappedSegment>(name, documents);
    if (auto loaded = segment->load(directory); !loaded) {
        Error error = std::move(loaded.error());
        error.message = "Segment " + name + ": " + error.message;
        return fail(std::move(error));
    }
    return segment;
}

} // namespace explorer::index
