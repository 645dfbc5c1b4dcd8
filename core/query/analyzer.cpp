#include "core/query/analyzer.h"

#include "core/query/stemmer_p.h"
#include "core/query/unicodewords_p.h"

#include <QString>

#include <algorithm>
#include <array>

namespace explorer::query
{
namespace
{

/// Lucene 3 refuses terms over 16,383 characters; a longer word (a base-64 blob) is cut into pieces so that
/// no text is lost.
constexpr std::size_t kWordLimitBytes = 4096;

/// The word-break classes (UAX #29) of ASCII.
enum class Kind : std::uint8_t { Other, Letter, Digit, Underscore, MidLetter, MidNumber, MidBoth };

constexpr std::array<Kind, 256> makeKinds()
{
    std::array<Kind, 256> kinds{};
    for (int c = 0; c < 26; ++c) {
        kinds[static_cast<std::size_t>('a' + c)] = Kind::Letter;
        kinds[static_cast<std::size_t>('A' + c)] = Kind::Letter;
    }
    for (int c = 0; c < 10; ++c)
        kinds[static_cast<std::size_t>('0' + c)] = Kind::Digit;
    kinds['_'] = Kind::Underscore;
    kinds[':'] = Kind::MidLetter;
    kinds[','] = Kind::MidNumber;
    kinds[';'] = Kind::MidNumber;
    kinds['.'] = Kind::MidBoth;
    kinds['\''] = Kind::MidBoth;
    return kinds;
}

constexpr std::array<char, 256> makeLower()
{
    std::array<char, 256> lower{};
    for (std::size_t c = 0; c < 256; ++c)
        lower[c] = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return lower;
}

constexpr std::array<Kind, 256> kKinds = makeKinds();
constexpr std::array<char, 256> kLower = makeLower();

Kind kindOf(char c) { return kKinds[static_cast<unsigned char>(c)]; }
bool isWordKind(Kind kind) { return kind == Kind::Letter || kind == Kind::Digit || kind == Kind::Underscore; }

/// Whether the character at `at`, between two of a kind, holds them together (WB6, WB7, WB11, WB12).
bool bridges(std::string_view text, std::size_t at)
{
    if (at == 0 || at + 1 >= text.size())
        return false;
    const Kind kind = kindOf(text[at]);
    const Kind before = kindOf(text[at - 1]);
    if (before != kindOf(text[at + 1]))
        return false;
    if (before == Kind::Letter)
        return kind == Kind::MidLetter || kind == Kind::MidBoth;
    return before == Kind::Digit && (kind == Kind::MidNumber || kind == Kind::MidBoth);
}

void lowerAscii(std::string_view from, std::string &to)
{
    to.resize(from.size());
    for (std::size_t i = 0; i < from.size(); ++i)
        to[i] = kLower[static_cast<unsigned char>(from[i])];
}

/// Turns words into tokens: lower case, stem, cut. Holds the buffers of one call.
class TokenMaker
{
public:
    enum class Stem : std::uint8_t { None, English, German };

    TokenMaker(std::string_view analyzer, const std::function<void(const Token &)> &take)
        : m_stem(analyzer == "english"  ? Stem::English
                 : analyzer == "german" ? Stem::German
                                        : Stem::None),
          m_take(take)
    {
    }

    void addPiece(std::string_view text, std::size_t from, std::size_t to, bool ascii)
    {
        const std::string_view piece = text.substr(from, to - from);
        if (ascii)
            addAsciiWords(piece, from);
        else
            addUnicodeWords(piece, from);
    }

private:
    void addAsciiWords(std::string_view piece, std::size_t base)
    {
        for (std::size_t at = 0; at < piece.size();) {
            if (!isWordKind(kindOf(piece[at]))) {
                ++at;
                continue;
            }
            const std::size_t start = at;
            bool alphanumeric = false;
            for (; at < piece.size(); ++at) {
                const Kind kind = kindOf(piece[at]);
                if (!isWordKind(kind) && !bridges(piece, at))
                    break;
                alphanumeric = alphanumeric || kind == Kind::Letter || kind == Kind::Digit;
            }
            if (alphanumeric)
                addWord(piece.substr(start, at - start), base + start, true);
        }
    }

    void addUnicodeWords(std::string_view piece, std::size_t base)
    {
        findUnicodeWords(piece, m_words);
        for (const WordSpan &word : m_words)
            addWord(piece.substr(word.offsetBytes, word.lengthBytes), base + word.offsetBytes, false);
    }

    void addWord(std::string_view word, std::size_t offset, bool ascii)
    {
        while (word.size() > kWordLimitBytes) {
            std::size_t cut = kWordLimitBytes;
            while (cut > 1 && (static_cast<unsigned char>(word[cut]) & 0xC0U) == 0x80U)
                --cut;
            addToken(word.substr(0, cut), offset, ascii);
            word.remove_prefix(cut);
            offset += cut;
        }
        addToken(word, offset, ascii);
    }

    void addToken(std::string_view word, std::size_t offset, bool ascii)
    {
        if (ascii)
            lowerAscii(word, m_token.text);
        else
            m_token.text = foldCase(word);
        if (m_stem == Stem::English) {
            cutPossessive(m_token.text);
            stemEnglish(m_token.text);
        } else if (m_stem == Stem::German) {
            stemGerman(m_token.text);
        }
        m_token.offsetBytes = static_cast<std::uint32_t>(offset);
        m_token.lengthBytes = static_cast<std::uint32_t>(word.size());
        m_take(m_token);
    }

    static void cutPossessive(std::string &word)
    {
        for (const std::string_view ending : {"'s", "\u2019s", "\uFF07s"}) {
            if (word.size() > ending.size() && std::string_view(word).ends_with(ending)) {
                word.resize(word.size() - ending.size());
                return;
            }
        }
    }

    Stem m_stem;
    const std::function<void(const Token &)> &m_take;
    Token m_token;
    std::vector<WordSpan> m_words;
};

} // namespace

void analyze(std::string_view analyzer, std::string_view text, const std::function<void(const Token &)> &take)
{
    TokenMaker maker(analyzer, take);
    // No word crosses a space or a control character, so the tables are only needed for pieces that are not
    // ASCII.
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        unsigned char all = 0;
        for (; at < text.size() && static_cast<unsigned char>(text[at]) > ' '; ++at)
            all |= static_cast<unsigned char>(text[at]);
        if (at > start)
            maker.addPiece(text, start, at, all < 0x80);
        ++at;
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
    std::string folded;
    const bool ascii =
        std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) {
        lowerAscii(text, folded);
        return folded;
    }
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toLower().toStdString();
}

} // namespace explorer::query
