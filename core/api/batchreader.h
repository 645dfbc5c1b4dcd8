#pragma once

#include "core/api/inputstream.h"

#include "core/api/inputformat.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace explorer::api
{

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

/// What one body holds at most: records, and about bytes.
struct BatchSize {
    std::int64_t records = 5000;
    std::int64_t bytes = 8LL << 20;
};

/// Cuts a file, unpacked and as UTF-8, into bodies for POST documents; a CSV part repeats the header line,
/// quoted line ends stay inside their record. A JSON file is one array or object: its elements become NDJSON
/// lines. Streams; memory is one batch.
class BatchReader
{
public:
    /// `encoding` as asUtf8() takes it.
    static Result<std::unique_ptr<BatchReader>> open(const std::filesystem::path &file,
                                                     const InputFormat &format, BatchSize size = {},
                                                     const std::string &encoding = {});
    /// The same for what is UTF-8 already.
    static Result<std::unique_ptr<BatchReader>> read(InputStreamPtr text, const InputFormat &format,
                                                     BatchSize size = {});
    ~BatchReader();
    /// Nothing at the end of the file.
    Result<std::optional<Batch>> next();
    /// Of the file as it is, packed; 0 where it is none.
    [[nodiscard]] std::int64_t fileBytes() const;
    /// How the bodies are to be read: a delimiter that was looked for is in it, JSON's are NDJSON.
    [[nodiscard]] InputFormat bodyFormat() const;

private:
    struct Private;
    explicit BatchReader(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace explorer::api
