#pragma once

#include "core/base/result.h"
#include "core/index/lucene/columns/segmentcolumns.h"
#include "core/index/lucene/segment/fieldterms.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace explorer::index
{

/// The files of one segment, mapped and checked: every offset lies within its file before anything is read
/// through it. Immutable, any thread; shared by all views that have the segment. Deletions are the view's.
class Segment
{
public:
    /// Maps `_X.fnm .tis .tii .frq .prx .nrm` and the column file `_X.col`; where that is missing (a segment
    /// that the library wrote), columns are made from the postings. Corrupt ("index_segment") where anything
    /// does not fit. Reads the dictionary once: about 0.1 us a term.
    static Result<std::shared_ptr<const Segment>> open(const std::filesystem::path &directory,
                                                       const std::string &name, int documents);
    virtual ~Segment() = default;

    [[nodiscard]] virtual const std::string &name() const = 0;
    [[nodiscard]] virtual int documents() const = 0;
    /// Null where no document of the segment has a term in the field. Names as in the index (indexedField()),
    /// in UTF-8.
    [[nodiscard]] virtual const FieldTerms *terms(std::string_view field) const = 0;
    /// A byte a document; empty where the field has none.
    [[nodiscard]] virtual std::span<const std::uint8_t> norms(std::string_view field) const = 0;
    [[nodiscard]] virtual const SegmentColumns &columns() const = 0;
    /// Of its files.
    [[nodiscard]] virtual std::int64_t sizeBytes() const = 0;
};

} // namespace explorer::index
