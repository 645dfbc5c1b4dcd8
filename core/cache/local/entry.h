#pragma once

#include "core/base/error.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::cache
{

/// A stored answer, or (without a body) a stored error.
struct Entry {
    using TimePoint = std::chrono::steady_clock::time_point;
    std::string key;
    std::shared_ptr<const std::string> body;
    std::optional<Error> error;
    std::vector<std::string> tags;
    /// Of the question whatever the generation, so that its popularity outlives an invalidation.
    std::size_t popularityHash = 0;
    TimePoint storedAt;
    TimePoint refreshAt;
    TimePoint expiresAt;
    bool isRefreshing = false;
    /// Without a hit.
    bool isEmpty = false;

    /// Key, body and what the containers around them take.
    [[nodiscard]] std::int64_t weightBytes() const;
    [[nodiscard]] bool hasTag(std::string_view tag) const
    {
        return std::find(tags.begin(), tags.end(), tag) != tags.end();
    }
};

} // namespace explorer::cache
