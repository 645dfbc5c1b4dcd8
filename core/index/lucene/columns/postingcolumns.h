#pragma once

#include "core/index/lucene/columns/segmentcolumns.h"
#include "core/index/lucene/segment/fieldterms.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace explorer::index
{

/// The columns of a segment that has no column file, since the library wrote it: made from a field's postings
/// when they are first asked for, and kept. Costs up to a second and 10 bytes a document and field then. Any
/// thread; one that asks meanwhile waits.
class PostingColumns final : public SegmentColumns
{
public:
    using TermsOf = std::function<const FieldTerms *(std::string_view field)>;

    /// `fields` are all of the segment; `termsOf` gives null for none, and lives as long as this.
    PostingColumns(int documents, std::vector<std::string> fields, TermsOf termsOf);

    [[nodiscard]] int documents() const override { return m_documents; }
    /// Null also where a term of the field is not a number as the library writes it.
    [[nodiscard]] const NumericColumn *numbers(std::string_view field) const override;
    [[nodiscard]] const OrdinalColumn *ordinals(std::string_view field) const override;
    [[nodiscard]] FieldLengths lengths(std::string_view field) const override;
    [[nodiscard]] const NumericColumn *lengthsByDocument(std::string_view field) const override;
    [[nodiscard]] std::vector<std::string> fields(ColumnKind kind) const override;

private:
    const SegmentColumns *columnsOf(std::string_view field, ColumnKind kind) const;
    std::unique_ptr<const SegmentColumns> make(const std::string &field, ColumnKind kind) const;

    int m_documents;
    std::vector<std::string> m_fields;
    TermsOf m_termsOf;
    mutable std::mutex m_mutex;
    /// Null: the field has none of the kind.
    mutable std::map<std::pair<std::string, ColumnKind>, std::unique_ptr<const SegmentColumns>> m_made;
};

} // namespace explorer::index
