#include "core/query/termmatch_p.h"

#include "core/query/editdistance_p.h"
#include "core/query/phrasestarts.h"
#include "core/query/regexes_p.h"
#include "core/query/utf8_p.h"

#include <algorithm>
#include <unordered_map>

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

using Positions = std::vector<const std::vector<std::uint32_t> *>;

/// The first position in [least, most] of a word.
std::optional<std::int64_t> firstWithin(const std::vector<std::uint32_t> &positions, std::int64_t least,
                                        std::int64_t most)
{
    const auto found =
        std::lower_bound(positions.begin(), positions.end(), least,
                         [](std::uint32_t position, std::int64_t wanted) { return position < wanted; });
    return found == positions.end() || *found > most ? std::nullopt
                                                     : std::optional(static_cast<std::int64_t>(*found));
}

/// Tries windows: for each word a position in [start + place, start + place + slop].
class WindowFit
{
public:
    WindowFit(const std::vector<std::string> &tokens, const Positions &positions, int slop)
        : m_positions(positions), m_slop(slop), m_chosen(tokens.size())
    {
        std::unordered_map<std::string_view, std::size_t> last;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const auto [known, isFirst] = last.try_emplace(tokens[i], i);
            m_equalBefore.push_back(isFirst ? kNone : known->second);
            known->second = i;
            if (positions[i]->size() < positions[m_rarest]->size())
                m_rarest = i;
        }
    }

    /// The place of the word that stands in the fewest positions.
    [[nodiscard]] std::size_t rarest() const { return m_rarest; }

    /// Words looked for so far.
    [[nodiscard]] std::size_t steps() const { return m_steps; }

    /// The earliest position that is free for each word; equal words ascend, which is optimal because their
    /// windows do too.
    std::optional<PhraseRun> fit(std::int64_t start)
    {
        const auto firstOf = [&](std::size_t place, std::int64_t least) {
            const std::int64_t begin = start + static_cast<std::int64_t>(place);
            return firstWithin(*m_positions[place], std::max(begin, least), begin + m_slop);
        };
        ++m_steps;
        if (!firstOf(m_rarest, INT64_MIN))
            return std::nullopt;
        for (std::size_t i = 0; i < m_chosen.size(); ++i, ++m_steps) {
            const std::size_t before = m_equalBefore[i];
            const auto found = firstOf(i, before == kNone ? INT64_MIN : m_chosen[before] + 1);
            if (!found)
                return std::nullopt;
            m_chosen[i] = *found;
        }
        const auto [first, last] = std::minmax_element(m_chosen.begin(), m_chosen.end());
        return PhraseRun{static_cast<std::uint32_t>(*first), static_cast<std::uint32_t>(*last)};
    }

private:
    static constexpr std::size_t kNone = SIZE_MAX;
    const Positions &m_positions;
    int m_slop;
    std::vector<std::int64_t> m_chosen;
    /// By place, the last place before it with the same word.
    std::vector<std::size_t> m_equalBefore;
    std::size_t m_rarest = 0;
    std::size_t m_steps = 0;
};

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
    // Equal words of a long text fit nearly everywhere: what has been marked by then is enough.
    constexpr std::size_t kMostSteps = std::size_t{1} << 20U;
    std::vector<PhraseRun> runs;
    // A run's window begins at the smallest of its positions less their places, so these are all the windows
    // there are.
    PhraseStarts<std::uint32_t> starts;
    WindowFit windows(tokens, positions, slop);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        // Without slop every word gives the same windows.
        if (slop > 0 || i == windows.rarest())
            starts.add(i, *positions[i]);
    }
    starts.begin();
    while (const std::optional<std::int64_t> start = starts.next()) {
        if (const std::optional<PhraseRun> run = windows.fit(*start))
            runs.push_back(*run);
        if (onlyFirst ? !runs.empty() : windows.steps() > kMostSteps)
            break;
    }
    return runs;
}

} // namespace explorer::query
