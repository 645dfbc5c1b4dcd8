#pragma once

#include "core/api/schema.h"
#include "core/base/result.h"
#include "core/query/fieldvalues.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::index
{

/// Inverts documents in memory and writes them as one segment: the library's own files byte for byte, and the
/// column file. Nothing shared: one a thread. Documents are numbered as they are added.
class SegmentBuilder
{
public:
    explicit SegmentBuilder(const api::Schema &schema);
    ~SegmentBuilder();
    SegmentBuilder(const SegmentBuilder &) = delete;
    SegmentBuilder &operator=(const SegmentBuilder &) = delete;

    /// The document's number in the segment. An id that was added before stays twice: the caller deletes the
    /// earlier.
    int add(std::string_view id, const query::DocumentFields &values);
    [[nodiscard]] int documents() const;
    /// Memory held, to flush in time (64 to 128 MiB).
    [[nodiscard]] std::size_t sizeBytes() const;

    struct Written {
        int documents = 0;
        /// Some field has positions: the segment info's hasProx.
        bool hasPositions = false;
        std::vector<std::string> files;
    };
    /// Writes `NAME.fnm ... NAME.col` into the directory, not synced, and is empty again. A failure leaves no
    /// file of the segment behind and keeps the documents.
    Result<Written> write(const std::filesystem::path &directory, const std::string &name);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace explorer::index
