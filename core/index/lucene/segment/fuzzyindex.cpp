#include "core/index/lucene/segment/fuzzyindex.h"

#include "core/index/lucene/segment/fieldterms.h"
#include "core/index/lucene/segment/signaturescan.h"

#include <algorithm>
#include <array>

namespace explorer::index
{
namespace
{

/// Letters and digits have a bit of their own, all other characters share the rest.
constexpr unsigned bitOf(char32_t character)
{
    if (character >= 'a' && character <= 'z')
        return static_cast<unsigned>(character - 'a');
    if (character >= '0' && character <= '9')
        return 26U + static_cast<unsigned>(character - '0');
    return 36U + static_cast<unsigned>(character % 28U);
}

constexpr auto kAsciiBits = [] {
    std::array<std::uint64_t, 128> bits{};
    for (std::size_t i = 0; i < bits.size(); ++i)
        bits[i] = std::uint64_t{1} << bitOf(static_cast<char32_t>(i));
    return bits;
}();

} // namespace

TextSignature signatureOf(std::string_view utf8)
{
    TextSignature signature;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i++]);
        ++signature.codePoints;
        if (lead < 0x80) {
            signature.characters |= kAsciiBits[lead];
            continue;
        }
        char32_t character = lead;
        for (; i < utf8.size() && (static_cast<unsigned char>(utf8[i]) & 0xC0U) == 0x80U; ++i)
            character = (character << 6U) | (static_cast<unsigned char>(utf8[i]) & 0x3FU);
        signature.characters |= std::uint64_t{1} << (36U + character % 28U);
    }
    return signature;
}

FuzzyIndex::FuzzyIndex(const FieldTerms &terms) : m_starts(kLongest + 2)
{
    std::vector<std::uint64_t> characters(terms.size());
    std::vector<std::uint8_t> lengths(terms.size());
    for (std::uint32_t i = 0; i < terms.size(); ++i) {
        const TextSignature signature = signatureOf(terms.at(i));
        characters[i] = signature.characters;
        lengths[i] = static_cast<std::uint8_t>(std::min(signature.codePoints, kLongest));
        ++m_starts[lengths[i] + std::size_t{1}];
    }
    for (std::size_t i = 1; i < m_starts.size(); ++i)
        m_starts[i] += m_starts[i - 1];
    std::vector<std::uint32_t> next(m_starts.begin(), m_starts.end() - 1);
    m_characters.resize(terms.size());
    m_ordinals.resize(terms.size());
    for (std::uint32_t i = 0; i < terms.size(); ++i) {
        const std::uint32_t place = next[lengths[i]]++;
        m_characters[place] = characters[i];
        m_ordinals[place] = i;
    }
}

std::size_t FuzzyIndex::sizeBytes() const
{
    return m_characters.size() * (sizeof(std::uint64_t) + sizeof(std::uint32_t)) +
           m_starts.size() * sizeof(std::uint32_t);
}

void FuzzyIndex::scan(std::size_t length, std::uint64_t characters, int bits,
                      std::vector<std::uint32_t> &ordinals) const
{
    const std::size_t begin = m_starts[length];
    const std::size_t known = ordinals.size();
    scanSignatures({m_characters.data() + begin, m_starts[length + 1] - begin}, characters, bits, ordinals);
    for (std::size_t i = known; i < ordinals.size(); ++i)
        ordinals[i] = m_ordinals[begin + ordinals[i]];
}

void FuzzyIndex::candidates(const TextSignature &text, int distance,
                            std::vector<std::uint32_t> &ordinals) const
{
    const auto wanted = static_cast<std::ptrdiff_t>(text.codePoints);
    const auto longest = static_cast<std::ptrdiff_t>(kLongest);
    const std::ptrdiff_t first = std::clamp<std::ptrdiff_t>(wanted - distance, 0, longest);
    const std::ptrdiff_t last = std::min(wanted + distance, longest);
    for (std::ptrdiff_t length = first; length <= last; ++length) {
        // Some edits only make up for the lengths; those change one bit each. The last list has many lengths.
        const auto between = length == longest ? 0 : static_cast<int>(std::abs(wanted - length));
        scan(static_cast<std::size_t>(length), text.characters, 2 * distance - between, ordinals);
    }
}

const FuzzyIndex &FieldTerms::fuzzyIndex() const
{
    std::call_once(m_fuzzyOnce, [this] {
        m_fuzzyIndex = std::make_shared<const FuzzyIndex>(*this);
        m_hasFuzzyIndex = true;
    });
    return *m_fuzzyIndex;
}

} // namespace explorer::index
