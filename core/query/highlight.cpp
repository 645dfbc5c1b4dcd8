#include "core/query/highlight.h"

#include "core/query/composed.h"
#include "core/query/fieldtokens_p.h"
#include "core/query/termmatch_p.h"
#include "core/query/utf8_p.h"

#include <algorithm>
#include <set>

namespace explorer::query
{
namespace
{

/// Leaves that score, by field.
void collect(const Node &node, std::map<std::string, std::vector<const Node *>> &leaves)
{
    const auto collectAll = [&leaves](const std::vector<NodePtr> &children) {
        for (const NodePtr &child : children)
            collect(*child, leaves);
    };
    if (const auto *const conjunction = std::get_if<And>(&node.what))
        collectAll(conjunction->children);
    else if (const auto *const disjunction = std::get_if<Or>(&node.what))
        collectAll(disjunction->children);
    else if (const auto *const fields = std::get_if<AnyField>(&node.what))
        collectAll(fields->children);
    else if (std::holds_alternative<Phrase>(node.what) || makeTermTest(node))
        leaves[fieldOf(node)].push_back(&node);
}

/// A marked piece of one element, in bytes.
struct Piece {
    std::size_t element = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
    auto operator<=>(const Piece &) const = default;
};

Piece pieceOf(const TokenPlace &first, const TokenPlace &last)
{
    return {first.element, first.offsetBytes, last.offsetBytes + last.lengthBytes};
}

void markPhrase(const Phrase &phrase, const FieldTokens &tokens, std::set<Piece> &pieces)
{
    std::vector<const std::vector<std::uint32_t> *> positions;
    for (const std::string &token : phrase.tokens) {
        const auto found = tokens.positions.find(token);
        if (found == tokens.positions.end())
            return;
        positions.push_back(&found->second);
    }
    const auto placeAt = [&tokens](std::uint32_t position) {
        return *std::lower_bound(
            tokens.places.begin(), tokens.places.end(), position,
            [](const TokenPlace &place, std::uint32_t wanted) { return place.position < wanted; });
    };
    for (const PhraseRun &run : findPhrase(phrase.tokens, positions, phrase.slop, false))
        pieces.insert(pieceOf(placeAt(run.first), placeAt(run.last)));
}

void markTokens(const Node &leaf, const FieldTokens &tokens, std::set<Piece> &pieces)
{
    if (const auto *const phrase = std::get_if<Phrase>(&leaf.what)) {
        markPhrase(*phrase, tokens, pieces);
        return;
    }
    const TermTest fits = makeTermTest(leaf);
    std::set<std::uint32_t> marked;
    for (const auto &[text, positions] : tokens.positions) {
        if (fits(text))
            marked.insert(positions.begin(), positions.end());
    }
    for (const TokenPlace &place : tokens.places) {
        if (marked.contains(place.position))
            pieces.insert(pieceOf(place, place));
    }
}

void markValues(const Node &leaf, const std::vector<FieldValue> &values, std::size_t &limitBytes,
                std::set<Piece> &pieces)
{
    const TermTest fits = makeTermTest(leaf);
    std::string room;
    for (std::size_t i = 0; i < values.size() && fits; ++i) {
        const auto *const text = std::get_if<std::string>(&values[i]);
        if (!text || text->empty() || text->size() > limitBytes)
            continue;
        limitBytes -= text->size();
        const std::string *const term = keywordTerm(*text, room);
        if (term != nullptr && fits(*term))
            pieces.insert({i, 0, text->size()});
    }
}

/// Overlapping pieces become one; bytes become code points.
std::vector<api::HighlightSpan> toSpans(const std::set<Piece> &pieces, const std::vector<FieldValue> &values)
{
    std::vector<Piece> merged;
    for (const Piece &piece : pieces) {
        if (!merged.empty() && merged.back().element == piece.element && piece.begin < merged.back().end)
            merged.back().end = std::max(merged.back().end, piece.end);
        else
            merged.push_back(piece);
    }
    std::vector<api::HighlightSpan> spans;
    std::size_t element = 0;
    std::size_t bytes = 0;
    std::size_t codePoints = 0;
    for (const Piece &piece : merged) {
        if (spans.empty() || piece.element != element) {
            element = piece.element;
            bytes = 0;
            codePoints = 0;
        }
        const std::string_view text = std::get<std::string>(values[element]);
        codePoints += countCodePoints(text.substr(bytes, piece.begin - bytes));
        const std::size_t length = countCodePoints(text.substr(piece.begin, piece.end - piece.begin));
        spans.push_back({static_cast<int>(element), codePoints, length});
        codePoints += length;
        bytes = piece.end;
    }
    return spans;
}

} // namespace

std::map<std::string, std::vector<api::HighlightSpan>> highlight(const NodePtr &root,
                                                                 const api::Schema &schema,
                                                                 const DocumentFields &document,
                                                                 std::size_t limitBytes)
{
    std::map<std::string, std::vector<api::HighlightSpan>> highlights;
    std::map<std::string, std::vector<const Node *>> leaves;
    if (root)
        collect(*root, leaves);
    for (const auto &[name, nodes] : leaves) {
        const auto field = schema.fields.find(name);
        const auto values = document.values.find(name);
        if (field == schema.fields.end() || values == document.values.end())
            continue;
        std::set<Piece> pieces;
        if (field->second.type == api::FieldType::Text) {
            const FieldTokens tokens = tokenize(values->second, field->second.analyzer, limitBytes);
            for (const Node *const leaf : nodes)
                markTokens(*leaf, tokens, pieces);
        } else {
            for (const Node *const leaf : nodes)
                markValues(*leaf, values->second, limitBytes, pieces);
        }
        if (!pieces.empty())
            highlights[name] = toSpans(pieces, values->second);
    }
    return highlights;
}

} // namespace explorer::query
