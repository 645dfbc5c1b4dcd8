#pragma once

#include "core/index/lucene/columns.h"
#include "core/index/lucene/indexview.h"
#include "core/index/lucene/interrupt.h"

#include <climits>
#include <memory>
#include <vector>

namespace explorer::index
{

inline namespace reading
{

inline constexpr int kNoMoreDocuments = INT_MAX;

/// Walks the documents of one segment that match a part of a query, in ascending order. One thread.
class Matcher
{
public:
    virtual ~Matcher() = default;
    /// The document it stands at; -1 before the first advance.
    [[nodiscard]] int document() const { return m_document; }
    /// Moves to the first match at or after `target`, which is never before document().
    virtual int advance(int target) = 0;
    /// Of the document it stands at.
    virtual double score() { return 0; }
    /// About how many documents it matches.
    [[nodiscard]] virtual std::int64_t cost() const = 0;
    /// True where accepts() answers for a document at a price that walking does not beat.
    [[nodiscard]] virtual bool isTest() const { return false; }
    /// Moves to `document` without promising a match; documents only ascend.
    virtual bool accepts(int document) { return advance(document) == document; }

protected:
    int m_document = -1;
};

using MatcherPtr = std::unique_ptr<Matcher>;

/// Matches nothing.
class NoMatcher final : public Matcher
{
public:
    int advance(int) override { return m_document = kNoMoreDocuments; }
    [[nodiscard]] std::int64_t cost() const override { return 0; }
};

/// A condition on a document that is cheap to test one by one; all its scores are the same.
class TestMatcher : public Matcher
{
public:
    TestMatcher(const SegmentView &segment, double score, Interrupt &interrupt)
        : m_segment(segment), m_score(score), m_interrupt(interrupt)
    {
    }
    int advance(int target) override;
    double score() override { return m_score; }
    [[nodiscard]] std::int64_t cost() const override { return m_segment.documents; }
    [[nodiscard]] bool isTest() const override { return true; }
    bool accepts(int document) override;

protected:
    virtual bool test(int document) = 0;
    const SegmentView &m_segment;

private:
    double m_score;
    Interrupt &m_interrupt;
};

/// Every document.
class AllMatcher final : public TestMatcher
{
public:
    using TestMatcher::TestMatcher;

protected:
    bool test(int) override { return true; }
};

/// What the child does not match.
class NotMatcher final : public TestMatcher
{
public:
    NotMatcher(MatcherPtr child, const SegmentView &segment, Interrupt &interrupt)
        : TestMatcher(segment, 0, interrupt), m_child(std::move(child))
    {
    }

protected:
    bool test(int document) override;

private:
    MatcherPtr m_child;
};

/// A numeric value of the document lies in [low, high].
class NumberRangeMatcher final : public TestMatcher
{
public:
    NumberRangeMatcher(std::shared_ptr<const NumericColumn> column, std::int64_t low, std::int64_t high,
                       const SegmentView &segment, double score, Interrupt &interrupt)
        : TestMatcher(segment, score, interrupt), m_column(std::move(column)), m_low(low), m_high(high)
    {
    }

protected:
    bool test(int document) override;

private:
    std::shared_ptr<const NumericColumn> m_column;
    std::int64_t m_low;
    std::int64_t m_high;
};

/// A keyword value of the document has an ordinal in [begin, end).
class OrdinalRangeMatcher final : public TestMatcher
{
public:
    OrdinalRangeMatcher(std::shared_ptr<const KeywordColumn> column, std::uint32_t begin, std::uint32_t end,
                        const SegmentView &segment, double score, Interrupt &interrupt)
        : TestMatcher(segment, score, interrupt), m_column(std::move(column)), m_begin(begin), m_end(end)
    {
    }

protected:
    bool test(int document) override;

private:
    std::shared_ptr<const KeywordColumn> m_column;
    std::uint32_t m_begin;
    std::uint32_t m_end;
};

/// A set worked out beforehand.
class BitsMatcher final : public Matcher
{
public:
    BitsMatcher(std::vector<std::uint64_t> bits, std::int64_t count, double score)
        : m_bits(std::move(bits)), m_count(count), m_score(score)
    {
    }
    int advance(int target) override;
    double score() override { return m_score; }
    [[nodiscard]] std::int64_t cost() const override { return m_count; }

private:
    std::vector<std::uint64_t> m_bits;
    std::int64_t m_count;
    double m_score;
};

/// All children match; the cheapest leads, conditions are tested last.
class AndMatcher final : public Matcher
{
public:
    AndMatcher(std::vector<MatcherPtr> children, Interrupt &interrupt);
    int advance(int target) override;
    double score() override;
    [[nodiscard]] std::int64_t cost() const override { return m_walked.front()->cost(); }

private:
    std::vector<MatcherPtr> m_walked;
    std::vector<MatcherPtr> m_tested;
    Interrupt &m_interrupt;
};

/// Any child matches; scores are added, or the best one counts.
class OrMatcher final : public Matcher
{
public:
    enum class Scoring : std::uint8_t { Sum, Best };
    OrMatcher(std::vector<MatcherPtr> children, Scoring scoring)
        : m_children(std::move(children)), m_scoring(scoring)
    {
    }
    int advance(int target) override;
    double score() override;
    [[nodiscard]] std::int64_t cost() const override;

private:
    std::vector<MatcherPtr> m_children;
    Scoring m_scoring;
};

} // namespace reading

} // namespace explorer::index
