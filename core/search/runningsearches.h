#pragma once

#include "core/base/deadline.h"

#include <map>
#include <mutex>
#include <string>

namespace explorer::search
{

/// The searches under way by the id of their request, so that they can be stopped. Any thread.
class RunningSearches
{
public:
    /// Lists a search while it lives.
    class Entry
    {
    public:
        Entry(RunningSearches &searches, const std::string &requestId, std::string user, CancelToken cancel);
        ~Entry();
        Entry(const Entry &) = delete;
        Entry &operator=(const Entry &) = delete;

    private:
        RunningSearches &m_searches;
        std::multimap<std::string, std::pair<std::string, CancelToken>>::iterator m_place;
    };

    /// Stops all searches of that id that are the user's, or anyone's where `anyUser`; their number. Ids are
    /// the clients' choice, so that two may have the same.
    std::size_t cancel(const std::string &requestId, const std::string &user, bool anyUser);

private:
    std::mutex m_mutex;
    std::multimap<std::string, std::pair<std::string, CancelToken>> m_running;
};

} // namespace explorer::search
