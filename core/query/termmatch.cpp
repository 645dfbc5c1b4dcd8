#include "core/query/termmatch_p.h"

#include "core/query/editdistance_p.h"
#include "core/query/regexes_p.h"
#include "core/query/utf8_p.h"

#include <algorithm>

namespace explorer::query
{
namespace
{

/// One step of a pattern: a literal code point, one of any, or any number.
struct PatternStep {
    enum class Kind : std::uint8_t { Literal, One, Many } kind = Kind::Literal;
    char32_t character = 0;
};

std::vector<PatternStep> readPattern(std::string_view pattern)
{
    std::vector<PatternStep> steps;
    const std::u32string characters = toUtf32(pattern);
    for (std::size_t i = 0; i < characters.size(); ++i) {
        if (characters[i] == U'\\' && i + 1 < characters.size())
            steps.push_back({PatternStep::Kind::Literal, characters[++i]});
        else if (characters[i] == U'*')
            steps.push_back({PatternStep::Kind::Many, 0});
        else if (characters[i] == U'?')
            steps.push_back({PatternStep::Kind::One, 0});
        else
            steps.push_back({PatternStep::Kind::Literal, characters[i]});
    }
    return steps;
}

bool matchesSteps(const std::vector<PatternStep> &steps, std::u32string_view text)
{
    std::size_t at = 0;
    std::size_t step = 0;
    std::size_t starStep = steps.size();
    std::size_t starAt = 0;
    while (at < text.size()) {
        const bool one = step < steps.size() && steps[step].kind != PatternStep::Kind::Many &&
                         (steps[step].kind == PatternStep::Kind::One || steps[step].character == text[at]);
        if (one) {
            ++at;
            ++step;
        } else if (step < steps.size() && steps[step].kind == PatternStep::Kind::Many) {
            starStep = step++;
            starAt = at;
        } else if (starStep < steps.size()) {
            // Only the last star has to give: those before it have found their shortest run.
            step = starStep + 1;
            at = ++starAt;
        } else {
            return false;
        }
    }
    return std::all_of(steps.begin() + static_cast<std::ptrdiff_t>(step), steps.end(),
                       [](const PatternStep &rest) { return rest.kind == PatternStep::Kind::Many; });
}

/// Chooses for each word a position in [start + place, start + place + slop], the earliest that is free;
/// equal words ascend, which is optimal because their windows do too.
std::optional<PhraseRun> fitWindow(const std::vector<std::string> &tokens,
                                   const std::vector<const std::vector<std::uint32_t> *> &positions,
                                   std::int64_t start, int slop)
{
    std::vector<std::int64_t> chosen(tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        std::int64_t least = start + static_cast<std::int64_t>(i);
        const std::int64_t most = least + slop;
        for (std::size_t j = 0; j < i; ++j) {
            if (tokens[j] == tokens[i])
                least = std::max(least, chosen[j] + 1);
        }
        const auto found =
            std::lower_bound(positions[i]->begin(), positions[i]->end(), least,
                             [](std::uint32_t position, std::int64_t wanted) { return position < wanted; });
        if (found == positions[i]->end() || *found > most)
            return std::nullopt;
        chosen[i] = *found;
    }
    const auto [first, last] = std::minmax_element(chosen.begin(), chosen.end());
    return PhraseRun{static_cast<std::uint32_t>(*first), static_cast<std::uint32_t>(*last)};
}

} // namespace

bool matchesWildcard(std::string_view pattern, std::string_view text)
{
    return matchesSteps(readPattern(pattern), toUtf32(text));
}

TermTest makeTermTest(const Node &node)
{
    if (const auto *const term = std::get_if<Term>(&node.what))
        return [text = term->text](std::string_view candidate) { return candidate == text; };
    if (const auto *const wildcard = std::get_if<Wildcard>(&node.what))
        return [steps = readPattern(wildcard->pattern)](std::string_view candidate) {
            return matchesSteps(steps, toUtf32(candidate));
        };
    if (const auto *const regex = std::get_if<Regex>(&node.what)) {
        // Shared because a std::function has to be copyable.
        const std::shared_ptr<const re2::RE2> compiled = compileRegex(regex->pattern, regex->ignoreCase);
        return [compiled](std::string_view candidate) {
            return compiled->ok() &&
                   re2::RE2::FullMatch(re2::StringPiece(candidate.data(), candidate.size()), *compiled);
        };
    }
    if (const auto *const fuzzy = std::get_if<Fuzzy>(&node.what))
        return [text = toUtf32(fuzzy->text), distance = fuzzy->distance](std::string_view candidate) {
            return editDistance(text, toUtf32(candidate), distance) <= distance;
        };
    return {};
}

const std::string &fieldOf(const Node &node)
{
    static const std::string none;
    return std::visit(
        [](const auto &what) -> const std::string & {
            if constexpr (requires { what.field; })
                return what.field;
            else
                return none;
        },
        node.what);
}

std::vector<PhraseRun> findPhrase(const std::vector<std::string> &tokens,
                                  const std::vector<const std::vector<std::uint32_t> *> &positions, int slop,
                                  bool onlyFirst)
{
    std::vector<PhraseRun> runs;
    // A run's window begins at the smallest of its positions less their places, so these are all the windows
    // there are.
    std::vector<std::int64_t> starts;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        for (const std::uint32_t position : *positions[i])
            starts.push_back(static_cast<std::int64_t>(position) - static_cast<std::int64_t>(i));
        // Without slop every word gives the same windows.
        if (slop == 0)
            break;
    }
    std::sort(starts.begin(), starts.end());
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    for (const std::int64_t start : starts) {
        const std::optional<PhraseRun> run = fitWindow(tokens, positions, start, slop);
        if (!run)
            continue;
        runs.push_back(*run);
        if (onlyFirst)
            break;
    }
    return runs;
}

} // namespace explorer::query
