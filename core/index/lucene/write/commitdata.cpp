#include "core/index/lucene/write/commitdata.h"

#include "core/index/lucene/lucenetext.h"

namespace explorer::index
{

Lucene::MapStringString commitData(const CommitPoint &point)
{
    auto data = Lucene::MapStringString::newInstance();
    data.put(L"sequence", std::to_wstring(point.sequence));
    data.put(L"generation", std::to_wstring(point.generation));
    data.put(L"schema_hash", toWide(point.schemaHash));
    return data;
}

WrittenCommit describeCommit(const Lucene::IndexCommitPtr &commit)
{
    WrittenCommit written;
    written.segmentsFile = toUtf8(commit->getSegmentsFileName());
    const auto names = commit->getFileNames();
    for (const std::wstring &name : names)
        written.files.push_back(toUtf8(name));
    return written;
}

std::set<std::wstring> wideNames(const std::set<std::string> &names)
{
    std::set<std::wstring> wide;
    for (const std::string &name : names)
        wide.insert(toWide(name));
    return wide;
}

} // namespace explorer::index
