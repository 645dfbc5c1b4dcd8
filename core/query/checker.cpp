#include "core/query/checker_p.h"

#include "core/query/coercion_p.h"
#include "core/query/editdistance_p.h"
#include "core/query/utf8_p.h"

#include <algorithm>

namespace explorer::query
{
namespace
{

using Kind = SyntaxNode::Kind;

NodePtr boosted(NodePtr node, double boost)
{
    if (!node || boost == 1.0)
        return node;
    Node copy = *node;
    copy.boost *= boost;
    return std::make_shared<const Node>(std::move(copy));
}

bool isExpanded(const SyntaxNode &leaf)
{
    return leaf.kind == Kind::Fuzzy || leaf.kind == Kind::Regex ||
           (leaf.kind == Kind::Word && leaf.word.wildcard);
}

NodePtr placed(const NodePtr &node, const std::shared_ptr<const Place> &place)
{
    Node copy = *node;
    copy.place = place;
    if (auto *const words = std::get_if<And>(&copy.what)) {
        for (NodePtr &child : words->children)
            child = placed(child, place);
    }
    return std::make_shared<const Node>(std::move(copy));
}

/// Empty: null. One child: the child.
template <typename Group>
NodePtr grouped(std::vector<NodePtr> children)
{
    std::erase(children, nullptr);
    if (children.empty())
        return nullptr;
    if (children.size() == 1)
        return children.front();
    return makeNode(Group{std::move(children)});
}

bool isPlainWord(const SyntaxNode &node)
{
    return node.kind == Kind::Word && !node.word.wildcard && node.comparison == Comparison::Equal;
}

} // namespace

Checker::Checker(std::string_view text, const api::Schema &schema, const QueryContext &context,
                 const QueryLimits &limits)
    : m_text(text), m_schema(schema), m_limits(limits), m_leaves(context), m_pointer(context.pointer),
      m_orByDefault(context.orByDefault), m_ranksFreeWords(context.ranksFreeWords)
{
}

NodePtr Checker::check(const SyntaxNode &node) { return checkNode(node, Scope{}); }

std::string Checker::textOf(Span span) const
{
    return std::string(m_text.substr(span.begin, span.end - span.begin));
}

NodePtr Checker::checkNode(const SyntaxNode &node, const Scope &outer)
{
    const Scope scope = node.field ? resolve(*node.field) : outer;
    NodePtr checked;
    switch (node.kind) {
    case Kind::And:
        checked = checkAnd(node, scope);
        break;
    case Kind::Or:
        checked = checkOr(node, scope);
        break;
    case Kind::Not:
        if (NodePtr child = checkNode(*node.children.front(), scope))
            checked = makeNode(Not{std::move(child)});
        break;
    case Kind::Scoped:
        checked = checkNode(*node.children.front(), scope);
        break;
    default:
        countLimits(node);
        checked = checkLeaf(node, scope);
    }
    return boosted(std::move(checked), node.boost);
}

NodePtr Checker::checkOr(const SyntaxNode &node, const Scope &scope)
{
    std::vector<NodePtr> children;
    for (const SyntaxPtr &child : node.children)
        children.push_back(checkNode(*child, scope));
    return grouped<Or>(std::move(children));
}

NodePtr Checker::checkAnd(const SyntaxNode &node, const Scope &scope)
{
    warnOfStrayValues(node);
    if (m_orByDefault)
        return checkAdjacent(node, scope);
    std::vector<NodePtr> children;
    for (const SyntaxPtr &child : node.children)
        children.push_back(checkNode(*child, scope));
    return grouped<And>(std::move(children));
}

NodePtr Checker::checkAdjacent(const SyntaxNode &node, const Scope &scope)
{
    // `and` binds closer than standing side by side: a b and c is a or (b and c).
    std::vector<NodePtr> required;
    std::vector<NodePtr> optional;
    for (std::size_t i = 0; i < node.children.size();) {
        std::vector<NodePtr> run;
        const SyntaxNode &first = *node.children[i];
        do {
            run.push_back(checkNode(*node.children[i], scope));
        } while (++i < node.children.size() && !node.joinedByAdjacency[i]);
        const bool isAlone = run.size() == 1;
        NodePtr joined = grouped<And>(std::move(run));
        if (!joined)
            continue;
        const bool must = isAlone && (first.required || first.kind == Kind::Not);
        (must ? required : optional).push_back(std::move(joined));
    }
    NodePtr any = optional.size() > 1 ? makeNode(Or{std::move(optional), m_ranksFreeWords})
                                      : grouped<Or>(std::move(optional));
    const bool demands = std::any_of(node.children.begin(), node.children.end(),
                                     [](const SyntaxPtr &child) { return child->required; });
    // Beside a demanded term the others need not match; they only add to the score.
    if (any && demands)
        any = makeNode(Or{{std::move(any), makeNode(MatchAll{}, 0.0)}});
    required.push_back(std::move(any));
    return grouped<And>(std::move(required));
}

Checker::Scope Checker::resolve(const Word &field)
{
    if (field.text == "id")
        return {Scope::Kind::Id, field.text, nullptr};
    if (field.text == "*" && field.wildcard)
        return {};
    const auto found = m_schema.fields.find(field.text);
    if (found != m_schema.fields.end())
        return {Scope::Kind::Known, found->first, &found->second};
    const std::optional<std::string> nearest = nearestField(field.text);
    std::string message = "There is no field `" + field.text + "`, so this part matches nothing.";
    message += nearest
                   ? " Did you mean `" + *nearest + "`?"
                   : std::string(" Look the name up in the collection's schema, or put the text in quotes.");
    warnings.push_back({"unknown_field", std::move(message), field.span, {}, nearest});
    return {Scope::Kind::Unknown, field.text, nullptr};
}

std::optional<std::string> Checker::nearestField(const std::string &name) const
{
    const std::u32string wanted = toUtf32(foldName(name));
    std::optional<std::string> nearest;
    int least = std::max(1, static_cast<int>(wanted.size()) / 2) + 1;
    for (const auto &[candidate, field] : m_schema.fields) {
        const int distance = editDistance(wanted, toUtf32(foldName(candidate)), least - 1);
        if (distance < least) {
            least = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

std::string Checker::foldName(const std::string &name)
{
    std::string folded = name;
    std::transform(folded.begin(), folded.end(), folded.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return folded;
}

void Checker::countLimits(const SyntaxNode &leaf)
{
    const bool isPattern = leaf.kind == Kind::Regex || (leaf.kind == Kind::Word && leaf.word.wildcard);
    if (isPattern && ++m_wildcards > m_limits.wildcards)
        problems.push_back({"too_many_expansions",
                            "A query may hold " + std::to_string(m_limits.wildcards) +
                                " wildcards and regular expressions; this is one more. Leave some out.",
                            leaf.word.span,
                            {},
                            std::nullopt});
    if (leaf.kind == Kind::Fuzzy && ++m_fuzzies > m_limits.fuzzies)
        problems.push_back({"too_many_expansions",
                            "A query may hold " + std::to_string(m_limits.fuzzies) +
                                " fuzzy terms; this is one more. Leave some out.",
                            leaf.span,
                            {},
                            std::nullopt});
    if (leaf.kind == Kind::Phrase && leaf.modifier && !leaf.modifier->text.empty()) {
        const std::optional<std::int64_t> slop = parseLong(leaf.modifier->text);
        if (!slop || *slop > m_limits.slop)
            problems.push_back({"edit_distance_range",
                                "The number after a phrase is whole and at most " +
                                    std::to_string(m_limits.slop) + ". Choose a smaller one.",
                                leaf.modifier->span,
                                {},
                                std::to_string(m_limits.slop)});
    }
    const char first = leaf.word.pattern.empty() ? 'x' : leaf.word.pattern.front();
    if (leaf.kind == Kind::Word && leaf.word.wildcard && (first == '*' || first == '?'))
        warnings.push_back(
            {"slow_wildcard",
             "A wildcard at the beginning has to look at every word of the field, which can take long. "
             "Put letters first where you can.",
             leaf.word.span,
             {},
             std::nullopt});
}

bool Checker::fits(const SyntaxNode &value, const std::string &name, const api::Field &field) const
{
    return isPlainWord(value) && !value.field && !value.required &&
           m_leaves.build(value, name, field).has_value();
}

void Checker::warnOfStrayValues(const SyntaxNode &node)
{
    for (std::size_t i = 0; i + 1 < node.children.size(); ++i) {
        const SyntaxNode &bound = *node.children[i];
        if (!bound.field || !isPlainWord(bound))
            continue;
        const auto found = m_schema.fields.find(bound.field->text);
        if (found == m_schema.fields.end() || !api::isNumeric(found->second.type))
            continue;
        std::string values = textOf(bound.word.span);
        std::string stray;
        std::size_t next = i + 1;
        for (; next < node.children.size() && node.joinedByAdjacency[next]; ++next) {
            const SyntaxNode &value = *node.children[next];
            if (!fits(value, found->first, found->second))
                break;
            stray += (stray.empty() ? "" : ", ") + textOf(value.word.span);
            values += " or " + textOf(value.word.span);
        }
        if (stray.empty())
            continue;
        const std::string fix = textOf(bound.field->span) + ":(" + values + ")";
        warnings.push_back({"field_binds_one_value",
                            stray + " searches all fields; did you mean " + fix + "?",
                            {bound.span.begin, node.children[next - 1]->span.end},
                            {},
                            fix});
        i = next - 1;
    }
}

NodePtr Checker::checkId(const SyntaxNode &leaf)
{
    if (leaf.kind == Kind::Everything)
        return makeNode(MatchAll{});
    const bool isPlain = leaf.kind == Kind::Phrase || isPlainWord(leaf);
    if (isPlain && leaf.comparison == Comparison::Equal)
        return makeNode(Ids{{leaf.word.text}});
    problems.push_back(
        {"type_mismatch",
         "An id is only matched as a whole: ranges, wildcards and `~` do not work on it. Write id:value.",
         leaf.word.span,
         {},
         std::nullopt});
    return makeNode(MatchNone{});
}

NodePtr Checker::checkLeaf(const SyntaxNode &leaf, const Scope &scope)
{
    switch (scope.kind) {
    case Scope::Kind::Unknown:
        return makeNode(MatchNone{});
    case Scope::Kind::Id:
        return checkId(leaf);
    case Scope::Kind::Defaults:
        return checkDefaults(leaf);
    case Scope::Kind::Known:
        break;
    }
    LeafResult built = buildLeaf(leaf, scope.name, *scope.field);
    if (built)
        return *built;
    problems.push_back(std::move(built).error());
    return makeNode(MatchNone{});
}

LeafResult Checker::buildLeaf(const SyntaxNode &leaf, const std::string &name, const api::Field &field) const
{
    LeafResult built = m_leaves.build(leaf, name, field);
    if (!built || !*built || !isExpanded(leaf))
        return built;
    const Span span{leaf.word.span.begin, std::max(leaf.span.end, leaf.word.span.end)};
    const ErrorDetail written = toDetail({{}, {}, span, {}, {}}, m_text);
    return placed(*built, std::make_shared<const Place>(Place{m_pointer, *written.offset, written.length,
                                                              written.line, written.column}));
}

NodePtr Checker::checkDefaults(const SyntaxNode &leaf)
{
    if (leaf.kind == Kind::Everything)
        return makeNode(MatchAll{});
    AnyField any;
    std::optional<Problem> refusal;
    bool isPunctuation = false;
    for (const std::string &name : m_schema.effectiveDefaultFields()) {
        const api::Field *const field = m_schema.find(name);
        if (!field)
            continue;
        LeafResult built = buildLeaf(leaf, name, *field);
        // A word that is no number is simply not looked for in a default field of numbers.
        if (!built &&
            (built.error().code == "type_mismatch" || built.error().code == "wildcard_on_numeric")) {
            if (!refusal)
                refusal = std::move(built).error();
        } else if (!built) {
            problems.push_back(std::move(built).error());
            return makeNode(MatchNone{});
        } else if (!*built) {
            isPunctuation = true;
        } else if (!std::holds_alternative<MatchNone>((*built)->what)) {
            any.children.push_back(*built);
        }
    }
    // `a - b` is no search for a hyphen in the keywords beside the texts.
    if (isPunctuation)
        return nullptr;
    const bool isOrdered = leaf.kind == Kind::Range || leaf.comparison != Comparison::Equal;
    if (any.children.empty() && refusal && isOrdered) {
        problems.push_back(
            {"type_mismatch",
             "A comparison without a field needs default fields that it fits. Write the field before it.",
             leaf.span,
             {"field"},
             std::nullopt});
    }
    if (any.children.empty())
        return makeNode(MatchNone{});
    return any.children.size() == 1 ? any.children.front() : makeNode(std::move(any));
}

} // namespace explorer::query
