#include "core/index/lucene/segment/termreader.h"

#include "core/index/lucene/segment/bytereader.h"

namespace explorer::index
{
namespace
{

constexpr std::int32_t kFormat = -4;
constexpr std::int32_t kIndexInterval = 128;
constexpr std::uint32_t kSkipInterval = 16;
constexpr std::int32_t kMaxSkipLevels = 10;
constexpr std::uint32_t kNoField = UINT32_MAX;

tl::unexpected<Error> corrupt(const std::string &what)
{
    return fail(ErrorCode::Corrupt, "index_segment", "The segment's dictionary is damaged: " + what + ".");
}

/// The number of terms, or -1.
std::int64_t readHeader(ByteReader &reader)
{
    const std::int32_t format = reader.int32();
    const std::int64_t size = reader.int64();
    const bool fits =
        format == kFormat && size >= 0 && size <= UINT32_MAX && reader.int32() == kIndexInterval &&
        reader.int32() == static_cast<std::int32_t>(kSkipInterval) && reader.int32() == kMaxSkipLevels;
    return fits && !reader.failed() ? size : -1;
}

/// Goes through `.tis` once and checks each term against the one before it.
class TermReader
{
public:
    TermReader(const PostingFiles &files, const std::vector<FieldInfo> &fields, int documents)
        : m_files(files), m_fields(fields), m_documents(static_cast<std::uint32_t>(documents)),
          m_reader(files.terms), m_dictionaries(fields.size())
    {
    }
    Result<std::vector<std::unique_ptr<TermDictionary>>> read()
    {
        const std::int64_t size = readHeader(m_reader);
        ByteReader index(m_files.termIndex);
        const std::int64_t indexed = readHeader(index);
        if (size < 0 || indexed != (size + kIndexInterval - 1) / kIndexInterval)
            return corrupt("its header");
        for (std::int64_t i = 0; i < size; ++i) {
            if (!readText() || !readPostings() || !m_dictionaries[m_field]->add(m_text, m_postings))
                return corrupt("term " + std::to_string(i));
        }
        if (!m_reader.atEnd())
            return corrupt("its length");
        if (!finishField())
            return corrupt("a text");
        return std::move(m_dictionaries);
    }

private:
    bool readText()
    {
        const std::uint32_t shared = m_reader.varint();
        const std::string_view rest = m_reader.text(m_reader.varint());
        const std::uint32_t field = m_reader.varint();
        if (m_reader.failed() || shared > m_text.size() || field >= m_fields.size())
            return false;
        if (field != m_field) {
            if (!m_fields[field].isIndexed || m_dictionaries[field] ||
                (m_field != kNoField && m_fields[field].name <= m_fields[m_field].name) || !finishField())
                return false;
            m_dictionaries[field] = std::make_unique<TermDictionary>(m_fields[field].omitsFrequencies,
                                                                     m_files.frequencies, m_files.positions);
            m_field = field;
        } else if (rest <= std::string_view(m_text).substr(shared)) {
            return false;
        }
        m_text.resize(shared);
        m_text.append(rest);
        return true;
    }
    /// As soon as it has all its terms, so that one dictionary at most has room to spare.
    bool finishField() { return m_field == kNoField || m_dictionaries[m_field]->finish(); }
    bool readPostings()
    {
        TermPostings next;
        next.documentFrequency = m_reader.varint();
        m_frequencyOffset += m_reader.varlong();
        m_positionOffset += m_reader.varlong();
        if (next.documentFrequency >= kSkipInterval)
            next.skipOffset = m_reader.varint();
        if (m_reader.failed() || next.documentFrequency == 0 || next.documentFrequency > m_documents)
            return false;
        // A document takes a byte at least; the skip list, of a byte at least, follows the documents.
        const std::uint64_t least =
            next.skipOffset > 0 ? std::uint64_t{next.skipOffset} + 1 : std::uint64_t{next.documentFrequency};
        if ((next.documentFrequency >= kSkipInterval && next.skipOffset < next.documentFrequency) ||
            m_frequencyOffset < m_frequenciesEnd || m_frequencyOffset > UINT32_MAX ||
            m_positionOffset > UINT32_MAX || m_frequencyOffset + least > m_files.frequencies.size() ||
            m_positionOffset > m_files.positions.size())
            return false;
        m_frequenciesEnd = m_frequencyOffset + least;
        next.frequencyOffset = static_cast<std::uint32_t>(m_frequencyOffset);
        next.positionOffset = static_cast<std::uint32_t>(m_positionOffset);
        m_postings = next;
        return true;
    }

    const PostingFiles &m_files;
    const std::vector<FieldInfo> &m_fields;
    std::uint32_t m_documents;
    ByteReader m_reader;
    std::vector<std::unique_ptr<TermDictionary>> m_dictionaries;
    std::uint32_t m_field = kNoField;
    std::string m_text;
    TermPostings m_postings;
    std::uint64_t m_frequencyOffset = 0;
    std::uint64_t m_frequenciesEnd = 0;
    std::uint64_t m_positionOffset = 0;
};

} // namespace

Result<std::vector<std::unique_ptr<TermDictionary>>>
readTerms(const PostingFiles &files, const std::vector<FieldInfo> &fields, int documents)
{
    return TermReader(files, fields, documents).read();
}

} // namespace explorer::index
