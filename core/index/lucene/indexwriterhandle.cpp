#include "core/index/lucene/indexwriterhandle.h"

#include "core/index/lucene/lucenetext.h"

namespace explorer::index
{
namespace
{

/// Above this a segment is not merged any more: the library's offsets end at 2 GiB.
constexpr double kMaxMergeMiB = 512;
constexpr int kMergeThreads = 4;

} // namespace

IndexWriterHandle::IndexWriterHandle(const Lucene::DirectoryPtr &directory, const api::Schema &schema,
                                     double bufferMiB, std::set<std::wstring> keptCommits)
    : m_policy(Lucene::newLucene<NamedCommitsPolicy>()), m_builder(schema)
{
    m_policy->keep(std::move(keptCommits));
    const Lucene::AnalyzerPtr unused = Lucene::newLucene<Lucene::KeywordAnalyzer>();
    m_writer = Lucene::newLucene<Lucene::IndexWriter>(
        directory, unused, boost::static_pointer_cast<Lucene::IndexDeletionPolicy>(m_policy),
        Lucene::IndexWriter::MaxFieldLengthUNLIMITED);
    m_writer->setUseCompoundFile(false);
    m_writer->setRAMBufferSizeMB(bufferMiB);
    const auto policy =
        boost::dynamic_pointer_cast<Lucene::LogByteSizeMergePolicy>(m_writer->getMergePolicy());
    if (policy) {
        policy->setUseCompoundDocStore(false);
        policy->setMaxMergeMB(kMaxMergeMiB);
    }
    const auto scheduler =
        boost::dynamic_pointer_cast<Lucene::ConcurrentMergeScheduler>(m_writer->getMergeScheduler());
    if (scheduler)
        scheduler->setMaxThreadCount(kMergeThreads);
}

IndexWriterHandle::~IndexWriterHandle()
{
    try {
        // A no-op once closed.
        if (m_writer)
            m_writer->rollback();
    } catch (...) {
        // What was not committed comes again from the change log.
        m_writer.reset();
    }
}

void IndexWriterHandle::replace(const std::string &id, const query::DocumentFields &values)
{
    const std::wstring wide = toWide(id);
    m_writer->updateDocument(Lucene::newLucene<Lucene::Term>(Lucene::String(kIdField), wide),
                             m_builder.build(wide, values));
}

void IndexWriterHandle::remove(const std::string &id)
{
    m_writer->deleteDocuments(Lucene::newLucene<Lucene::Term>(Lucene::String(kIdField), toWide(id)));
}

Lucene::IndexReaderPtr IndexWriterHandle::openReader() { return m_writer->getReader(); }

Lucene::IndexCommitPtr IndexWriterHandle::commit(std::set<std::wstring> kept)
{
    m_policy->keep(std::move(kept));
    m_writer->commit();
    return m_policy->newest();
}

void IndexWriterHandle::close() { m_writer->close(false); }

} // namespace explorer::index
