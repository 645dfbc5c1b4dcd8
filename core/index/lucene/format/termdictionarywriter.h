#pragma once

#include "core/index/lucene/format/segmentfiles.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace explorer::index
{

/// Every so many documents of a term's postings has an entry in its skip list.
inline constexpr std::uint32_t kSkipInterval = 16;
inline constexpr std::uint32_t kMaxSkipLevels = 10;
/// Every so many terms has an entry in `.tii`.
inline constexpr std::uint32_t kTermIndexInterval = 128;

/// What the dictionary says about a term: places in `.frq` and `.prx`, and the skip list's distance from the
/// first (of meaning from kSkipInterval documents on).
struct TermEntry {
    std::uint32_t documentFrequency = 0;
    std::uint64_t frequencyPointer = 0;
    std::uint64_t positionPointer = 0;
    std::uint32_t skipOffset = 0;
};

/// Writes `.tis` and `.tii` (format -4). Terms come by field name, then by their UTF-8 bytes.
class TermDictionaryWriter
{
public:
    static Result<std::unique_ptr<TermDictionaryWriter>> create(SegmentFiles &files);

    void add(std::uint32_t fieldNumber, std::string_view term, const TermEntry &entry);
    Result<void> finish();

private:
    /// One of the two files: what its last entry was.
    struct File {
        std::unique_ptr<IndexOutput> output;
        std::string lastTerm;
        TermEntry last;
        std::uint64_t size = 0;
    };
    static Result<void> begin(SegmentFiles &files, std::string_view extension, File &file);
    static void write(File &file, std::uint32_t fieldNumber, std::string_view term, const TermEntry &entry);
    static Result<void> finish(File &file);

    File m_terms;
    File m_index;
    /// The field of the empty term that the index begins with is -1.
    std::uint32_t m_lastField = UINT32_MAX;
    std::uint64_t m_lastIndexPointer = 0;
};

} // namespace explorer::index
