#include "core/query/editor.h"

#include "core/query/parser_p.h"
#include "core/query/utf8_p.h"

#include <algorithm>

namespace explorer::query
{
namespace
{

using Wanted = CompletionContext::Wanted;

constexpr int kEditorDepth = 200;

bool isValueKind(TokenKind kind)
{
    return kind == TokenKind::Term || kind == TokenKind::Number || kind == TokenKind::Wildcard ||
           kind == TokenKind::Phrase;
}

bool opens(std::string_view piece) { return piece == "(" || piece == "[" || piece == "{"; }

/// Before the piece at the cursor, what may begin.
Wanted freshAfter(const Mark &last, std::string_view piece)
{
    const bool expectsOperand =
        last.kind == TokenKind::Operator || last.kind == TokenKind::Keyword || opens(piece);
    if (!expectsOperand)
        return Wanted::Keyword;
    return last.field.empty() ? Wanted::FieldOrTerm : Wanted::Value;
}

/// The word that goes on after the cursor is replaced as a whole.
std::size_t wordEnd(std::string_view text, std::size_t at)
{
    while (at < text.size() &&
           std::string_view(" \t\r\n()\"[]{}:<>^").find(text[at]) == std::string_view::npos)
        ++at;
    return at;
}

} // namespace

CompletionContext completionAt(std::string_view text, std::size_t cursor, const api::Schema *schema)
{
    const std::size_t cursorByte = byteOfCodePoint(text, cursor);
    // An open phrase, group or range is an error only at the end of the query; here it is simply not
    // finished.
    const std::string_view before = text.substr(0, cursorByte);
    ParsedQuery parsed = parse(before, kEditorDepth);
    std::stable_sort(parsed.marks.begin(), parsed.marks.end(),
                     [](const Mark &a, const Mark &b) { return a.span.begin < b.span.begin; });
    CompletionContext context;
    context.replaceOffset = countCodePoints(before);
    if (parsed.marks.empty())
        return context;

    const Mark &last = parsed.marks.back();
    const std::string_view piece = before.substr(last.span.begin, last.span.end - last.span.begin);
    const bool isOpenPhrase = last.kind == TokenKind::Error && piece.front() == '"';
    const bool isTouched = last.span.end == before.size();
    const auto replacePiece = [&] {
        context.prefix = std::string(piece);
        context.replaceOffset = countCodePoints(before.substr(0, last.span.begin));
        context.replaceLength =
            countCodePoints(text.substr(last.span.begin, wordEnd(text, cursorByte) - last.span.begin));
    };
    context.field = last.field;
    if (isOpenPhrase) {
        replacePiece();
        context.prefix = std::string(piece.substr(1));
        context.wanted = last.field.empty() ? Wanted::Nothing : Wanted::Value;
    } else if (isTouched && last.kind == TokenKind::Keyword) {
        replacePiece();
        context.wanted = Wanted::Keyword;
    } else if (isTouched && isValueKind(last.kind)) {
        replacePiece();
        context.wanted = last.field.empty() ? Wanted::FieldOrTerm : Wanted::Value;
        if (last.kind == TokenKind::Phrase)
            context.wanted = Wanted::Nothing;
    } else if (isTouched && (last.kind == TokenKind::Modifier || last.kind == TokenKind::Regex ||
                             (last.kind == TokenKind::Error && !opens(piece)))) {
        context.wanted = Wanted::Nothing;
    } else {
        context.wanted = freshAfter(last, piece);
    }
    const bool namesField =
        schema && last.kind == TokenKind::Term && last.field.empty() && schema->find(piece);
    if (namesField) {
        context.wanted = Wanted::Operator;
        context.field = std::string(piece);
        context.prefix.clear();
        context.replaceOffset = countCodePoints(before);
        context.replaceLength = 0;
    }
    if (context.wanted == Wanted::FieldOrTerm || context.wanted == Wanted::Keyword ||
        context.wanted == Wanted::Nothing)
        context.field.clear();
    return context;
}

} // namespace explorer::query
