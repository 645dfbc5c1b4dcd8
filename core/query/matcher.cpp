#include "core/query/composed.h"
#include "core/query/fieldtokens_p.h"
#include "core/query/fieldvalues.h"
#include "core/query/termmatch_p.h"

#include <algorithm>
#include <limits>

namespace explorer::query
{
namespace
{

/// One document under one tree. Each text field is analysed at most once, when a node first asks for it.
class Matcher
{
public:
    Matcher(const api::Schema &schema, std::string_view id, const DocumentFields &document)
        : m_schema(schema), m_id(id), m_document(document)
    {
    }

    bool matches(const Node &node)
    {
        return std::visit([this, &node](const auto &what) { return test(what, node); }, node.what);
    }

private:
    static bool test(const MatchAll &, const Node &) { return true; }
    static bool test(const MatchNone &, const Node &) { return false; }
    bool test(const And &group, const Node &)
    {
        return std::all_of(group.children.begin(), group.children.end(),
                           [this](const NodePtr &child) { return matches(*child); });
    }
    bool test(const Or &group, const Node &) { return any(group.children); }
    bool test(const AnyField &group, const Node &) { return any(group.children); }
    bool test(const Not &negated, const Node &) { return !matches(*negated.child); }
    bool test(const Exists &exists, const Node &) const { return !valuesOf(exists.field).empty(); }
    bool test(const Ids &ids, const Node &) const
    {
        return std::find(ids.ids.begin(), ids.ids.end(), m_id) != ids.ids.end();
    }
    bool test(const Term &term, const Node &)
    {
        if (isText(term.field))
            return tokensOf(term.field).positions.contains(term.text);
        return anyKeyword(term.field, [&term](const std::string &value) { return value == term.text; });
    }
    bool test(const Wildcard &wildcard, const Node &node) { return anyTerm(wildcard.field, node); }
    bool test(const Regex &regex, const Node &node) { return anyTerm(regex.field, node); }
    bool test(const Fuzzy &fuzzy, const Node &node) { return anyTerm(fuzzy.field, node); }
    bool test(const Phrase &phrase, const Node &)
    {
        if (!isText(phrase.field))
            return false;
        const FieldTokens &tokens = tokensOf(phrase.field);
        std::vector<const std::vector<std::uint32_t> *> positions;
        for (const std::string &token : phrase.tokens) {
            const auto found = tokens.positions.find(token);
            if (found == tokens.positions.end())
                return false;
            positions.push_back(&found->second);
        }
        return !findPhrase(phrase.tokens, positions, phrase.slop, true).empty();
    }
    bool test(const LongRange &range, const Node &) const
    {
        return anyValue<std::int64_t>(
            range.field, [&range](std::int64_t value) { return value >= range.low && value <= range.high; });
    }
    bool test(const DoubleRange &range, const Node &) const
    {
        return anyValue<double>(range.field, [&range](double value) { return isInside(range, value); });
    }
    bool test(const KeywordRange &range, const Node &) const
    {
        return anyKeyword(range.field, [&range](const std::string &value) { return isInside(range, value); });
    }

    template <typename Range, typename T>
    static bool isInside(const Range &range, const T &value)
    {
        const bool above = !range.low || value > *range.low || (range.lowIncluded && value == *range.low);
        const bool below = !range.high || value < *range.high || (range.highIncluded && value == *range.high);
        return above && below;
    }

    bool any(const std::vector<NodePtr> &children)
    {
        return std::any_of(children.begin(), children.end(),
                           [this](const NodePtr &child) { return matches(*child); });
    }

    template <typename T, typename Test>
    bool anyValue(const std::string &field, Test &&fits) const
    {
        const std::vector<FieldValue> &values = valuesOf(field);
        return std::any_of(values.begin(), values.end(), [&fits](const FieldValue &value) {
            const T *const typed = std::get_if<T>(&value);
            return typed && fits(*typed);
        });
    }

    template <typename Test>
    bool anyKeyword(const std::string &field, Test &&fits) const
    {
        std::string room;
        return anyValue<std::string>(field, [&](const std::string &value) {
            const std::string *const term = keywordTerm(value, room);
            return term != nullptr && fits(*term);
        });
    }

    bool anyTerm(const std::string &field, const Node &node)
    {
        const TermTest fits = makeTermTest(node);
        if (!isText(field))
            return anyKeyword(field, fits);
        const FieldTokens &tokens = tokensOf(field);
        return std::any_of(tokens.positions.begin(), tokens.positions.end(),
                           [&fits](const auto &entry) { return fits(entry.first); });
    }

    [[nodiscard]] const std::vector<FieldValue> &valuesOf(const std::string &field) const
    {
        static const std::vector<FieldValue> none;
        const auto found = m_document.values.find(field);
        return found == m_document.values.end() ? none : found->second;
    }

    [[nodiscard]] bool isText(const std::string &field) const
    {
        const auto found = m_schema.fields.find(field);
        return found != m_schema.fields.end() && found->second.type == api::FieldType::Text;
    }

    const FieldTokens &tokensOf(const std::string &field)
    {
        const auto [entry, isNew] = m_tokens.try_emplace(field);
        if (isNew) {
            std::size_t limitBytes = std::numeric_limits<std::size_t>::max();
            entry->second =
                tokenize(valuesOf(field), m_schema.fields.find(field)->second.analyzer, limitBytes);
        }
        return entry->second;
    }

    const api::Schema &m_schema;
    std::string_view m_id;
    const DocumentFields &m_document;
    std::unordered_map<std::string, FieldTokens> m_tokens;
};

} // namespace

bool matches(const NodePtr &root, const api::Schema &schema, std::string_view id,
             const DocumentFields &document)
{
    return !root || Matcher(schema, id, document).matches(*root);
}

} // namespace explorer::query
