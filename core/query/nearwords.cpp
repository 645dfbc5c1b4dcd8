#include "core/query/nearwords.h"

#include <map>

namespace explorer::query
{
namespace
{

constexpr std::size_t kPairs = 64;

/// By field, the word that a part of a query begins or ends with.
using Words = std::map<std::string, std::string>;

void addWords(const Node &node, const api::Schema &schema, bool isLast, Words &words)
{
    const auto add = [&](const std::string &field, const std::string &word) {
        const api::Field *known = schema.find(field);
        if (known != nullptr && known->type == api::FieldType::Text)
            words.emplace(field, word);
    };
    if (const auto *term = std::get_if<Term>(&node.what))
        add(term->field, term->text);
    else if (const auto *phrase = std::get_if<Phrase>(&node.what))
        add(phrase->field, isLast ? phrase->tokens.back() : phrase->tokens.front());
    else if (const auto *any = std::get_if<AnyField>(&node.what))
        for (const NodePtr &child : any->children)
            addWords(*child, schema, isLast, words);
}

void addNeighbours(const std::vector<NodePtr> &children, const api::Schema &schema,
                   std::vector<WordPair> &pairs)
{
    Words before;
    for (const NodePtr &child : children) {
        Words first;
        addWords(*child, schema, false, first);
        for (const auto &[field, word] : first) {
            const auto left = before.find(field);
            if (left != before.end() && left->second != word && pairs.size() < kPairs)
                pairs.push_back({field, left->second, word});
        }
        before.clear();
        addWords(*child, schema, true, before);
    }
}

void walk(const NodePtr &node, const api::Schema &schema, std::vector<WordPair> &pairs)
{
    const std::vector<NodePtr> *children = nullptr;
    if (const auto *all = std::get_if<And>(&node->what)) {
        children = &all->children;
        addNeighbours(*children, schema, pairs);
    } else if (const auto *any = std::get_if<Or>(&node->what)) {
        children = &any->children;
        if (any->isFree)
            addNeighbours(*children, schema, pairs);
    }
    for (std::size_t i = 0; children != nullptr && i < children->size(); ++i)
        walk((*children)[i], schema, pairs);
}

} // namespace

std::vector<WordPair> nearPairs(const NodePtr &root, const api::Schema &schema)
{
    std::vector<WordPair> pairs;
    if (root)
        walk(root, schema, pairs);
    return pairs;
}

} // namespace explorer::query
