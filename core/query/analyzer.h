#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::query
{

/// A token of an analysed text; offset and length are bytes of the UTF-8 input. Positions count from 0
/// without gaps.
struct Token {
    std::string text;
    std::uint32_t offsetBytes = 0;
    std::uint32_t lengthBytes = 0;
};

/// The same, its text in the analyser's memory.
struct TokenView {
    std::string_view text;
    std::uint32_t offsetBytes = 0;
    std::uint32_t lengthBytes = 0;
};

/// `standard`: words by Unicode's word boundaries (UAX #29) that hold a letter or a digit, lower-cased
/// and composed (NFC).
/// `english` and `german` stem on top. Keeps its buffers from text to text: one thread. ASCII takes a path
/// without tables. Invalid UTF-8 is read as U+FFFD.
class Analyzer
{
public:
    explicit Analyzer(std::string_view name);

    /// Valid until the next call. At least kReadableBytes may be read from where a token's text begins.
    std::span<const TokenView> analyze(std::string_view text);
    static constexpr std::size_t kReadableBytes = 8;

private:
    enum class Stem : std::uint8_t { None, English, German };

    void addAsciiWords(std::string_view text, std::size_t from, std::size_t to);
    void addUnicodeWords(std::string_view text, std::size_t from, std::size_t to);
    void addWord(std::string_view text, std::size_t offset, std::size_t length, bool ascii);
    void addToken(std::string_view text, std::size_t offset, std::size_t length, bool ascii);
    /// Takes m_word as the text of the token that was added last.
    void keepWord();

    Stem m_stem;
    /// The text with its ASCII letters lower-cased: most tokens are parts of it.
    std::string m_lower;
    /// The texts of the other tokens, and which they are.
    std::string m_made;
    struct Made {
        std::size_t token;
        std::size_t offset;
    };
    std::vector<Made> m_madeTokens;
    /// The first m_count are the text's; it only grows.
    std::vector<TokenView> m_tokens;
    std::size_t m_count = 0;
    std::string m_word;
};

void analyze(std::string_view analyzer, std::string_view text,
             const std::function<void(const Token &)> &take);
std::vector<Token> analyze(std::string_view analyzer, std::string_view text);

/// Lower-cases and composes (NFC) as the analysers do.
std::string foldCase(std::string_view text);

} // namespace explorer::query
