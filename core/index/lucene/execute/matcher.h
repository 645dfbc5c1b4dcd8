#pragma once

#include "core/index/lucene/execute/window.h"
#include "core/index/lucene/interrupt.h"
#include "core/index/lucene/segment/deletions.h"
#include "core/index/lucene/segment/postingcursor.h"

#include <cstdint>
#include <limits>
#include <memory>

namespace explorer::index
{

/// The documents of one segment that match a part of a query, deleted ones too. They are taken in one of four
/// ways, which must not be mixed on one matcher; documents only ascend in each. One thread.
class Matcher
{
public:
    virtual ~Matcher() = default;

    /// 1. One by one: to the first match at or after `target`, which is not before document().
    virtual int advance(int target) = 0;
    /// Where advance() stands; -1 before the first.
    [[nodiscard]] int document() const { return m_document; }
    /// Of that document.
    [[nodiscard]] virtual float score() const { return 0; }

    /// 2. In blocks: up to `capacity` further matches, with their scores unless `scores` is null; the number,
    /// 0 at the end.
    virtual int nextBlock(int *documents, float *scores, int capacity);

    /// 3. Of given ones: moves those that match to the front, in order, with their sums, to which their
    /// scores are added; `sums` may be null. How many they are.
    virtual int keep(int *documents, double *sums, int count);

    /// 4. By windows: adds the matches within the window.
    virtual void addTo(Window &window);
    /// Whether after addTo() later documents may be asked for by keep(), as an exception.
    [[nodiscard]] virtual bool canChangeToKeep() const { return true; }

    /// No document scores more, but for what rounding may add; infinite where nothing is known.
    [[nodiscard]] virtual double maxScore() const { return std::numeric_limits<double>::infinity(); }
    /// From here on nextBlock() may leave out documents that score less, or give them with a part of their
    /// score.
    virtual void setLeastScore(double) {}
    /// Whether it may have left out any.
    [[nodiscard]] virtual bool hasLeftOut() const { return false; }
    /// Before the first nextBlock(): count what setLeastScore() leaves out, but for the `deleted` (may be
    /// null). False where it cannot; then it leaves nothing out unless it is told to.
    virtual bool countLeftOut(const Deletions *) { return false; }
    [[nodiscard]] virtual std::int64_t leftOut() const { return 0; }

    /// About how many documents it matches; 0: none.
    [[nodiscard]] virtual std::int64_t cost() const = 0;
    /// Whether cost() is their number.
    [[nodiscard]] virtual bool isCostExact() const { return false; }
    /// True where keep() costs little and nothing is saved by walking.
    [[nodiscard]] virtual bool isTest() const { return false; }

protected:
    int m_document = -1;
};

using MatcherPtr = std::unique_ptr<Matcher>;

/// Scores are sums of a few single-precision numbers; two bounds nearer than this part of them are not told
/// apart.
inline constexpr double kScoreMargin = 1e-6;

/// Matches nothing.
class NoMatcher final : public Matcher
{
public:
    int advance(int) override { return m_document = kNoMoreDocuments; }
    [[nodiscard]] double maxScore() const override { return 0; }
    [[nodiscard]] std::int64_t cost() const override { return 0; }
    [[nodiscard]] bool isCostExact() const override { return true; }
};

} // namespace explorer::index
