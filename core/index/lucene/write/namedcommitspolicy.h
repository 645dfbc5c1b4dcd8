#pragma once

#include "core/index/lucene/lucene_p.h"

#include <set>
#include <string>

namespace explorer::index
{

/// Keeps the newest commit and those that are named to it; the library's own policy would drop the one to
/// fall back to.
class NamedCommitsPolicy : public Lucene::IndexDeletionPolicy
{
public:
    void keep(std::set<std::wstring> segmentsFiles) { m_kept = std::move(segmentsFiles); }
    void onInit(Lucene::Collection<Lucene::IndexCommitPtr> commits) override { onCommit(commits); }
    void onCommit(Lucene::Collection<Lucene::IndexCommitPtr> commits) override;
    [[nodiscard]] const Lucene::IndexCommitPtr &newest() const { return m_newest; }

private:
    std::set<std::wstring> m_kept;
    Lucene::IndexCommitPtr m_newest;
};

} // namespace explorer::index
