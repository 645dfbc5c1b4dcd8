#include "core/query/query.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace explorer::query
{
namespace
{

std::string formatNumber(double number)
{
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    return error == std::errc() ? std::string(buffer.data(), end) : std::string("?");
}

std::string inQuotes(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += '\\';
        result += c;
    }
    return result += '"';
}

template <typename T>
std::string bound(const std::optional<T> &value)
{
    if (!value)
        return "*";
    if constexpr (std::is_same_v<T, double>)
        return formatNumber(*value);
    else
        return inQuotes(*value);
}

template <typename Range>
std::string rangeText(std::string_view kind, const Range &range)
{
    // An open end includes nothing, so its bracket must not tell two equal ranges apart.
    const bool low = range.lowIncluded || !range.low;
    const bool high = range.highIncluded || !range.high;
    return std::string(kind) + inQuotes(range.field) + (low ? "[" : "{") + bound(range.low) + "," +
           bound(range.high) + (high ? "]" : "}");
}

std::string canonical(const Node &node);

template <typename Group>
bool isFree(const Group &)
{
    return false;
}
bool isFree(const Or &group) { return group.isFree; }

template <typename Group>
void flatten(const Group &group, std::vector<std::string> &parts)
{
    for (const NodePtr &child : group.children) {
        const auto *const nested = std::get_if<Group>(&child->what);
        if (nested && child->boost == 1.0 && !isFree(*nested))
            flatten(*nested, parts);
        else
            parts.push_back(canonical(*child));
    }
}

template <typename Group>
std::string groupText(std::string_view kind, const Group &group)
{
    std::vector<std::string> parts;
    flatten(group, parts);
    std::sort(parts.begin(), parts.end());
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    if (parts.size() == 1)
        return parts.front();
    std::string text(kind);
    text += '(';
    for (const std::string &part : parts)
        text += part + ' ';
    return text += ')';
}

/// One overload a kind of node.
struct Writer {
    std::string operator()(const MatchAll &) const { return "all"; }
    std::string operator()(const MatchNone &) const { return "none"; }
    std::string operator()(const And &group) const { return groupText("and", group); }
    std::string operator()(const Or &group) const
    {
        if (!group.isFree)
            return groupText("or", group);
        // A word that comes twice counts twice, and the order says what should stand near what.
        std::string text = "free(";
        for (const NodePtr &child : group.children)
            text += canonical(*child) + ' ';
        return text += ')';
    }
    std::string operator()(const AnyField &group) const { return groupText("any", group); }
    std::string operator()(const Not &negated) const { return "not(" + canonical(*negated.child) + ")"; }
    std::string operator()(const Exists &exists) const { return "exists" + inQuotes(exists.field); }
    std::string operator()(const Term &term) const
    {
        return "term" + inQuotes(term.field) + inQuotes(term.text);
    }
    std::string operator()(const Phrase &phrase) const
    {
        std::string text = "phrase" + inQuotes(phrase.field);
        for (const std::string &token : phrase.tokens)
            text += inQuotes(token);
        return text + "~" + std::to_string(phrase.slop);
    }
    std::string operator()(const Wildcard &wildcard) const
    {
        return "wild" + inQuotes(wildcard.field) + inQuotes(wildcard.pattern);
    }
    std::string operator()(const Regex &regex) const
    {
        return "regex" + inQuotes(regex.field) + inQuotes(regex.pattern) + (regex.ignoreCase ? "i" : "");
    }
    std::string operator()(const Fuzzy &fuzzy) const
    {
        return "fuzzy" + inQuotes(fuzzy.field) + inQuotes(fuzzy.text) + "~" + std::to_string(fuzzy.distance);
    }
    std::string operator()(const LongRange &range) const
    {
        return "long" + inQuotes(range.field) + "[" + std::to_string(range.low) + "," +
               std::to_string(range.high) + "]";
    }
    std::string operator()(const DoubleRange &range) const { return rangeText("double", range); }
    std::string operator()(const KeywordRange &range) const { return rangeText("keyword", range); }
    std::string operator()(const Ids &ids) const
    {
        std::vector<std::string> sorted = ids.ids;
        std::sort(sorted.begin(), sorted.end());
        sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
        std::string text = "ids";
        for (const std::string &id : sorted)
            text += inQuotes(id);
        return text;
    }
};

std::string canonical(const Node &node)
{
    std::string text = std::visit(Writer{}, node.what);
    if (node.boost != 1.0)
        text = "(" + text + ")^" + formatNumber(node.boost);
    return text;
}

} // namespace

std::string canonicalForm(const NodePtr &root) { return root ? canonical(*root) : std::string("all"); }

} // namespace explorer::query
