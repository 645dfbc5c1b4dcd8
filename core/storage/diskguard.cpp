#include "core/storage/diskguard_p.h"

#include "core/base/fileops.h"

namespace explorer::storage
{
namespace
{
constexpr std::int64_t kBytesPerMb = 1'000'000;
}

void DiskGuard::refresh()
{
    const auto now = std::chrono::steady_clock::now();
    if (m_isChecked && now - m_checkedAt < std::chrono::seconds(1))
        return;
    m_isChecked = true;
    m_checkedAt = now;
    // Where the system does not tell, SQLite's own "disk full" is what is left.
    const auto space = diskSpace(m_directory);
    m_freeBytes = space ? static_cast<std::int64_t>(space->freeBytes) : m_leastFreeBytes;
    m_neededBytes = space ? std::max(m_leastFreeBytes, static_cast<std::int64_t>(space->totalBytes / 20)) : 0;
}

bool DiskGuard::isFull()
{
    const std::lock_guard lock(m_mutex);
    refresh();
    return m_freeBytes < m_neededBytes;
}

Result<void> DiskGuard::admit()
{
    const std::lock_guard lock(m_mutex);
    refresh();
    if (m_freeBytes >= m_neededBytes)
        return {};
    return fail(
        ErrorCode::ResourceExhausted, "disk_full",
        "Only " + std::to_string(m_freeBytes / kBytesPerMb) + " MB are free on the data disk and " +
            std::to_string(m_neededBytes / kBytesPerMb) +
            " MB have to be, so nothing is written now. Free some space; writing then goes on by itself.");
}

} // namespace explorer::storage
