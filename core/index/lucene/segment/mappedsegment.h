#pragma once

#include "core/index/lucene/segment/fieldinfos.h"
#include "core/index/lucene/segment/mappedfile.h"
#include "core/index/lucene/segment/segment.h"
#include "core/index/lucene/segment/termdictionary.h"

#include <map>

namespace explorer::index
{

/// Segment over mapped files.
class MappedSegment final : public Segment
{
public:
    MappedSegment(std::string name, int documents);
    /// Once, before anybody sees it.
    Result<void> load(const std::filesystem::path &directory);

    [[nodiscard]] const std::string &name() const override { return m_name; }
    [[nodiscard]] int documents() const override { return m_documents; }
    [[nodiscard]] const FieldTerms *terms(std::string_view field) const override;
    [[nodiscard]] std::span<const std::uint8_t> norms(std::string_view field) const override;
    [[nodiscard]] const SegmentColumns &columns() const override { return *m_columns; }
    [[nodiscard]] std::int64_t sizeBytes() const override { return m_sizeBytes; }

private:
    struct Field {
        std::unique_ptr<TermDictionary> terms;
        std::span<const std::uint8_t> norms;
    };
    Result<MappedFile> map(const std::filesystem::path &directory, const char *extension, bool isNeeded);
    Result<void> loadTerms(const std::filesystem::path &directory, const std::vector<FieldInfo> &infos);
    Result<void> loadColumns(const std::filesystem::path &directory);
    Result<void> loadNorms(const std::vector<FieldInfo> &infos);

    std::string m_name;
    int m_documents;
    std::int64_t m_sizeBytes = 0;
    MappedFile m_frequencies;
    MappedFile m_positions;
    MappedFile m_norms;
    std::map<std::string, Field, std::less<>> m_fields;
    std::unique_ptr<const SegmentColumns> m_columns;
};

} // namespace explorer::index
