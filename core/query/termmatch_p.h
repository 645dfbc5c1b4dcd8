#pragma once

#include "core/query/tree.h"

#include <functional>
#include <string_view>
#include <vector>

namespace explorer::query
{

/// A pattern of Wildcard against one whole term; `?` is one code point. Linear but for backtracking over one
/// `*`.
bool matchesWildcard(std::string_view pattern, std::string_view text);

/// Tells whether one whole term fits; made once a node, so that a regular expression is compiled once.
using TermTest = std::function<bool(std::string_view)>;
/// For Term, Wildcard, Regex and Fuzzy; empty for other nodes.
TermTest makeTermTest(const Node &node);
/// The field of such a node.
const std::string &fieldOf(const Node &node);

/// Positions of a phrase's tokens in a text.
struct PhraseRun {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// Every place where the phrase stands, as Lucene's sloppy phrase: each position less its place in the phrase
/// differs by at most `slop` from each other's; equal words need different positions. `positions[i]` are
/// those of the i-th word, ascending. Not `onlyFirst`: the first of them where there are very many.
std::vector<PhraseRun> findPhrase(const std::vector<std::string> &tokens,
                                  const std::vector<const std::vector<std::uint32_t> *> &positions, int slop,
                                  bool onlyFirst);

} // namespace explorer::query
