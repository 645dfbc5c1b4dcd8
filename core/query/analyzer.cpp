#include "core/query/analyzer.h"

#include "core/query/asciiwords_p.h"
#include "core/query/composed.h"
#include "core/query/stemmer_p.h"
#include "core/query/unicodewords_p.h"

#include <QString>

#include <cstring>

namespace explorer::query
{
namespace
{

/// Lucene 3 refuses terms over 16,383 characters; a longer word (a base-64 blob) is cut into pieces so that
/// no text is lost.
constexpr std::size_t kWordLimitBytes = 4096;

/// Of the eight bytes the ASCII capitals in lower case: bit 7 of `from` is set where a byte is at or behind
/// 'A', of `behind` where it is behind 'Z'.
std::uint64_t lowerWord(std::uint64_t word)
{
    constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
    const std::uint64_t low = word & (0x7F * kOnes);
    const std::uint64_t from = low + (0x80 - 'A') * kOnes;
    const std::uint64_t behind = low + (0x7F - 'Z') * kOnes;
    const std::uint64_t capitals = (from ^ behind) & ~word & (0x80 * kOnes);
    return word | (capitals >> 2U);
}

/// Writes `from` in lower case (ASCII letters only) to `to`. Whether all of it is ASCII.
bool lowerAscii(std::string_view from, char *to)
{
    std::uint64_t all = 0;
    std::size_t at = 0;
    for (; at + sizeof all <= from.size(); at += sizeof all) {
        std::uint64_t word = 0;
        std::memcpy(&word, from.data() + at, sizeof word);
        all |= word;
        word = lowerWord(word);
        std::memcpy(to + at, &word, sizeof word);
    }
    for (; at < from.size(); ++at) {
        to[at] = asciiLower(from[at]);
        all |= static_cast<unsigned char>(from[at]);
    }
    return (all & 0x8080'8080'8080'8080) == 0;
}

void cutPossessive(std::string &word)
{
    for (const std::string_view ending : {"'s", "\u2019s", "\uFF07s"}) {
        if (word.size() > ending.size() && std::string_view(word).ends_with(ending)) {
            word.resize(word.size() - ending.size());
            return;
        }
    }
}

} // namespace

Analyzer::Analyzer(std::string_view name)
    : m_stem(name == "english"  ? Stem::English
             : name == "german" ? Stem::German
                                : Stem::None)
{
}

std::span<const TokenView> Analyzer::analyze(std::string_view text)
{
    m_count = 0;
    m_made.clear();
    m_madeTokens.clear();
    if (m_lower.size() < text.size() + kReadableBytes)
        m_lower.resize(text.size() + text.size() / 2 + kReadableBytes);
    const bool ascii = lowerAscii(text, m_lower.data());
    m_lower[text.size()] = '\0';
    if (ascii) {
        addAsciiWords(text, 0, text.size());
    } else {
        // No word crosses a space or a control character, so the tables are only needed for pieces that are
        // not ASCII.
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t start = at;
            unsigned char all = 0;
            for (; at < text.size() && static_cast<unsigned char>(text[at]) > ' '; ++at)
                all |= static_cast<unsigned char>(text[at]);
            if (all < 0x80)
                addAsciiWords(text, start, at);
            else
                addUnicodeWords(text, start, at);
            ++at;
        }
    }
    m_made.append(kReadableBytes, '\0');
    for (const Made &made : m_madeTokens) {
        TokenView &token = m_tokens[made.token];
        token.text = std::string_view(m_made.data() + made.offset, token.text.size());
    }
    return {m_tokens.data(), m_count};
}

void Analyzer::addAsciiWords(std::string_view text, std::size_t from, std::size_t to)
{
    // Between two words stands at least a byte.
    if (m_tokens.size() <= m_count + (to - from) / 2)
        m_tokens.resize(m_count + (to - from) + 1);
    const bool isPlain = m_stem == Stem::None;
    const char *const lower = m_lower.data();
    forEachAsciiWord(lower + from, lower + to, [&](const char *begin, const char *end) {
        const auto offset = static_cast<std::size_t>(begin - lower);
        const auto length = static_cast<std::size_t>(end - begin);
        if (isPlain && length <= kWordLimitBytes)
            m_tokens[m_count++] = {std::string_view(begin, length), static_cast<std::uint32_t>(offset),
                                   static_cast<std::uint32_t>(length)};
        else
            addWord(text, offset, length, true);
    });
}

void Analyzer::addUnicodeWords(std::string_view text, std::size_t from, std::size_t to)
{
    std::vector<WordSpan> words;
    findUnicodeWords(text.substr(from, to - from), words);
    for (const WordSpan &word : words)
        addWord(text, from + word.offsetBytes, word.lengthBytes, false);
}

void Analyzer::addWord(std::string_view text, std::size_t offset, std::size_t length, bool ascii)
{
    while (length > kWordLimitBytes) {
        std::size_t cut = kWordLimitBytes;
        while (cut > 1 && (static_cast<unsigned char>(text[offset + cut]) & 0xC0U) == 0x80U)
            --cut;
        addToken(text, offset, cut, ascii);
        offset += cut;
        length -= cut;
    }
    addToken(text, offset, length, ascii);
}

void Analyzer::addToken(std::string_view text, std::size_t offset, std::size_t length, bool ascii)
{
    if (m_count == m_tokens.size())
        m_tokens.resize(2 * m_count + 1);
    m_tokens[m_count++] = {std::string_view(m_lower.data() + offset, length),
                           static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)};
    if (ascii && m_stem == Stem::None)
        return;
    if (ascii)
        m_word.assign(m_lower, offset, length);
    else
        m_word = foldCase(text.substr(offset, length));
    if (m_stem == Stem::English) {
        cutPossessive(m_word);
        stemEnglish(m_word);
    } else if (m_stem == Stem::German) {
        stemGerman(m_word);
    }
    keepWord();
}

void Analyzer::keepWord()
{
    m_madeTokens.push_back({m_count - 1, m_made.size()});
    m_made += m_word;
    // Its place is known once no more are added.
    m_tokens[m_count - 1].text = std::string_view(m_lower.data(), m_word.size());
}

void analyze(std::string_view analyzer, std::string_view text, const std::function<void(const Token &)> &take)
{
    Analyzer words(analyzer);
    Token token;
    for (const TokenView &view : words.analyze(text)) {
        token.text = view.text;
        token.offsetBytes = view.offsetBytes;
        token.lengthBytes = view.lengthBytes;
        take(token);
    }
}

std::vector<Token> analyze(std::string_view analyzer, std::string_view text)
{
    std::vector<Token> tokens;
    analyze(analyzer, text, [&tokens](const Token &token) { tokens.push_back(token); });
    return tokens;
}

std::string foldCase(std::string_view text)
{
    std::string folded(text.size(), '\0');
    if (lowerAscii(text, folded.data())) {
        folded.resize(text.size());
        return folded;
    }
    QString lower = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toLower();
    if (mayCompose(text))
        lower = lower.normalized(QString::NormalizationForm_C);
    return lower.toStdString();
}

} // namespace explorer::query
