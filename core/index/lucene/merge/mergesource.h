#pragma once

#include "core/index/lucene/format/fieldinfos.h"
#include "core/index/lucene/format/postingswriter.h"
#include "core/index/lucene/merge/documentmap.h"
#include "core/index/lucene/write/segmentwriter.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace explorer::index
{

/// One segment on its way into another: its terms in the order of the dictionary, each with the exact bytes
/// of its postings. One thread.
class MergeSource
{
public:
    /// Reads the segment's `.fnm`; Corrupt.
    static Result<MergeSource> open(const std::filesystem::path &directory, SegmentState state, int base);

    [[nodiscard]] const Segment &segment() const { return *m_state.segment; }
    [[nodiscard]] const Deletions *deletions() const { return m_state.deletions.get(); }
    [[nodiscard]] const FieldInfos &fields() const { return m_infos; }
    [[nodiscard]] const DocumentMap &documents() const { return m_documents; }

    /// Goes to the first term of a field; fields come in the order of their names.
    void beginField(std::string_view name);
    [[nodiscard]] bool hasTerm() const { return m_terms != nullptr && m_ordinal < m_terms->size(); }
    [[nodiscard]] std::string_view term() const { return m_terms->at(m_ordinal); }
    /// Appends the live postings of the current term. False where they are damaged.
    [[nodiscard]] bool copyPostings(PostingsWriter &writer) const;
    /// Goes to the next term, and notes where the current one went (kGoneOrdinal: nowhere).
    void advance(std::uint32_t newOrdinal);

    static constexpr std::uint32_t kGoneOrdinal = UINT32_MAX;
    /// By keyword field, each ordinal's new one.
    [[nodiscard]] std::vector<std::pair<std::string, std::vector<std::uint32_t>>> takeOrdinals();

private:
    MergeSource(SegmentState state, int base);
    /// Where the current term's bytes end: where those of the next begin.
    [[nodiscard]] std::uint32_t frequencyEnd() const;
    [[nodiscard]] std::uint32_t positionEnd() const;
    [[nodiscard]] bool encoded(EncodedPostings &postings) const;
    [[nodiscard]] bool copyLive(const EncodedPostings &postings, PostingsWriter &writer) const;

    SegmentState m_state;
    DocumentMap m_documents;
    FieldInfos m_infos;
    /// Those that have terms, by name.
    std::vector<std::pair<std::string, const FieldTerms *>> m_dictionary;
    std::size_t m_nextField = 0;
    const FieldTerms *m_terms = nullptr;
    std::uint32_t m_ordinal = 0;
    bool m_notesOrdinals = false;
    std::vector<std::string> m_keywords;
    std::vector<std::pair<std::string, std::vector<std::uint32_t>>> m_ordinals;
};

} // namespace explorer::index
