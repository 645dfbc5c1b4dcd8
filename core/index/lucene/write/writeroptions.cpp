#include "core/index/lucene/write/writeroptions.h"

namespace explorer::index
{
namespace
{

/// A segment above this is not merged any more.
constexpr double kMaxMergeMiB = 512;
constexpr int kMergeThreads = 4;

} // namespace

void setWriterOptions(const Lucene::IndexWriterPtr &writer)
{
    writer->setUseCompoundFile(false);
    const auto policy = boost::dynamic_pointer_cast<Lucene::LogByteSizeMergePolicy>(writer->getMergePolicy());
    if (policy) {
        policy->setUseCompoundDocStore(false);
        policy->setMaxMergeMB(kMaxMergeMiB);
    }
    const auto scheduler =
        boost::dynamic_pointer_cast<Lucene::ConcurrentMergeScheduler>(writer->getMergeScheduler());
    if (scheduler)
        scheduler->setMaxThreadCount(kMergeThreads);
}

Lucene::AnalyzerPtr unusedAnalyzer() { return Lucene::newLucene<Lucene::KeywordAnalyzer>(); }

} // namespace explorer::index
