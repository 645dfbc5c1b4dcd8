#include "core/index/lucene/write/committedsegments.h"

#include "core/index/lucene/luceneguard.h"
#include "core/index/lucene/lucenetext.h"

#include <lucene++/SegmentInfo.h>
#include <lucene++/SegmentInfos.h>

#include <algorithm>

namespace explorer::index
{
namespace
{

std::shared_ptr<const Segment> findKnown(const std::vector<SegmentState> &known, const std::string &name,
                                         int documents)
{
    const auto found = std::find_if(known.begin(), known.end(), [&](const SegmentState &state) {
        return state.segment->name() == name && state.segment->documents() == documents;
    });
    return found == known.end() ? nullptr : found->segment;
}

SegmentState openSegment(const Lucene::SegmentInfoPtr &info, const std::filesystem::path &directory,
                         const std::vector<SegmentState> &known)
{
    const std::string name = toUtf8(info->name);
    if (info->docCount < 0 || info->getUseCompoundFile() || info->hasSeparateNorms())
        throw IndexFailure(makeError(ErrorCode::Corrupt, "index_segment",
                                     "The segment " + name + " is not one that this index writes."));
    SegmentState state{findKnown(known, name, info->docCount), nullptr};
    if (!state.segment)
        state.segment = valueOrThrow(Segment::open(directory, name, info->docCount));
    if (info->hasDeletions())
        state.deletions = std::make_shared<const Deletions>(
            valueOrThrow(Deletions::read(directory / toUtf8(info->getDelFileName()), info->docCount)));
    return state;
}

} // namespace

std::vector<SegmentState> openSegments(const Lucene::SegmentInfosPtr &infos,
                                       const std::filesystem::path &directory,
                                       const std::vector<SegmentState> &known)
{
    std::vector<SegmentState> states;
    for (int i = 0; i < infos->size(); ++i)
        states.push_back(openSegment(infos->info(i), directory, known));
    return states;
}

std::vector<SegmentState> openCommit(const Lucene::DirectoryPtr &luceneDirectory,
                                     const std::filesystem::path &directory, const std::string &segmentsFile)
{
    const auto infos = Lucene::newLucene<Lucene::SegmentInfos>();
    infos->read(luceneDirectory, toWide(segmentsFile));
    return openSegments(infos, directory, {});
}

} // namespace explorer::index
