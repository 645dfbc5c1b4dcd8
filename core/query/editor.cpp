#include "core/query/editor.h"

#include "core/query/analyzer.h"
#include "core/query/editdistance_p.h"
#include "core/query/parser_p.h"
#include "core/query/utf8_p.h"

#include <algorithm>
#include <tuple>

namespace explorer::query
{
namespace
{

/// Typing is coloured whatever its depth; the search says when it is too deep.
constexpr int kEditorDepth = 200;

} // namespace

std::vector<ColouredSpan> colour(std::string_view text)
{
    ParsedQuery parsed = parse(text, kEditorDepth);
    std::stable_sort(parsed.marks.begin(), parsed.marks.end(),
                     [](const Mark &a, const Mark &b) { return a.span.begin < b.span.begin; });
    std::vector<ColouredSpan> spans;
    std::size_t bytes = 0;
    std::size_t codePoints = 0;
    for (const Mark &mark : parsed.marks) {
        if (mark.span.begin < bytes || mark.span.end == mark.span.begin)
            continue;
        codePoints += countCodePoints(text.substr(bytes, mark.span.begin - bytes));
        const std::size_t length =
            countCodePoints(text.substr(mark.span.begin, mark.span.end - mark.span.begin));
        spans.push_back({codePoints, length, mark.kind});
        codePoints += length;
        bytes = mark.span.end;
    }
    return spans;
}

std::vector<std::string> completeField(const api::Schema &schema, std::string_view prefix)
{
    constexpr int kDistance = 2;
    const std::string wanted = foldCase(prefix);
    const std::u32string wantedLetters = toUtf32(wanted);
    // Begins with it, holds it, is near it; then the shorter name, then the alphabet.
    std::vector<std::tuple<int, std::size_t, std::string>> ranked;
    for (const auto &[name, field] : schema.fields) {
        const std::string folded = foldCase(name);
        const auto at = folded.find(wanted);
        int rank = at == 0 ? 0 : 1;
        if (at == std::string::npos) {
            const std::u32string letters = toUtf32(folded);
            const int allowed = std::min(kDistance, static_cast<int>(wantedLetters.size()) / 2);
            const int whole = editDistance(wantedLetters, letters, allowed);
            const int start = editDistance(
                wantedLetters, std::u32string_view(letters).substr(0, wantedLetters.size()), allowed);
            if (std::min(whole, start) > allowed)
                continue;
            rank = 1 + std::min(whole, start);
        }
        ranked.emplace_back(rank, name.size(), name);
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<std::string> names;
    names.reserve(ranked.size());
    for (auto &entry : ranked)
        names.push_back(std::move(std::get<2>(entry)));
    return names;
}

std::string quoteValue(std::string_view value)
{
    const auto isPlain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-' || c == '.' || c == '@' || static_cast<unsigned char>(c) >= 0x80;
    };
    const bool plain = !value.empty() && std::all_of(value.begin(), value.end(), isPlain);
    if (plain) {
        // Spaces beyond ASCII and keywords are told by the lexer itself.
        const Lexeme lexeme = lexAt(value, 0, LexMode::Value);
        if (lexeme.kind == Lexeme::Kind::Term && lexeme.span.begin == 0 && lexeme.span.end == value.size() &&
            !isKeyword(value, lexeme))
            return std::string(value);
    }
    std::string quoted = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted += '"';
}

} // namespace explorer::query
