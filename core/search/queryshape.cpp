#include "core/search/queryshape.h"

namespace explorer::search
{
namespace
{

constexpr std::size_t kShapeLimitBytes = 400;

std::string shapeOf(const query::NodePtr &node);

/// `a AND 2x b`: sorted, so that the order of typing does not matter.
std::string join(const std::vector<query::NodePtr> &children, std::string_view word)
{
    std::map<std::string, int> parts;
    for (const query::NodePtr &child : children)
        ++parts[shapeOf(child)];
    std::string text;
    for (const auto &[part, count] : parts) {
        if (!text.empty())
            text.append(" ").append(word).append(" ");
        text.append(count > 1 ? std::to_string(count) + "x " : std::string()).append(part);
    }
    return children.size() > 1 ? "(" + text + ")" : text;
}

/// One overload a kind of node; what has a field and a value is `field:?`.
struct ShapeWriter {
    std::string operator()(const query::MatchAll &) const { return "*"; }
    std::string operator()(const query::MatchNone &) const { return "none"; }
    std::string operator()(const query::And &group) const { return join(group.children, "AND"); }
    std::string operator()(const query::Or &group) const { return join(group.children, "OR"); }
    std::string operator()(const query::AnyField &group) const { return join(group.children, "|"); }
    std::string operator()(const query::Not &negated) const { return "NOT " + shapeOf(negated.child); }
    std::string operator()(const query::Exists &exists) const { return exists.field + ":*"; }
    std::string operator()(const query::Phrase &phrase) const { return phrase.field + ":\"?\""; }
    std::string operator()(const query::Wildcard &wildcard) const { return wildcard.field + ":?*"; }
    std::string operator()(const query::Regex &regex) const { return regex.field + ":/?/"; }
    std::string operator()(const query::Fuzzy &fuzzy) const { return fuzzy.field + ":?~"; }
    std::string operator()(const query::LongRange &range) const
    {
        return range.field + (range.low == range.high ? ":?" : ":[?]");
    }
    std::string operator()(const query::DoubleRange &range) const { return range.field + ":[?]"; }
    std::string operator()(const query::KeywordRange &range) const { return range.field + ":[?]"; }
    std::string operator()(const query::Ids &) const { return "id:?"; }
    template <typename Leaf>
    std::string operator()(const Leaf &leaf) const
    {
        return leaf.field + ":?";
    }
};

std::string shapeOf(const query::NodePtr &node)
{
    return node ? std::visit(ShapeWriter{}, node->what) : std::string("*");
}

bool isMoving(const std::string &text)
{
    return text.find("now") != std::string::npos && text.find('/') == std::string::npos;
}

} // namespace

std::string shapeOf(const SearchPlan &plan)
{
    if (plan.parts.empty())
        return "*";
    const CollectionPlan &part = plan.parts.front();
    std::string shape = shapeOf(part.root);
    if (!part.filters.empty())
        shape += " FILTER " + join(part.filters, "AND");
    if (shape.size() <= kShapeLimitBytes)
        return shape;
    std::size_t end = kShapeLimitBytes;
    // Never in the middle of a character.
    while (end > 0 && (static_cast<unsigned char>(shape[end]) & 0xC0) == 0x80)
        --end;
    return shape.substr(0, end) + "...";
}

bool isMoving(const api::SearchRequest &request)
{
    if (isMoving(request.query) || request.now)
        return true;
    if (request.time && (isMoving(request.time->from) || isMoving(request.time->to)))
        return true;
    return std::any_of(request.filters.begin(), request.filters.end(),
                       [](const std::string &filter) { return isMoving(filter); });
}

} // namespace explorer::search
