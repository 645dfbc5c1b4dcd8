#include "core/query/searchedwords.h"

#include "core/query/parser_p.h"
#include "core/query/query.h"
#include "core/query/utf8_p.h"

namespace explorer::query
{
namespace
{

SearchedWord wordAt(std::string_view text, Span span, std::string field)
{
    SearchedWord word;
    word.text = std::string(text.substr(span.begin, span.end - span.begin));
    word.field = std::move(field);
    word.offset = countCodePoints(text.substr(0, span.begin));
    word.length = countCodePoints(word.text);
    return word;
}

} // namespace

std::vector<SearchedWord> searchedWords(std::string_view text, bool literal)
{
    if (literal)
        return {wordAt(text, {0, text.size()}, {})};
    std::vector<SearchedWord> words;
    for (const Mark &mark : parse(text, QueryLimits().depth).marks) {
        if (mark.kind != TokenKind::Term && mark.kind != TokenKind::Phrase)
            continue;
        Span span = mark.span;
        if (mark.kind == TokenKind::Phrase && span.end - span.begin >= 2 && text[span.begin] == '"')
            span = {span.begin + 1, span.end - 1};
        SearchedWord word = wordAt(text, span, mark.field);
        word.isQuoted = span.begin != mark.span.begin;
        if (!word.text.empty() && word.text.find('\\') == std::string::npos)
            words.push_back(std::move(word));
    }
    return words;
}

} // namespace explorer::query
