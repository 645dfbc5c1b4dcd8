#pragma once

#include "core/index/lucene/segment/postingcursor.h"
#include "core/index/lucene/write/segmentwriter.h"

#include <lucene++/LuceneHeaders.h>

#include <lucene++/CheckIndex.h>

#include <QString>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace explorer::test
{

/// What an index of the model holds: each id with its version.
using IndexModel = std::map<std::string, std::string>;

/// A document whose keyword `tag` and text `title` tell its version.
inline index::IndexChange versionOf(const std::string &id, const std::string &version)
{
    return {id, R"({"tag":")" + version + R"(","title":"all of )" + version + R"( all","status":)" +
                    std::to_string(version.size()) + "}"};
}

/// The term of each document in a field that has one a document; by reading the postings.
inline std::vector<std::string> termsByDocument(const index::Segment &segment, std::string_view field)
{
    std::vector<std::string> values(static_cast<std::size_t>(segment.documents()));
    const index::FieldTerms *terms = segment.terms(field);
    for (std::uint32_t i = 0; terms != nullptr && i < terms->size(); ++i) {
        index::PostingCursor cursor(*terms, i, segment.documents());
        for (int document = 0; cursor.nextBlock(&document, nullptr, 1) == 1;)
            values[static_cast<std::size_t>(document)] = terms->at(i);
    }
    return values;
}

/// What the segments hold; a live id that comes twice gets the version "twice".
inline IndexModel contentOf(const std::vector<index::SegmentState> &states)
{
    IndexModel content;
    for (const index::SegmentState &state : states) {
        const auto ids = termsByDocument(*state.segment, "_id");
        const auto versions = termsByDocument(*state.segment, "tag");
        for (int document = 0; document < state.segment->documents(); ++document) {
            if (state.deletions && state.deletions->contains(document))
                continue;
            const auto at = static_cast<std::size_t>(document);
            if (!content.emplace(ids[at], versions[at]).second)
                content[ids[at]] = "twice";
        }
    }
    return content;
}

/// Empty where the model's content is there; the first difference otherwise.
inline QString differenceOf(const IndexModel &found, const IndexModel &expected)
{
    for (const auto &[id, version] : expected) {
        const auto at = found.find(id);
        if (at == found.end() || at->second != version)
            return QString::fromStdString(id + " should be at " + version + ", is " +
                                          (at == found.end() ? "missing" : at->second));
    }
    for (const auto &[id, version] : found) {
        if (!expected.contains(id))
            return QString::fromStdString(id + " should be gone, is at " + version);
    }
    return {};
}

/// By the library's own check of all its files.
inline bool isClean(const std::filesystem::path &directory)
{
    using namespace Lucene;
    const auto opened = FSDirectory::open(directory.wstring());
    const auto status = newLucene<CheckIndex>(opened)->checkIndex();
    opened->close();
    return status && status->clean;
}

} // namespace explorer::test
