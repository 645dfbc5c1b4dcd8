#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace explorer::index
{

/// A whole file mapped for reading; stays readable when the file's name is removed. The file must not be
/// shortened meanwhile (the index writes each file once). Any thread.
class MappedFile
{
public:
    MappedFile() = default;
    /// Io where it cannot be read. An empty file is an empty span.
    static Result<MappedFile> open(const std::filesystem::path &path);
    ~MappedFile();
    MappedFile(MappedFile &&other) noexcept;
    MappedFile &operator=(MappedFile &&other) noexcept;
    MappedFile(const MappedFile &) = delete;
    MappedFile &operator=(const MappedFile &) = delete;

    [[nodiscard]] std::span<const std::uint8_t> bytes() const { return {m_data, m_size}; }

private:
    const std::uint8_t *m_data = nullptr;
    std::size_t m_size = 0;
};

} // namespace explorer::index
