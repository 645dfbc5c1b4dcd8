#include "ui/shell/fuzzymatch.h"

namespace explorer::ui
{

namespace
{

constexpr int kWordStart = 12;
constexpr int kRun = 14;
constexpr int kHit = 2;

bool startsWord(const QString &text, int at) { return at == 0 || !text.at(at - 1).isLetterOrNumber(); }

/// Greedy, but each character prefers the start of a later word where the rest still fits.
int placeOf(const QString &text, QChar wanted, int from, int previous)
{
    const auto same = [&](int at) { return text.at(at).toCaseFolded() == wanted; };
    if (previous >= 0 && from < text.size() && same(from))
        return from;
    int first = -1;
    for (int at = from; at < text.size(); ++at) {
        if (!same(at))
            continue;
        if (startsWord(text, at))
            return at;
        if (first < 0)
            first = at;
    }
    return first;
}

std::optional<int> matchFrom(const QString &pattern, const QString &text, bool greedy, QList<int> &places)
{
    int score = 0;
    int from = 0;
    int previous = -1;
    for (const QChar raw : pattern) {
        if (raw.isSpace())
            continue;
        const QChar wanted = raw.toCaseFolded();
        const int at = greedy ? static_cast<int>(text.indexOf(wanted, from, Qt::CaseInsensitive))
                              : placeOf(text, wanted, from, previous);
        if (at < 0)
            return std::nullopt;
        score +=
            kHit + (startsWord(text, at) ? kWordStart : 0) + (previous >= 0 && at == previous + 1 ? kRun : 0);
        places.append(at);
        previous = at;
        from = at + 1;
    }
    return score * 4 - static_cast<int>(text.size()) / 4 - (places.isEmpty() ? 0 : places.first());
}

} // namespace

std::optional<int> fuzzyMatch(const QString &pattern, const QString &text, QList<int> *places)
{
    QList<int> byWord;
    QList<int> byGreed;
    const auto word = matchFrom(pattern, text, false, byWord);
    const auto greed = matchFrom(pattern, text, true, byGreed);
    const bool takeWord = word && (!greed || *word >= *greed);
    if (places)
        *places = takeWord ? byWord : byGreed;
    return takeWord ? word : greed;
}

} // namespace explorer::ui
