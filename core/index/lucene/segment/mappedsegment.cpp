#include "core/index/lucene/segment/mappedsegment.h"

#include "core/index/lucene/columns/columnfile.h"
#include "core/index/lucene/columns/postingcolumns.h"
#include "core/index/lucene/segment/termreader.h"

#include <algorithm>

namespace explorer::index
{
namespace
{

constexpr std::string_view kNormsHeader{"NRM\xFF"};

tl::unexpected<Error> corrupt(const std::string &message)
{
    return fail(ErrorCode::Corrupt, "index_segment", message);
}

} // namespace

MappedSegment::MappedSegment(std::string name, int documents)
    : m_name(std::move(name)), m_documents(documents)
{
}

Result<MappedFile> MappedSegment::map(const std::filesystem::path &directory, const char *extension,
                                      bool isNeeded)
{
    const std::filesystem::path path = directory / (m_name + extension);
    std::error_code ignored;
    if (!isNeeded && !std::filesystem::exists(path, ignored))
        return MappedFile();
    auto file = MappedFile::open(path);
    if (file)
        m_sizeBytes += static_cast<std::int64_t>(file->bytes().size());
    return file;
}

Result<void> MappedSegment::load(const std::filesystem::path &directory)
{
    auto fieldsFile = map(directory, ".fnm", true);
    if (!fieldsFile)
        return fail(std::move(fieldsFile.error()));
    const auto infos = parseFieldInfos(fieldsFile->bytes());
    if (!infos)
        return fail(infos.error());
    const auto isWanted = [&infos](auto test) { return std::any_of(infos->begin(), infos->end(), test); };
    const bool hasPositions =
        isWanted([](const FieldInfo &info) { return info.isIndexed && !info.omitsFrequencies; });
    const bool hasNorms = isWanted([](const FieldInfo &info) { return info.isIndexed && !info.omitsNorms; });
    auto frequencies = map(directory, ".frq", true);
    if (!frequencies)
        return fail(std::move(frequencies.error()));
    auto positions = map(directory, ".prx", hasPositions);
    if (!positions)
        return fail(std::move(positions.error()));
    auto norms = map(directory, ".nrm", hasNorms);
    if (!norms)
        return fail(std::move(norms.error()));
    m_frequencies = std::move(*frequencies);
    m_positions = std::move(*positions);
    m_norms = std::move(*norms);
    for (const FieldInfo &info : *infos)
        m_fields.try_emplace(info.name);
    if (auto loaded = loadNorms(*infos); !loaded)
        return loaded;
    if (auto loaded = loadTerms(directory, *infos); !loaded)
        return loaded;
    return loadColumns(directory);
}

Result<void> MappedSegment::loadNorms(const std::vector<FieldInfo> &infos)
{
    const auto bytes = m_norms.bytes();
    if (bytes.empty())
        return {};
    std::size_t at = kNormsHeader.size();
    if (bytes.size() < at ||
        !std::equal(kNormsHeader.begin(), kNormsHeader.end(), bytes.begin(),
                    [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; }))
        return corrupt("The segment's norms are damaged: their header.");
    for (const FieldInfo &info : infos) {
        if (!info.isIndexed || info.omitsNorms)
            continue;
        const auto size = static_cast<std::size_t>(m_documents);
        if (size > bytes.size() - at)
            return corrupt("The segment's norms are damaged: they are too few.");
        m_fields.find(info.name)->second.norms = bytes.subspan(at, size);
        at += size;
    }
    if (at != bytes.size())
        return corrupt("The segment's norms are damaged: they are too many.");
    return {};
}

Result<void> MappedSegment::loadTerms(const std::filesystem::path &directory,
                                      const std::vector<FieldInfo> &infos)
{
    const auto terms = map(directory, ".tis", true);
    if (!terms)
        return fail(terms.error());
    const auto index = map(directory, ".tii", true);
    if (!index)
        return fail(index.error());
    auto dictionaries = readTerms(
        {terms->bytes(), index->bytes(), m_frequencies.bytes(), m_positions.bytes()}, infos, m_documents);
    if (!dictionaries)
        return fail(std::move(dictionaries.error()));
    for (std::size_t i = 0; i < infos.size(); ++i)
        m_fields.find(infos[i].name)->second.terms = std::move((*dictionaries)[i]);
    return {};
}

Result<void> MappedSegment::loadColumns(const std::filesystem::path &directory)
{
    const std::filesystem::path path = directory / (m_name + ".col");
    std::error_code failed;
    const auto bytes = std::filesystem::file_size(path, failed);
    if (failed) {
        std::vector<std::string> fields;
        for (const auto &[field, unused] : m_fields)
            fields.push_back(field);
        m_columns = std::make_unique<PostingColumns>(m_documents, std::move(fields),
                                                     [this](std::string_view field) { return terms(field); });
        return {};
    }
    auto columns = ColumnFile::open(path, m_documents, [this](std::string_view field) {
        const FieldTerms *known = terms(field);
        return known == nullptr ? 0 : known->size();
    });
    if (!columns)
        return fail(std::move(columns.error()));
    m_sizeBytes += static_cast<std::int64_t>(bytes);
    m_columns = std::move(*columns);
    return {};
}

const FieldTerms *MappedSegment::terms(std::string_view field) const
{
    const auto found = m_fields.find(field);
    return found == m_fields.end() ? nullptr : found->second.terms.get();
}

std::span<const std::uint8_t> MappedSegment::norms(std::string_view field) const
{
    const auto found = m_fields.find(field);
    return found == m_fields.end() ? std::span<const std::uint8_t>() : found->second.norms;
}

} // namespace explorer::index
