#include "core/query/query.h"

#include "core/query/checker_p.h"
#include "core/query/lexer_p.h"
#include "core/query/parser_p.h"
#include "core/query/utf8_p.h"

#include <algorithm>
#include <array>

namespace explorer::query
{
namespace
{

/// Every problem that is one of syntax; the others are of meaning.
bool isSyntax(const ErrorDetail &detail)
{
    constexpr std::array<std::string_view, 8> codes{
        "unterminated_phrase", "unterminated_group", "unterminated_range", "unterminated_regex",
        "expected_operand",    "expected_value",     "expected_bound",     "unexpected_token"};
    return std::find(codes.begin(), codes.end(), detail.code) != codes.end();
}

Error toError(std::vector<Problem> problems, std::string_view text)
{
    std::vector<ErrorDetail> details = toDetails(std::move(problems), text);
    const bool syntax = std::any_of(details.begin(), details.end(), isSyntax);
    std::string message = details.front().message;
    if (details.size() > 1)
        message = "The query has " + std::to_string(details.size()) + " problems. The first: " + message;
    Error error =
        makeError(ErrorCode::InvalidArgument, syntax ? "query_syntax" : "query_meaning", std::move(message));
    error.details = std::move(details);
    return error;
}

/// Each piece between white space is a word; nothing has a meaning of its own.
ParsedQuery parseLiterally(std::string_view text)
{
    ParsedQuery parsed;
    auto all = std::make_unique<SyntaxNode>();
    all->kind = SyntaxNode::Kind::And;
    for (std::size_t at = skipSpace(text, 0); at < text.size(); at = skipSpace(text, at)) {
        const std::size_t begin = at;
        while (at < text.size() && skipSpace(text, at) == at)
            at += decodeUtf8(text, at).lengthBytes;
        auto word = std::make_unique<SyntaxNode>();
        word->kind = SyntaxNode::Kind::Word;
        word->span = {begin, at};
        word->word = {word->span, std::string(text.substr(begin, at - begin)), {}, false, false};
        all->children.push_back(std::move(word));
        all->joinedByAdjacency.push_back(true);
    }
    parsed.clauses = static_cast<int>(all->children.size());
    all->span = {0, text.size()};
    if (!all->children.empty())
        parsed.root = std::move(all);
    return parsed;
}

std::optional<Problem> checkLength(std::string_view text, const QueryLimits &limits)
{
    if (text.size() <= limits.lengthBytes)
        return std::nullopt;
    return Problem{"query_length",
                   "The query is " + std::to_string(text.size()) + " bytes long; " +
                       std::to_string(limits.lengthBytes) + " are allowed. Shorten it.",
                   {limits.lengthBytes, text.size()},
                   {},
                   std::nullopt};
}

} // namespace

Error atPlace(Error error, const std::shared_ptr<const Place> &place)
{
    if (!place)
        return error;
    ErrorDetail detail;
    detail.code = error.reason;
    detail.message = error.message;
    detail.pointer = place->pointer;
    detail.offset = place->offset;
    detail.length = place->length;
    detail.line = place->line;
    detail.column = place->column;
    error.details = {std::move(detail)};
    return error;
}

Result<CompiledQuery> compile(std::string_view text, const api::Schema &schema, const QueryContext &context,
                              const QueryLimits &limits)
{
    if (std::optional<Problem> problem = checkLength(text, limits))
        return fail(toError({std::move(*problem)}, text));
    if (const Result<DateInterval> now = resolveDate("now", context.now, context.zone); !now)
        return fail(now.error());
    ParsedQuery parsed = context.literal ? parseLiterally(text) : parse(text, limits.depth);
    std::vector<Problem> problems = std::move(parsed.problems);
    if (parsed.clauses > limits.clauses)
        problems.push_back({"query_clauses",
                            "The query has " + std::to_string(parsed.clauses) + " parts; " +
                                std::to_string(limits.clauses) + " are allowed. Leave some out.",
                            {0, text.size()},
                            {},
                            std::nullopt});
    CompiledQuery compiled;
    Checker checker(text, schema, context, limits);
    if (parsed.root)
        compiled.root = checker.check(*parsed.root);
    problems.insert(problems.end(), std::make_move_iterator(checker.problems.begin()),
                    std::make_move_iterator(checker.problems.end()));
    if (!problems.empty())
        return fail(toError(std::move(problems), text));
    // Nothing written asks for everything; punctuation alone, in which no word is, for nothing.
    if (!compiled.root)
        compiled.root = parsed.root ? makeNode(MatchNone{}) : makeNode(MatchAll{});
    compiled.warnings = toDetails(std::move(checker.warnings), text);
    return compiled;
}

} // namespace explorer::query
