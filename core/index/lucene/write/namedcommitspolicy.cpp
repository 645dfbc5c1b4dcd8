#include "core/index/lucene/write/namedcommitspolicy.h"

namespace explorer::index
{

void NamedCommitsPolicy::onCommit(Lucene::Collection<Lucene::IndexCommitPtr> commits)
{
    // None yet where the index is new.
    if (commits.empty())
        return;
    m_newest = commits[commits.size() - 1];
    for (int i = 0; i + 1 < commits.size(); ++i) {
        if (!m_kept.contains(commits[i]->getSegmentsFileName()))
            commits[i]->deleteCommit();
    }
}

} // namespace explorer::index
