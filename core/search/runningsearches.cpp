#include "core/search/runningsearches.h"

namespace explorer::search
{

RunningSearches::Entry::Entry(RunningSearches &searches, const std::string &requestId, std::string user,
                              CancelToken cancel)
    : m_searches(searches)
{
    const std::lock_guard lock(searches.m_mutex);
    m_place = searches.m_running.emplace(requestId, std::pair(std::move(user), std::move(cancel)));
}

RunningSearches::Entry::~Entry()
{
    const std::lock_guard lock(m_searches.m_mutex);
    m_searches.m_running.erase(m_place);
}

std::size_t RunningSearches::cancel(const std::string &requestId, const std::string &user, bool anyUser)
{
    const std::lock_guard lock(m_mutex);
    std::size_t count = 0;
    const auto [begin, end] = m_running.equal_range(requestId);
    for (auto running = begin; running != end; ++running) {
        const auto &[owner, token] = running->second;
        if (!anyUser && owner != user)
            continue;
        token.cancel();
        ++count;
    }
    return count;
}

} // namespace explorer::search
