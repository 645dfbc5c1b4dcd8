#include "core/query/leafbuilder_p.h"

#include "core/query/analyzer.h"
#include "core/query/coercion_p.h"
#include "core/query/composed.h"
#include "core/query/regexes_p.h"

namespace explorer::query
{
namespace
{

using api::FieldType;
using Kind = SyntaxNode::Kind;

tl::unexpected<Problem> refuse(std::string code, std::string message, Span span,
                               std::optional<std::string> fix = {})
{
    return tl::unexpected<Problem>(Problem{std::move(code), std::move(message), span, {}, std::move(fix)});
}

std::string_view describe(FieldType type)
{
    switch (type) {
    case FieldType::Long:
        return "whole numbers of 64 bits, such as 42 or -5";
    case FieldType::Double:
        return "numbers, such as 1.5 or -2e3";
    case FieldType::Boolean:
        return "true and false";
    case FieldType::Date:
        return "dates, such as 2024-02, 2024-02-15T10:30 or now-7d/d";
    default:
        return "text";
    }
}

tl::unexpected<Problem> wrongType(const Word &word, const std::string &name, FieldType type)
{
    std::optional<std::string> fix;
    if (type == FieldType::Boolean) {
        const std::string lower = foldCase(word.text);
        if (lower == "yes" || lower == "true" || lower == "1" || lower == "on")
            fix = "true";
        else if (lower == "no" || lower == "false" || lower == "0" || lower == "off")
            fix = "false";
    }
    return refuse("type_mismatch",
                  "`" + word.text + "` does not fit " + name + ", which holds " +
                      std::string(describe(type)) + ". Write such a value.",
                  word.span, std::move(fix));
}

/// The distance after `~`, 2 if left out.
tl::expected<int, Problem> distanceOf(const SyntaxNode &leaf)
{
    const Word &modifier = *leaf.modifier;
    if (modifier.text.empty())
        return 2;
    const std::optional<std::int64_t> distance = parseLong(modifier.text);
    if (!distance || *distance < 0 || *distance > 2)
        return refuse("edit_distance_range", "The edit distance after `~` is 0, 1 or 2. Choose one of them.",
                      modifier.span, "2");
    return static_cast<int>(*distance);
}

NodePtr fuzzyNode(const std::string &name, const std::string &text, int distance)
{
    if (distance == 0)
        return makeNode(Term{name, text});
    return makeNode(Fuzzy{name, text, distance});
}

int slopOf(const SyntaxNode &leaf)
{
    if (!leaf.modifier)
        return 0;
    return static_cast<int>(parseLong(leaf.modifier->text).value_or(0));
}

} // namespace

LeafResult LeafBuilder::build(const SyntaxNode &leaf, const std::string &name, const api::Field &field) const
{
    if (leaf.kind == Kind::Everything && leaf.comparison == Comparison::Equal)
        return makeNode(Exists{name});
    if (field.type == FieldType::Text)
        return buildText(leaf, name, field);
    if (field.type == FieldType::Keyword)
        return buildKeyword(leaf, name);
    return buildNumeric(leaf, name, field.type);
}

LeafResult LeafBuilder::buildRegex(const SyntaxNode &leaf, const std::string &name)
{
    std::string pattern = composed(leaf.word.text);
    const std::unique_ptr<re2::RE2> compiled = compileRegex(pattern, leaf.ignoreCase);
    if (!compiled->ok())
        return refuse("invalid_regex",
                      "The regular expression cannot be read: " + compiled->error() + ". Correct it.",
                      leaf.word.span);
    return makeNode(Regex{name, std::move(pattern), leaf.ignoreCase});
}

LeafResult LeafBuilder::buildText(const SyntaxNode &leaf, const std::string &name,
                                  const api::Field &field) const
{
    if (leaf.kind == Kind::Range || leaf.comparison != Comparison::Equal)
        return refuse("type_mismatch",
                      name +
                          " holds text, which has no order. Compare a keyword, number or date field instead.",
                      leaf.word.span);
    if (leaf.kind == Kind::Regex)
        return buildRegex(leaf, name);
    if (leaf.kind == Kind::Word && leaf.word.wildcard)
        return makeNode(Wildcard{name, foldCase(leaf.word.pattern)});
    std::vector<std::string> tokens;
    analyze(field.analyzer, leaf.word.text, [&tokens](const Token &token) { tokens.push_back(token.text); });
    if (tokens.empty())
        return leaf.word.quoted ? makeNode(MatchNone{}) : nullptr;
    if (leaf.kind == Kind::Fuzzy) {
        const auto distance = distanceOf(leaf);
        if (!distance)
            return tl::unexpected<Problem>(distance.error());
        And all;
        for (const std::string &token : tokens)
            all.children.push_back(fuzzyNode(name, token, *distance));
        return all.children.size() == 1 ? all.children.front() : makeNode(std::move(all));
    }
    if (tokens.size() == 1)
        return makeNode(Term{name, std::move(tokens.front())});
    return makeNode(Phrase{name, std::move(tokens), slopOf(leaf)});
}

LeafResult LeafBuilder::buildKeyword(const SyntaxNode &leaf, const std::string &name)
{
    if (leaf.kind == Kind::Regex)
        return buildRegex(leaf, name);
    if (leaf.kind == Kind::Range) {
        KeywordRange range{name, {}, {}, leaf.lowIncluded, leaf.highIncluded};
        if (leaf.low)
            range.low = composed(leaf.low->text);
        if (leaf.high)
            range.high = composed(leaf.high->text);
        return makeNode(std::move(range));
    }
    if (leaf.kind == Kind::Fuzzy) {
        const auto distance = distanceOf(leaf);
        if (!distance)
            return tl::unexpected<Problem>(distance.error());
        return fuzzyNode(name, composed(leaf.word.text), *distance);
    }
    if (leaf.comparison != Comparison::Equal) {
        KeywordRange range{name, {}, {}, true, true};
        const bool isUpper =
            leaf.comparison == Comparison::Less || leaf.comparison == Comparison::LessOrEqual;
        (isUpper ? range.high : range.low) = composed(leaf.word.text);
        range.highIncluded = leaf.comparison != Comparison::Less;
        range.lowIncluded = leaf.comparison != Comparison::Greater;
        return makeNode(std::move(range));
    }
    if (leaf.word.wildcard)
        return makeNode(Wildcard{name, composed(leaf.word.pattern)});
    return makeNode(Term{name, composed(leaf.word.text)});
}

LeafResult LeafBuilder::buildNumeric(const SyntaxNode &leaf, const std::string &name, FieldType type) const
{
    const bool isPattern = leaf.kind == Kind::Regex || leaf.kind == Kind::Fuzzy ||
                           leaf.kind == Kind::Everything || leaf.word.wildcard;
    if (isPattern)
        return refuse("wildcard_on_numeric",
                      name + " holds " + std::string(describe(type)) +
                          ": wildcards, regular expressions and `~` are for text. Use a range, as in " +
                          name + ":[1 TO 9].",
                      leaf.word.span);
    return type == FieldType::Double ? buildDouble(leaf, name) : buildLong(leaf, name, type);
}

tl::expected<std::pair<std::int64_t, std::int64_t>, Problem>
LeafBuilder::interval(const Word &word, const std::string &name, FieldType type) const
{
    if (type == FieldType::Date) {
        const Result<DateInterval> date = resolveDate(word.text, m_context.now, m_context.zone);
        if (!date)
            return wrongType(word, name, type);
        return std::pair(date->from, date->to - 1);
    }
    std::optional<std::int64_t> value;
    if (type == FieldType::Boolean) {
        if (const std::optional<bool> boolean = parseBoolean(word.text))
            value = *boolean;
    } else {
        value = parseLong(word.text);
    }
    if (!value)
        return wrongType(word, name, type);
    return std::pair(*value, *value);
}

LeafResult LeafBuilder::buildLong(const SyntaxNode &leaf, const std::string &name, FieldType type) const
{
    LongRange range{name};
    bool isEmpty = false;
    const auto raiseLow = [&](std::pair<std::int64_t, std::int64_t> bound, bool included) {
        isEmpty = isEmpty || (!included && bound.second == INT64_MAX);
        range.low = included ? bound.first : bound.second == INT64_MAX ? INT64_MAX : bound.second + 1;
    };
    const auto cutHigh = [&](std::pair<std::int64_t, std::int64_t> bound, bool included) {
        isEmpty = isEmpty || (!included && bound.first == INT64_MIN);
        range.high = included ? bound.second : bound.first == INT64_MIN ? INT64_MIN : bound.first - 1;
    };
    if (leaf.kind == Kind::Range) {
        for (const bool isLow : {true, false}) {
            const std::optional<Word> &word = isLow ? leaf.low : leaf.high;
            if (!word)
                continue;
            const auto bound = interval(*word, name, type);
            if (!bound)
                return tl::unexpected<Problem>(bound.error());
            if (isLow)
                raiseLow(*bound, leaf.lowIncluded);
            else
                cutHigh(*bound, leaf.highIncluded);
        }
    } else {
        const auto bound = interval(leaf.word, name, type);
        if (!bound)
            return tl::unexpected<Problem>(bound.error());
        const Comparison comparison = leaf.comparison;
        if (comparison != Comparison::Less && comparison != Comparison::LessOrEqual)
            raiseLow(*bound, comparison != Comparison::Greater);
        if (comparison != Comparison::Greater && comparison != Comparison::GreaterOrEqual)
            cutHigh(*bound, comparison != Comparison::Less);
    }
    if (isEmpty || range.low > range.high)
        return makeNode(MatchNone{});
    return makeNode(std::move(range));
}

LeafResult LeafBuilder::buildDouble(const SyntaxNode &leaf, const std::string &name)
{
    DoubleRange range{name, {}, {}, leaf.lowIncluded, leaf.highIncluded};
    const auto read = [&](const Word &word, std::optional<double> &bound) -> std::optional<Problem> {
        bound = parseDouble(word.text);
        return bound ? std::nullopt : std::optional(wrongType(word, name, FieldType::Double).value());
    };
    std::optional<Problem> problem;
    if (leaf.kind == Kind::Range) {
        if (leaf.low)
            problem = read(*leaf.low, range.low);
        if (leaf.high && !problem)
            problem = read(*leaf.high, range.high);
    } else {
        const Comparison comparison = leaf.comparison;
        std::optional<double> value;
        problem = read(leaf.word, value);
        range.lowIncluded = comparison != Comparison::Greater;
        range.highIncluded = comparison != Comparison::Less;
        if (comparison != Comparison::Less && comparison != Comparison::LessOrEqual)
            range.low = value;
        if (comparison != Comparison::Greater && comparison != Comparison::GreaterOrEqual)
            range.high = value;
    }
    if (problem)
        return tl::unexpected<Problem>(std::move(*problem));
    const bool isEmpty = range.low && range.high &&
                         (*range.low > *range.high ||
                          (*range.low == *range.high && !(range.lowIncluded && range.highIncluded)));
    return isEmpty ? makeNode(MatchNone{}) : makeNode(std::move(range));
}

} // namespace explorer::query
