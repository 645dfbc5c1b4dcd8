#include "core/index/lucene/merge/mergesource.h"

#include <algorithm>

namespace explorer::index
{

MergeSource::MergeSource(SegmentState state, int base)
    : m_state(std::move(state)), m_documents(base, m_state.segment->documents(), m_state.deletions.get()),
      m_keywords(m_state.segment->columns().fields(ColumnKind::Keyword))
{
}

Result<MergeSource> MergeSource::open(const std::filesystem::path &directory, SegmentState state, int base)
{
    MergeSource source(std::move(state), base);
    auto infos = readFieldInfos(directory / (source.segment().name() + ".fnm"));
    if (!infos)
        return fail(std::move(infos.error()));
    source.m_infos = std::move(*infos);
    for (const std::uint32_t number : source.m_infos.termOrder()) {
        const std::string &name = source.m_infos.fields[number].name;
        const FieldTerms *terms = source.segment().terms(name);
        if (terms != nullptr && terms->size() > 0)
            source.m_dictionary.emplace_back(name, terms);
    }
    return source;
}

void MergeSource::beginField(std::string_view name)
{
    m_ordinal = 0;
    m_terms = nullptr;
    m_notesOrdinals = false;
    if (m_nextField == m_dictionary.size() || m_dictionary[m_nextField].first != name)
        return;
    m_terms = m_dictionary[m_nextField++].second;
    m_notesOrdinals = std::binary_search(m_keywords.begin(), m_keywords.end(), name);
    if (m_notesOrdinals)
        m_ordinals.emplace_back(name, std::vector<std::uint32_t>(m_terms->size(), kGoneOrdinal));
}

void MergeSource::advance(std::uint32_t newOrdinal)
{
    if (m_notesOrdinals)
        m_ordinals.back().second[m_ordinal] = newOrdinal;
    ++m_ordinal;
}

std::vector<std::pair<std::string, std::vector<std::uint32_t>>> MergeSource::takeOrdinals()
{
    return std::move(m_ordinals);
}

std::uint32_t MergeSource::frequencyEnd() const
{
    const TermPostings at = m_terms->postings(m_ordinal);
    if (at.skipOffset > 0)
        return at.frequencyOffset + at.skipOffset;
    if (m_ordinal + 1 < m_terms->size())
        return m_terms->postings(m_ordinal + 1).frequencyOffset;
    if (m_nextField < m_dictionary.size())
        return m_dictionary[m_nextField].second->postings(0).frequencyOffset;
    return static_cast<std::uint32_t>(m_terms->frequencyFile().size());
}

std::uint32_t MergeSource::positionEnd() const
{
    if (m_ordinal + 1 < m_terms->size())
        return m_terms->postings(m_ordinal + 1).positionOffset;
    for (std::size_t i = m_nextField; i < m_dictionary.size(); ++i) {
        if (!m_dictionary[i].second->omitsFrequencies())
            return m_dictionary[i].second->postings(0).positionOffset;
    }
    return static_cast<std::uint32_t>(m_terms->positionFile().size());
}

bool MergeSource::encoded(EncodedPostings &postings) const
{
    const TermPostings at = m_terms->postings(m_ordinal);
    const auto slice = [](std::span<const std::uint8_t> file, std::uint32_t begin, std::uint32_t end,
                          std::span<const std::uint8_t> &target) {
        if (end < begin || end > file.size())
            return false;
        target = file.subspan(begin, end - begin);
        return true;
    };
    postings.documentFrequency = at.documentFrequency;
    postings.documentBase = static_cast<std::uint32_t>(m_documents.base());
    postings.documents = static_cast<std::uint32_t>(m_documents.documents());
    return slice(m_terms->frequencyFile(), at.frequencyOffset, frequencyEnd(), postings.frequencies) &&
           (m_terms->omitsFrequencies() ||
            slice(m_terms->positionFile(), at.positionOffset, positionEnd(), postings.positions));
}

bool MergeSource::copyPostings(PostingsWriter &writer) const
{
    EncodedPostings postings;
    if (!encoded(postings))
        return false;
    return m_documents.isComplete() ? writer.copy(postings) : copyLive(postings, writer);
}

bool MergeSource::copyLive(const EncodedPostings &postings, PostingsWriter &writer) const
{
    const bool hasPositions = !m_terms->omitsFrequencies();
    const std::uint8_t *at = postings.frequencies.data();
    const std::uint8_t *const end = at + postings.frequencies.size();
    const std::uint8_t *position = postings.positions.data();
    const std::uint8_t *const positionEnd = position + postings.positions.size();
    std::uint64_t document = 0;
    for (std::uint32_t i = 0; i < postings.documentFrequency; ++i) {
        std::uint32_t delta = 0;
        std::uint32_t frequency = 1;
        if (!getVInt(at, end, delta))
            return false;
        if (hasPositions) {
            if ((delta & 1U) == 0 && !getVInt(at, end, frequency))
                return false;
            delta >>= 1U;
        }
        document += delta;
        if (document >= postings.documents || (delta == 0 && i > 0))
            return false;
        const std::uint8_t *const positionBegin = position;
        if (hasPositions && !skipVarints(position, positionEnd, frequency))
            return false;
        const int number = m_documents.at(static_cast<int>(document));
        if (number == DocumentMap::kGone)
            continue;
        writer.addDocument(static_cast<std::uint32_t>(number), frequency);
        if (hasPositions)
            writer.addPositions({positionBegin, position});
    }
    return at == end && position == positionEnd;
}

} // namespace explorer::index
