#include "core/query/unicodewords_p.h"

#include "core/query/utf8_p.h"

#include <QChar>
#include <QString>
#include <QTextBoundaryFinder>

namespace explorer::query
{
namespace
{

/// The text in UTF-16 and for each unit (and for the end) the byte it came from.
struct Utf16Piece {
    QString units;
    std::vector<std::size_t> bytes;
    /// Whether the unit belongs to a letter or a digit.
    std::vector<bool> alphanumeric;
};

/// Qt's tables let neither a colon nor a full stop hold letters together, as Unicode does (WB6, WB7): others
/// of their classes stand in for them.
char16_t standInFor(char32_t character)
{
    if (character == U':')
        return u'\u00B7';
    if (character == U'.')
        return u'\u2019';
    return static_cast<char16_t>(character);
}

Utf16Piece toUtf16(std::string_view text)
{
    Utf16Piece piece;
    piece.units.reserve(static_cast<qsizetype>(text.size()));
    piece.bytes.reserve(text.size() + 1);
    piece.alphanumeric.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const DecodedChar next = decodeUtf8(text, at);
        const bool alphanumeric = QChar::isLetterOrNumber(next.character);
        const bool isPair = QChar::requiresSurrogates(next.character);
        if (isPair) {
            piece.units += QChar(QChar::highSurrogate(next.character));
            piece.units += QChar(QChar::lowSurrogate(next.character));
        } else {
            piece.units += QChar(standInFor(next.character));
        }
        piece.bytes.insert(piece.bytes.end(), isPair ? 2 : 1, at);
        piece.alphanumeric.insert(piece.alphanumeric.end(), isPair ? 2 : 1, alphanumeric);
        at += next.lengthBytes;
    }
    piece.bytes.push_back(text.size());
    return piece;
}

} // namespace

void findUnicodeWords(std::string_view text, std::vector<WordSpan> &found)
{
    found.clear();
    const Utf16Piece piece = toUtf16(text);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, piece.units);
    qsizetype start = 0;
    for (qsizetype end = finder.toNextBoundary(); end >= 0; end = finder.toNextBoundary()) {
        bool isWord = false;
        for (qsizetype i = start; i < end && !isWord; ++i)
            isWord = piece.alphanumeric[static_cast<std::size_t>(i)];
        const std::size_t from = piece.bytes[static_cast<std::size_t>(start)];
        if (isWord)
            found.push_back({from, piece.bytes[static_cast<std::size_t>(end)] - from});
        start = end;
    }
}

} // namespace explorer::query
