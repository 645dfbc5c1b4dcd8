#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace explorer::api
{

enum class DocumentFormat : std::uint8_t { Json, NdJson, Csv };
std::string_view contentType(DocumentFormat format);

/// What one POST documents takes.
struct Batch {
    std::string body;
    std::int64_t records = 0;
    /// Line of the file where the batch begins, from 1.
    std::int64_t firstLine = 1;
    /// Bytes of the file read so far, for progress.
    std::int64_t bytesRead = 0;
    /// Where each record begins: line of the body, line of the file.
    std::vector<std::pair<std::int64_t, std::int64_t>> starts;
    std::int64_t bodyLines = 0;

    /// The file's line of a line of the body, such as the answer's items name: blank lines of the file are
    /// not sent, a CSV part has the header before it, an element of a JSON file may go over lines.
    [[nodiscard]] std::int64_t fileLine(std::int64_t bodyLine) const;
};

/// Cuts a file into bodies for POST documents: at most `maxRecords` records and about `maxBytes` each; a CSV
/// part repeats the header line, quoted line ends stay inside their record. A JSON file is one array or
/// object: its elements become NDJSON lines. Streams; memory is one batch.
class BatchReader
{
public:
    static Result<std::unique_ptr<BatchReader>> open(const std::filesystem::path &file, DocumentFormat format,
                                                     std::int64_t maxRecords = 5000,
                                                     std::int64_t maxBytes = 8LL << 20);
    ~BatchReader();
    /// Nothing at the end of the file.
    Result<std::optional<Batch>> next();
    [[nodiscard]] std::int64_t fileBytes() const;

private:
    struct Private;
    explicit BatchReader(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace explorer::api
