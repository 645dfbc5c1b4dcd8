#include "core/index/lucene/write/nativewriter.h"

#include "core/index/lucene/luceneguard.h"
#include "core/index/lucene/lucenetext.h"
#include "core/index/lucene/write/columnfiles.h"
#include "core/index/lucene/write/commitdata.h"
#include "core/index/lucene/write/writeroptions.h"

namespace explorer::index
{
namespace
{

/// So many changes, or so much text, are looked at between two looks at the memory.
constexpr std::size_t kChangesAtOnce = 16'384;
constexpr std::size_t kTextBytesAtOnce = std::size_t{16} << 20U;

std::size_t nextPart(std::span<const IndexChange> changes)
{
    std::size_t count = 0;
    for (std::size_t bytes = 0; count < changes.size() && count < kChangesAtOnce && bytes < kTextBytesAtOnce;
         ++count)
        bytes += changes[count].json.size();
    return count;
}

} // namespace

NativeWriter::NativeWriter(const Lucene::DirectoryPtr &luceneDirectory, std::filesystem::path directory,
                           const api::Schema &schema, Logger &logger, Settings settings)
    : m_directory(std::move(directory)), m_logger(logger), m_bufferBytes(settings.bufferBytes),
      m_pending(schema), m_policy(Lucene::newLucene<NamedCommitsPolicy>())
{
    m_policy->keep(wideNames(settings.kept));
    m_writer = Lucene::newLucene<AdoptingWriter>(
        luceneDirectory, boost::static_pointer_cast<Lucene::IndexDeletionPolicy>(m_policy), m_directory);
    setWriterOptions(m_writer);
    m_writer->openSegments(settings.known);
}

NativeWriter::~NativeWriter()
{
    try {
        close();
    } catch (...) {
        // What was not committed comes again from the change log.
        m_writer.reset();
    }
}

void NativeWriter::apply(std::span<const IndexChange> changes)
{
    while (!changes.empty()) {
        const std::size_t count = nextPart(changes);
        m_pending.apply(changes.first(count));
        changes = changes.subspan(count);
        if (m_pending.sizeBytes() >= m_bufferBytes)
            flush();
    }
}

void NativeWriter::flush()
{
    lookAtMerges();
    if (m_pending.isEmpty())
        return;
    auto written = valueOrThrow(m_pending.write(m_directory, [this] { return m_writer->takeName(); }));
    std::vector<AdoptingWriter::Adopted> adopted;
    for (const PendingDocuments::Written &each : written) {
        SegmentState state{valueOrThrow(Segment::open(m_directory, each.name, each.segment.documents)),
                           nullptr};
        const auto segment = std::make_shared<WriterSegment>(std::move(state));
        for (const int document : each.replaced)
            segment->remove(document);
        adopted.push_back({segment, each.segment.hasPositions});
    }
    std::vector<AdoptingWriter::ReplacedId> replaced;
    for (const std::string_view id : m_pending.ids())
        replaced.push_back({id, IdFilter::hash(id)});
    m_writer->adopt(adopted, replaced);
    m_pending.clear();
}

void NativeWriter::lookAtMerges()
{
    auto error = m_writer->takeMergeError();
    if (!error)
        return;
    m_logger.warning(
        "index_merge_failed",
        {{"directory", m_directory.string()}, {"reason", error->reason}, {"message", error->message}});
    // The disk may have room later; a damaged segment stays damaged.
    if (error->code != ErrorCode::Io && error->code != ErrorCode::ResourceExhausted)
        throw IndexFailure(std::move(*error));
}

std::vector<SegmentState> NativeWriter::publish()
{
    flush();
    return m_writer->share();
}

WrittenCommit NativeWriter::commit(const CommitPoint &point, const std::set<std::string> &kept)
{
    flush();
    m_policy->keep(wideNames(kept));
    auto committed = m_writer->commitWith(commitData(point));
    WrittenCommit written = describeCommit(m_policy->newest());
    written.files.insert(written.files.end(), committed.columnFiles.begin(), committed.columnFiles.end());
    written.segments = std::move(committed.segments);
    return written;
}

void NativeWriter::close()
{
    if (!m_writer)
        return;
    // Not the library's close(): it would commit merges that ended since, which no manifest names.
    m_writer->rollback();
    m_writer.reset();
    removeOrphanedColumns(m_directory, {});
}

} // namespace explorer::index
