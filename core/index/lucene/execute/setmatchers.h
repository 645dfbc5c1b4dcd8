#pragma once

#include "core/index/lucene/columns/rangetest.h"
#include "core/index/lucene/execute/windowmatcher.h"

#include <vector>

namespace explorer::index
{

/// Every document.
class AllMatcher final : public WindowMatcher
{
public:
    AllMatcher(int documents, float score, Interrupt &interrupt)
        : WindowMatcher(documents, score, Window::Scoring::None, interrupt)
    {
    }
    int keep(int *documents, double *sums, int count) override;
    [[nodiscard]] std::int64_t cost() const override { return documents(); }
    [[nodiscard]] bool isCostExact() const override { return true; }
    [[nodiscard]] bool isTest() const override { return true; }

protected:
    void fill(Window &window) override { window.bits.fill(~0ULL); }
};

/// What the child does not match; scores nothing.
class NotMatcher final : public WindowMatcher
{
public:
    NotMatcher(MatcherPtr child, int documents, Interrupt &interrupt)
        : WindowMatcher(documents, 0, Window::Scoring::None, interrupt), m_child(std::move(child))
    {
    }
    int keep(int *documents, double *sums, int count) override;
    [[nodiscard]] bool canChangeToKeep() const override { return m_child->canChangeToKeep(); }
    [[nodiscard]] std::int64_t cost() const override { return documents(); }
    [[nodiscard]] bool isTest() const override { return true; }

protected:
    void fill(Window &window) override;

private:
    MatcherPtr m_child;
    std::vector<int> m_matching;
};

/// Documents with a value of a column in a range.
class RangeMatcher final : public WindowMatcher
{
public:
    RangeMatcher(const RangeTest &test, int documents, float score, Interrupt &interrupt)
        : WindowMatcher(documents, score, Window::Scoring::None, interrupt), m_test(test)
    {
    }
    int keep(int *documents, double *sums, int count) override;
    [[nodiscard]] std::int64_t cost() const override { return documents(); }
    [[nodiscard]] bool isTest() const override { return true; }

protected:
    void fill(Window &window) override;

private:
    RangeTest m_test;
    std::vector<int> m_given;
};

/// A set worked out beforehand.
class BitsMatcher final : public WindowMatcher
{
public:
    /// A bit a document, none set beyond.
    BitsMatcher(std::vector<std::uint64_t> bits, std::int64_t count, int documents, float score,
                Interrupt &interrupt)
        : WindowMatcher(documents, score, Window::Scoring::None, interrupt), m_bits(std::move(bits)),
          m_count(count)
    {
    }
    int keep(int *documents, double *sums, int count) override;
    [[nodiscard]] std::int64_t cost() const override { return m_count; }

protected:
    void fill(Window &window) override;

private:
    std::vector<std::uint64_t> m_bits;
    std::int64_t m_count;
};

} // namespace explorer::index
