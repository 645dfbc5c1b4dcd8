#include "core/index/lucene/merge/segmentmerger.h"

#include "core/index/lucene/columns/columnwriter.h"
#include "core/index/lucene/format/normswriter.h"
#include "core/index/lucene/format/storedfieldswriter.h"
#include "core/index/lucene/merge/termqueue.h"

namespace explorer::index
{
namespace
{

constexpr std::uint32_t kTermsBetweenLooks = 256;

tl::unexpected<Error> stopped()
{
    return fail(ErrorCode::Cancelled, "merge_stopped", "The merge was stopped.");
}

tl::unexpected<Error> damaged(const std::string &what)
{
    return fail(ErrorCode::Corrupt, "index_segment", "A segment cannot be merged: " + what + ".");
}

void addLiveNorms(NormsWriter &writer, std::span<const std::uint8_t> norms, const DocumentMap &map)
{
    if (map.isComplete()) {
        writer.add(norms);
        return;
    }
    std::vector<std::uint8_t> live;
    live.reserve(static_cast<std::size_t>(map.live()));
    for (int document = 0; document < map.documents(); ++document) {
        if (map.at(document) != DocumentMap::kGone)
            live.push_back(norms[static_cast<std::size_t>(document)]);
    }
    writer.add(live);
}

} // namespace

SegmentMerger::SegmentMerger(std::filesystem::path directory, std::vector<SegmentState> sources,
                             std::function<bool()> isStopped)
    : m_directory(std::move(directory)), m_states(std::move(sources)), m_isStopped(std::move(isStopped))
{
}

Result<SegmentMerger::Written> SegmentMerger::write(const std::string &name)
{
    Written written;
    auto documents = openSources();
    if (!documents)
        return fail(std::move(documents.error()));
    written.documents = *documents;
    if (auto united = uniteFields(); !united)
        return fail(std::move(united.error()));
    written.hasPositions = m_fields.hasPositions();
    SegmentFiles files(m_directory, name);
    auto done = writeFieldInfos(files, m_fields);
    if (done)
        done = writePostings(files);
    if (done)
        done = writeNorms(files);
    if (done)
        done = writeEmptyStoredFields(files, static_cast<std::uint32_t>(written.documents));
    if (done)
        done = writeColumns(files);
    if (!done)
        return fail(std::move(done.error()));
    written.files = files.keep();
    return written;
}

Result<int> SegmentMerger::openSources()
{
    int documents = 0;
    for (SegmentState &state : m_states) {
        auto source = MergeSource::open(m_directory, std::move(state), documents);
        if (!source)
            return fail(std::move(source.error()));
        documents += source->documents().live();
        m_sources.push_back(std::move(*source));
    }
    m_states.clear();
    return documents;
}

Result<void> SegmentMerger::uniteFields()
{
    for (const MergeSource &source : m_sources) {
        for (const SegmentField &info : source.fields().fields) {
            const int known = m_fields.number(info.name);
            if (known < 0)
                m_fields.fields.push_back(info);
            else if (m_fields.fields[static_cast<std::size_t>(known)] != info)
                return damaged("the field " + info.name + " is not kept alike in all sources");
        }
    }
    return {};
}

Result<void> SegmentMerger::writePostings(SegmentFiles &files)
{
    auto writer = PostingsWriter::create(files, m_fields.hasPositions());
    if (!writer)
        return fail(std::move(writer.error()));
    for (const std::uint32_t number : m_fields.termOrder()) {
        if (auto done = writeField(**writer, number); !done)
            return done;
    }
    return (*writer)->finish();
}

Result<void> SegmentMerger::writeField(PostingsWriter &writer, std::uint32_t number)
{
    const SegmentField &info = m_fields.fields[number];
    writer.beginField(number, info.omitsFrequencies);
    TermQueue queue;
    for (std::uint32_t i = 0; i < m_sources.size(); ++i) {
        m_sources[i].beginField(info.name);
        if (m_sources[i].hasTerm())
            queue.push(m_sources[i].term(), i);
    }
    std::uint32_t ordinal = 0;
    std::vector<std::uint32_t> holders;
    for (std::uint32_t looks = 0; !queue.isEmpty(); ++looks) {
        if (looks % kTermsBetweenLooks == 0 && m_isStopped())
            return stopped();
        // The text lies in the source's memory, which advance() does not change.
        const std::string_view term = queue.leastTerm();
        holders.clear();
        writer.beginTerm();
        while (!queue.isEmpty() && queue.leastTerm() == term) {
            holders.push_back(queue.pop());
            if (!m_sources[holders.back()].copyPostings(writer))
                return damaged("postings of the field " + info.name + " do not fit");
        }
        if (!writer.ok())
            break;
        const bool isLive = writer.documentFrequency() > 0;
        writer.endTerm(term);
        for (const std::uint32_t holder : holders) {
            MergeSource &source = m_sources[holder];
            source.advance(isLive ? ordinal : MergeSource::kGoneOrdinal);
            if (source.hasTerm())
                queue.push(source.term(), holder);
        }
        ordinal += isLive ? 1 : 0;
    }
    return {};
}

Result<void> SegmentMerger::writeNorms(SegmentFiles &files)
{
    auto writer = NormsWriter::create(files);
    if (!writer)
        return fail(std::move(writer.error()));
    for (const SegmentField &info : m_fields.fields) {
        if (!info.indexed || info.omitsNorms)
            continue;
        for (const MergeSource &source : m_sources) {
            const auto norms = source.segment().norms(info.name);
            if (norms.empty())
                (*writer)->addDefault(static_cast<std::uint64_t>(source.documents().live()));
            else
                addLiveNorms(**writer, norms, source.documents());
        }
    }
    return (*writer)->finish();
}

Result<void> SegmentMerger::writeColumns(SegmentFiles &files)
{
    if (m_isStopped())
        return stopped();
    std::vector<ColumnMergeSource> sources;
    for (MergeSource &source : m_sources)
        sources.push_back({&source.segment().columns(), source.deletions(), source.takeOrdinals()});
    return writeColumnFile(files.add("col"), mergeColumns(sources));
}

} // namespace explorer::index
