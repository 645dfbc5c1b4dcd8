#pragma once

#include "core/index/lucene/segment/fieldterms.h"

#include <string>
#include <vector>

namespace explorer::index
{

/// FieldTerms in memory: about 9 bytes a term beside its text (13 where the field has positions).
class TermDictionary final : public FieldTerms
{
public:
    /// The spans must outlive the dictionary.
    TermDictionary(bool omitsFrequencies, std::span<const std::uint8_t> frequencyFile,
                   std::span<const std::uint8_t> positionFile);
    /// `text` after the last one. False where there is no room: 4 GiB of text.
    bool add(std::string_view text, const TermPostings &postings);
    /// After the last add(): gives unused memory back and makes it searchable. False where a term is no
    /// UTF-8.
    bool finish();

    [[nodiscard]] std::uint32_t size() const override { return static_cast<std::uint32_t>(m_ends.size()); }
    [[nodiscard]] std::string_view at(std::uint32_t ordinal) const override
    {
        const std::uint32_t begin = ordinal == 0 ? 0 : m_ends[ordinal - 1];
        return {m_text.data() + begin, m_ends[ordinal] - begin};
    }
    [[nodiscard]] std::uint32_t lowerBound(std::string_view text) const override;
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const override;
    [[nodiscard]] TermPostings postings(std::uint32_t ordinal) const override;
    [[nodiscard]] bool omitsFrequencies() const override { return m_omitsFrequencies; }
    [[nodiscard]] std::span<const std::uint8_t> frequencyFile() const override { return m_frequencyFile; }
    [[nodiscard]] std::span<const std::uint8_t> positionFile() const override { return m_positionFile; }

private:
    /// What only terms of many documents have.
    struct Long {
        std::uint32_t ordinal;
        std::uint32_t documentFrequency;
        std::uint32_t skipOffset;
    };
    bool m_omitsFrequencies;
    std::span<const std::uint8_t> m_frequencyFile;
    std::span<const std::uint8_t> m_positionFile;
    std::string m_text;
    std::vector<std::uint32_t> m_ends;
    std::vector<std::uint32_t> m_frequencyOffsets;
    /// Empty where the field has no positions.
    std::vector<std::uint32_t> m_positionOffsets;
    /// 0: in m_long.
    std::vector<std::uint8_t> m_documentFrequencies;
    std::vector<Long> m_long;
    /// The first 8 bytes of every 32nd term as a number that sorts like them.
    std::vector<std::uint64_t> m_samples;
};

} // namespace explorer::index
