#include "core/query/analyzer.h"

#include "core/query/asciiwords_p.h"
#include "core/query/stemmer_p.h"
#include "core/query/unicodewords_p.h"

#include <QString>

#include <algorithm>

namespace explorer::query
{
namespace
{

/// Lucene 3 refuses terms over 16,383 characters; a longer word (a base-64 blob) is cut into pieces so that
/// no text is lost.
constexpr std::size_t kWordLimitBytes = 4096;

/// Blocks of a fixed size, so that the compiler takes vector instructions.
constexpr std::size_t kBlockBytes = 32;

/// Writes `from` in lower case (ASCII letters only) to `to`, which has room for a block more. Whether all of
/// it is ASCII.
bool lowerAscii(std::string_view from, char *to)
{
    unsigned char all = 0;
    std::size_t at = 0;
    for (; at + kBlockBytes <= from.size(); at += kBlockBytes) {
        unsigned char block = 0;
        for (std::size_t i = 0; i < kBlockBytes; ++i) {
            to[at + i] = asciiLower(from[at + i]);
            block |= static_cast<unsigned char>(from[at + i]);
        }
        all |= block;
    }
    for (; at < from.size(); ++at) {
        to[at] = asciiLower(from[at]);
        all |= static_cast<unsigned char>(from[at]);
    }
    return all < 0x80;
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
    m_tokens.clear();
    m_made.clear();
    m_madeTokens.clear();
    if (m_lower.size() < text.size() + kBlockBytes)
        m_lower.resize(text.size() + text.size() / 2 + kBlockBytes);
    if (lowerAscii(text, m_lower.data())) {
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
    return m_tokens;
}

void Analyzer::addAsciiWords(std::string_view text, std::size_t from, std::size_t to)
{
    const bool isPlain = m_stem == Stem::None;
    forEachAsciiWord(text.substr(from, to - from), [&](std::size_t offset, std::size_t length) {
        offset += from;
        if (isPlain && length <= kWordLimitBytes)
            m_tokens.push_back({std::string_view(m_lower.data() + offset, length),
                                static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)});
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
    m_tokens.push_back({std::string_view(m_lower.data() + offset, length), static_cast<std::uint32_t>(offset),
                        static_cast<std::uint32_t>(length)});
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
    m_madeTokens.push_back({m_tokens.size() - 1, m_made.size()});
    m_made += m_word;
    // Its place is known once no more are added.
    m_tokens.back().text = std::string_view(m_lower.data(), m_word.size());
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
    std::string folded(text.size() + kBlockBytes, '\0');
    if (lowerAscii(text, folded.data())) {
        folded.resize(text.size());
        return folded;
    }
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toLower().toStdString();
}

} // namespace explorer::query
