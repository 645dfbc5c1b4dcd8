#pragma once

#include "core/base/result.h"

#include <chrono>
#include <filesystem>
#include <mutex>

namespace explorer::storage
{

/// Knows whether the disk has room for writes; asks the system at most once a second. Any thread.
class DiskGuard
{
public:
    DiskGuard(std::filesystem::path directory, std::int64_t leastFreeBytes)
        : m_directory(std::move(directory)), m_leastFreeBytes(leastFreeBytes)
    {
    }

    /// Less than max(leastFreeBytes, 5 % of the disk) is free.
    [[nodiscard]] bool isFull();
    /// ResourceExhausted ("disk_full") where isFull(), with the figures.
    Result<void> admit();

private:
    void refresh();

    std::filesystem::path m_directory;
    std::int64_t m_leastFreeBytes;
    std::mutex m_mutex;
    std::chrono::steady_clock::time_point m_checkedAt;
    bool m_isChecked = false;
    std::int64_t m_freeBytes = 0;
    std::int64_t m_neededBytes = 0;
};

} // namespace explorer::storage
