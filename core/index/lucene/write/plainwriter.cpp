#include "core/index/lucene/write/plainwriter.h"

#include "core/index/lucene/luceneguard.h"
#include "core/index/lucene/lucenetext.h"
#include "core/index/lucene/write/columnfiles.h"
#include "core/index/lucene/write/commitdata.h"
#include "core/index/lucene/write/lengthsimilarity.h"
#include "core/index/lucene/write/writeroptions.h"

namespace explorer::index
{
namespace
{

/// A merge may remove files between the moment that they are listed and the moment that they are opened.
constexpr int kOpenAttempts = 8;

Lucene::TermPtr termOf(const std::wstring &id)
{
    return Lucene::newLucene<Lucene::Term>(Lucene::String(kIdField), id);
}

} // namespace

PlainWriter::PlainWriter(const Lucene::DirectoryPtr &luceneDirectory, std::filesystem::path directory,
                         const api::Schema &schema, double bufferMiB, const std::set<std::string> &kept)
    : m_directory(std::move(directory)), m_schema(schema), m_builder(schema),
      m_policy(Lucene::newLucene<NamedCommitsPolicy>())
{
    m_policy->keep(wideNames(kept));
    m_writer = Lucene::newLucene<Lucene::IndexWriter>(
        luceneDirectory, unusedAnalyzer(), boost::static_pointer_cast<Lucene::IndexDeletionPolicy>(m_policy),
        Lucene::IndexWriter::MaxFieldLengthUNLIMITED);
    setWriterOptions(m_writer);
    m_writer->setRAMBufferSizeMB(bufferMiB);
    m_writer->setSimilarity(Lucene::newLucene<LengthSimilarity>());
    removeOrphanedColumns(m_directory, {});
}

PlainWriter::~PlainWriter()
{
    try {
        close();
    } catch (...) {
        // What was not committed comes again from the change log.
        m_writer.reset();
    }
}

void PlainWriter::apply(std::span<const IndexChange> changes)
{
    std::vector<query::TypeProblem> problems;
    for (const IndexChange &change : changes) {
        const std::wstring id = toWide(change.id);
        if (change.json.empty()) {
            m_writer->deleteDocuments(termOf(id));
            continue;
        }
        problems.clear();
        auto values = query::extractFields(m_schema, change.json, problems);
        // The id alone is searchable then, and the document stays countable.
        m_writer->updateDocument(termOf(id), m_builder.build(id, values ? *values : query::DocumentFields{}));
    }
}

std::vector<SegmentState> PlainWriter::publish()
{
    for (int attempt = 1;; ++attempt) {
        const Lucene::IndexReaderPtr reader = m_writer->getReader();
        auto states = statesOf(reader);
        reader->close();
        if (!states && attempt < kOpenAttempts)
            continue;
        std::vector<SegmentState> published = valueOrThrow(std::move(states));
        m_known.clear();
        for (const SegmentState &state : published)
            m_known.emplace(state.segment->name(), state);
        return published;
    }
}

Result<std::vector<SegmentState>> PlainWriter::statesOf(const Lucene::IndexReaderPtr &reader)
{
    std::vector<SegmentState> states;
    const auto segments = reader->getSequentialSubReaders();
    for (const Lucene::IndexReaderPtr &segment : segments) {
        auto state = stateOf(boost::dynamic_pointer_cast<Lucene::SegmentReader>(segment));
        if (!state)
            return fail(std::move(state.error()));
        states.push_back(std::move(*state));
    }
    return states;
}

Result<SegmentState> PlainWriter::stateOf(const Lucene::SegmentReaderPtr &reader)
{
    const std::string name = toUtf8(reader->getSegmentName());
    SegmentState state;
    // One writer uses a name once.
    if (const auto known = m_known.find(name); known != m_known.end())
        state = known->second;
    if (!state.segment) {
        auto segment = Segment::open(m_directory, name, reader->maxDoc());
        if (!segment)
            return fail(std::move(segment.error()));
        state.segment = std::move(*segment);
    }
    const Lucene::BitVectorPtr deleted = reader->deletedDocs;
    const int count = deleted ? deleted->count() : 0;
    // Deletions only become more.
    if (count == (state.deletions ? state.deletions->count() : 0))
        return state;
    auto deletions = std::make_shared<Deletions>(reader->maxDoc());
    for (int document = 0; document < reader->maxDoc(); ++document) {
        if (deleted->get(document))
            deletions->insert(document);
    }
    state.deletions = std::move(deletions);
    return state;
}

WrittenCommit PlainWriter::commit(const CommitPoint &point, const std::set<std::string> &kept)
{
    m_policy->keep(wideNames(kept));
    m_writer->commit(commitData(point));
    WrittenCommit written = describeCommit(m_policy->newest());
    // Segments of a native writer keep their column files until they are merged.
    for (std::size_t i = 0, count = written.files.size(); i < count; ++i) {
        const std::filesystem::path file = written.files[i];
        const std::string column = columnFileName(file.stem().string());
        if (file.extension() == ".fnm" && std::filesystem::exists(m_directory / column))
            written.files.push_back(column);
    }
    removeOrphanedColumns(m_directory, {});
    return written;
}

void PlainWriter::close()
{
    if (!m_writer)
        return;
    // Not the library's close(): it would commit merges that ended since, which no manifest names.
    m_writer->rollback();
    m_writer.reset();
    removeOrphanedColumns(m_directory, {});
}

} // namespace explorer::index
