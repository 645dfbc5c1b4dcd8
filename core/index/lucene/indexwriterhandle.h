#pragma once

#include "core/index/lucene/documentbuilder.h"
#include "core/index/lucene/lucene_p.h"
#include "core/index/lucene/write/namedcommitspolicy.h"

#include <filesystem>
#include <memory>
#include <set>
#include <string>

namespace explorer::index
{

/// The library's writer with our settings. One thread. Throws what the library throws; the destructor rolls
/// back what is not committed and stops merges.
class IndexWriterHandle
{
public:
    /// A directory without a commit gets a new index.
    IndexWriterHandle(const Lucene::DirectoryPtr &directory, const api::Schema &schema, double bufferMiB,
                      std::set<std::wstring> keptCommits);
    ~IndexWriterHandle();
    IndexWriterHandle(const IndexWriterHandle &) = delete;
    IndexWriterHandle &operator=(const IndexWriterHandle &) = delete;

    void replace(const std::string &id, const query::DocumentFields &values);
    void remove(const std::string &id);
    /// Everything written so far, without a commit.
    Lucene::IndexReaderPtr openReader();
    /// Flushes and syncs; the commit that is then the newest. `kept` are the older ones to keep.
    Lucene::IndexCommitPtr commit(std::set<std::wstring> kept);
    /// After a commit: waits for running merges to stop, and frees the memory.
    void close();

private:
    boost::shared_ptr<NamedCommitsPolicy> m_policy;
    DocumentBuilder m_builder;
    Lucene::IndexWriterPtr m_writer;
};

} // namespace explorer::index
