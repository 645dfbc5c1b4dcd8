#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace explorer::ingest
{

/// The files of jobs while they wait and run, one each in the data directory. Any thread; one at a time a
/// file.
class Spool
{
public:
    explicit Spool(std::filesystem::path directory) : m_directory(std::move(directory)) {}

    /// Durable when it returns. InvalidArgument ("wrong_offset") where the file does not end at `offset`; Io,
    /// ResourceExhausted ("disk_full").
    Result<void> append(const std::string &job, std::int64_t offset, std::string_view bytes);
    [[nodiscard]] std::filesystem::path file(const std::string &job) const;
    /// Does nothing where it is gone already.
    void remove(const std::string &job) const;

private:
    std::filesystem::path m_directory;
};

} // namespace explorer::ingest
