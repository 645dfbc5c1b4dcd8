#include "core/index/indexdirectory.h"

#include "core/base/fileops.h"

#include <charconv>
#include <optional>

namespace explorer::index
{
namespace
{

constexpr std::string_view kCurrentFile = "CURRENT";

std::optional<std::int64_t> numberOf(std::string_view name)
{
    std::int64_t number = 0;
    const auto end = std::from_chars(name.data(), name.data() + name.size(), number);
    if (end.ec != std::errc() || end.ptr != name.data() + name.size() || number <= 0)
        return std::nullopt;
    return number;
}

} // namespace

std::filesystem::path IndexDirectory::current()
{
    const auto name = readFile(m_root / kCurrentFile);
    std::error_code ignored;
    if (name && numberOf(*name) && std::filesystem::is_directory(m_root / *name, ignored))
        return m_root / *name;
    return next();
}

std::filesystem::path IndexDirectory::next() const
{
    std::int64_t highest = 0;
    std::error_code ignored;
    for (const auto &entry : std::filesystem::directory_iterator(m_root, ignored))
        highest = std::max(highest, numberOf(entry.path().filename().string()).value_or(0));
    return m_root / std::to_string(highest + 1);
}

Result<void> IndexDirectory::use(const std::filesystem::path &directory) const
{
    const std::string name = directory.filename().string();
    if (const auto known = readFile(m_root / kCurrentFile); !known || *known != name) {
        if (auto written = writeFileAtomically(m_root / kCurrentFile, name); !written)
            return written;
    }
    removeAllBut(directory);
    return {};
}

void IndexDirectory::removeAllBut(const std::filesystem::path &kept) const
{
    std::error_code ignored;
    for (const auto &entry : std::filesystem::directory_iterator(m_root, ignored)) {
        if (entry.path() != kept && numberOf(entry.path().filename().string()))
            std::filesystem::remove_all(entry.path(), ignored);
    }
}

void IndexDirectory::remove() const
{
    std::error_code ignored;
    std::filesystem::remove_all(m_root, ignored);
}

std::uintmax_t IndexDirectory::sizeBytes() const
{
    std::uintmax_t sum = 0;
    std::error_code ignored;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(m_root, ignored))
        sum += entry.is_regular_file(ignored) ? entry.file_size(ignored) : 0;
    return sum;
}

} // namespace explorer::index
