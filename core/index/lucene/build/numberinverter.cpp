#include "core/index/lucene/build/numberinverter.h"

#include "core/index/lucene/build/keyedsort.h"
#include "core/index/lucene/lucenetext.h"

namespace explorer::index
{
namespace
{

constexpr std::uint64_t kSign = 0x8000'0000'0000'0000;

void endNumber(PostingsWriter &postings, std::uint64_t key)
{
    char term[kNumericTermLength];
    const auto wide = encodeNumber(static_cast<std::int64_t>(key ^ kSign));
    std::transform(wide.begin(), wide.end(), term, [](wchar_t c) { return static_cast<char>(c); });
    postings.endTerm({term, sizeof term});
}

} // namespace

void NumberInverter::add(std::uint32_t document, const std::vector<query::FieldValue> &values)
{
    beginDocument(document);
    for (const query::FieldValue &value : values) {
        if (const auto *number = std::get_if<std::int64_t>(&value))
            m_log.push_back(*number);
        else if (const auto *real = std::get_if<double>(&value))
            m_log.push_back(sortableFromDouble(*real));
    }
    endDocument(m_log.size());
}

void NumberInverter::write(PostingsWriter &postings, ColumnSet &columns, std::uint32_t segmentDocuments) const
{
    std::vector<KeyedItem> items(m_log.size());
    for (std::size_t i = 0; i < documents().size(); ++i) {
        for (std::size_t place = begin(i); place < end(i); ++place)
            items[place] = {static_cast<std::uint64_t>(m_log[place]) ^ kSign, documents()[i]};
    }
    std::vector<KeyedItem> scratch;
    sortByKey(items.data(), items.data() + items.size(), scratch);
    for (std::size_t at = 0; at < items.size();) {
        const std::uint64_t key = items[at].key;
        postings.beginTerm();
        for (std::uint32_t last = UINT32_MAX; at < items.size() && items[at].key == key; ++at) {
            if (items[at].item != last)
                postings.addDocument(items[at].item, 1);
            last = items[at].item;
        }
        endNumber(postings, key);
    }
    columns.numbers.push_back(
        makeColumn<std::int64_t>(segmentDocuments, [this](std::size_t i, std::vector<std::int64_t> &values) {
            const std::size_t from = values.size();
            for (std::size_t place = begin(i); place < end(i); ++place)
                values.push_back(m_log[place]);
            sortDistinct(values, from);
        }));
}

std::size_t NumberInverter::sizeBytes() const
{
    return m_log.capacity() * sizeof(std::int64_t) + documentsBytes();
}

void NumberInverter::clear()
{
    m_log = decltype(m_log)();
    clearDocuments();
}

} // namespace explorer::index
