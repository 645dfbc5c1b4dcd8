#pragma once

#include "core/api/schema.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The checked tree: fields are resolved against a schema, values typed, text analysed, dates turned into
/// intervals. Everything that executes a query (the index, the in-memory match, the canonical key) walks this
/// one. Nodes are immutable and shared.
namespace explorer::query
{

struct Node;
using NodePtr = std::shared_ptr<const Node>;

struct MatchAll {
};
struct MatchNone {
};
/// Every child matches. Scores add up.
struct And {
    std::vector<NodePtr> children;
};
/// At least one child matches. Scores add up. Free: words side by side that were joined by
/// `default_operator=or`; documents with all of them come first.
struct Or {
    std::vector<NodePtr> children;
    bool isFree = false;
};
/// Matches what the child does not; scores nothing.
struct Not {
    NodePtr child;
};
/// The same words in several default fields: matches where one does. The best field's score counts, but words
/// in texts are scored as if the texts were one (BM25F).
struct AnyField {
    std::vector<NodePtr> children;
};
/// The field has a value that is not null ("" counts; an empty array does not).
struct Exists {
    std::string field;
};
/// One whole term: an analysed token of a text field, or a whole keyword value.
struct Term {
    std::string field;
    std::string text;
};
/// Consecutive tokens of a text field (at least two), `slop` moves allowed in sum.
struct Phrase {
    std::string field;
    std::vector<std::string> tokens;
    int slop = 0;
};
/// `*` and `?` over whole terms; other characters are literal, `\` escapes the two. A pattern with one `*` at
/// its end is a prefix.
struct Wildcard {
    std::string field;
    std::string pattern;
};
/// RE2 over whole terms.
struct Regex {
    std::string field;
    std::string pattern;
    bool ignoreCase = false;
};
/// Damerau-Levenshtein distance (optimal string alignment, in code points) of at most `distance`, 0 to 2.
struct Fuzzy {
    std::string field;
    std::string text;
    int distance = 2;
};
/// A range of a long, boolean (0, 1) or date (UnixMillis) field, both ends included; equality has both ends
/// the same.
struct LongRange {
    std::string field;
    std::int64_t low = INT64_MIN;
    std::int64_t high = INT64_MAX;
};
/// A range of a double field.
struct DoubleRange {
    std::string field;
    std::optional<double> low;
    std::optional<double> high;
    bool lowIncluded = true;
    bool highIncluded = true;
};
/// A range of keyword values in byte order (UTF-8).
struct KeywordRange {
    std::string field;
    std::optional<std::string> low;
    std::optional<std::string> high;
    bool lowIncluded = true;
    bool highIncluded = true;
};
/// The document's id is one of these.
struct Ids {
    std::vector<std::string> ids;
};

/// Where a part was written, for what is only found out when it is executed.
struct Place {
    /// JSON pointer into the request; empty: the query.
    std::string pointer;
    /// In code points; line and column from 1.
    std::size_t offset = 0;
    std::size_t length = 0;
    int line = 1;
    int column = 1;
};

struct Node {
    std::variant<MatchAll, MatchNone, And, Or, Not, AnyField, Exists, Term, Phrase, Wildcard, Regex, Fuzzy,
                 LongRange, DoubleRange, KeywordRange, Ids>
        what;
    /// Multiplies the node's score.
    double boost = 1.0;
    /// Of a wildcard, regex or fuzzy; means nothing to what matches.
    std::shared_ptr<const Place> place;
};

template <typename T>
NodePtr makeNode(T what, double boost = 1.0)
{
    return std::make_shared<const Node>(Node{std::move(what), boost, nullptr});
}

} // namespace explorer::query
