#pragma once

#include "core/index/lucene/lucene_p.h"

#include <map>
#include <string>
#include <vector>

namespace explorer::test
{

/// An index directory read by the library alone: its reader, its queries, its CheckIndex.
class LibrarySearch
{
public:
    explicit LibrarySearch(const std::string &directory);

    /// Of every hit, in ascending order.
    std::vector<std::string> idsOf(const Lucene::QueryPtr &query);
    /// Sorted by a number that each document has once.
    std::vector<std::string> idsBy(const std::wstring &field, bool descending, const Lucene::QueryPtr &query);
    /// The terms of a field, those of deleted documents too.
    const std::vector<std::wstring> &terms(const std::wstring &field);
    [[nodiscard]] bool isClean() const;
    [[nodiscard]] int segments() const;

private:
    Lucene::DirectoryPtr m_directory;
    Lucene::IndexReaderPtr m_reader;
    Lucene::IndexSearcherPtr m_searcher;
    std::vector<std::string> m_ids;
    std::map<std::wstring, std::vector<std::wstring>> m_terms;
};

} // namespace explorer::test
