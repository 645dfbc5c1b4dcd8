#pragma once

#include "core/base/result.h"

#include <condition_variable>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace explorer::cache
{

/// One load under way, and those who wait for it. Guarded by the cache's mutex.
struct Flight {
    using Outcome = Result<std::shared_ptr<const std::string>>;
    std::condition_variable done;
    std::optional<Outcome> outcome;
    std::vector<std::string> tags;
    int waiters = 0;
    /// Cleared by an invalidation meanwhile: what is being loaded may be older than it.
    bool isStorable = true;
    /// What is being loaded is to be renewed as soon as it is asked for again.
    bool isOld = false;
};

} // namespace explorer::cache
