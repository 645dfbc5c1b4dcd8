#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace explorer::index
{

/// A run of documents of a segment with a bit each, and, where they are asked for, a score each: what
/// matchers of large sets fill together.
class Window
{
public:
    static constexpr int kSize = 4096;
    /// How the scores of matchers that share a document come together.
    enum class Scoring : std::uint8_t { None, Sum, Best };

    explicit Window(Scoring scoring) : m_scoring(scoring)
    {
        if (scoring != Scoring::None)
            scores.fill(0);
    }
    /// Empty, and over the documents from the multiple of 64 at or before `document` on.
    void restart(int document, int documents)
    {
        m_begin = document / 64 * 64;
        m_end = std::min(m_begin + kSize, documents);
        // Only what was used: most windows of a rare set are nearly empty.
        for (std::size_t i = 0; i < bits.size(); ++i) {
            if (m_scoring != Scoring::None && bits[i] != 0)
                std::fill_n(scores.begin() + static_cast<std::ptrdiff_t>(i * 64), 64, 0);
            bits[i] = 0;
        }
    }
    [[nodiscard]] int begin() const { return m_begin; }
    [[nodiscard]] int end() const { return m_end; }
    [[nodiscard]] Scoring scoring() const { return m_scoring; }

    void set(int document)
    {
        const auto index = static_cast<unsigned>(document - m_begin);
        bits[index / 64] |= 1ULL << (index % 64);
    }
    [[nodiscard]] bool has(int document) const
    {
        const auto index = static_cast<unsigned>(document - m_begin);
        return ((bits[index / 64] >> (index % 64)) & 1U) != 0;
    }
    void addSum(int document, float score)
    {
        scores[static_cast<unsigned>(document - m_begin)] += static_cast<double>(score);
    }
    void addBest(int document, float score)
    {
        double &best = scores[static_cast<unsigned>(document - m_begin)];
        best = std::max(best, static_cast<double>(score));
    }
    void add(int document, float score)
    {
        set(document);
        if (m_scoring == Scoring::Sum)
            addSum(document, score);
        else if (m_scoring == Scoring::Best)
            addBest(document, score);
    }
    /// The first document of the set at or after `document`, or end().
    [[nodiscard]] int next(int document) const
    {
        if (document >= m_end)
            return m_end;
        auto index = static_cast<unsigned>(document - m_begin);
        std::uint64_t word = bits[index / 64] & (~0ULL << (index % 64));
        for (index /= 64; word == 0; word = bits[index]) {
            if (++index == bits.size())
                return m_end;
        }
        return m_begin + static_cast<int>(index * 64) + std::countr_zero(word);
    }
    /// Appends the documents of the set from `document` on to `documents`, until `count` is `capacity`. Where
    /// the next ones are to be looked for: at most end().
    int list(int document, int *documents, int capacity, int &count) const
    {
        auto index = static_cast<std::size_t>(document - m_begin) / 64;
        std::uint64_t word = bits[index] & (~0ULL << (static_cast<unsigned>(document - m_begin) % 64));
        for (;;) {
            const int base = m_begin + static_cast<int>(index * 64);
            for (; word != 0; word &= word - 1) {
                if (count == capacity)
                    return base + std::countr_zero(word);
                documents[count++] = base + std::countr_zero(word);
            }
            if (++index == bits.size())
                return m_end;
            word = bits[index];
        }
    }
    [[nodiscard]] float score(int document) const
    {
        return static_cast<float>(scores[static_cast<unsigned>(document - m_begin)]);
    }
    /// Takes out what lies beyond the end.
    void trim()
    {
        const auto size = static_cast<unsigned>(m_end - m_begin);
        if (size == kSize)
            return;
        bits[size / 64] &= ~(~0ULL << (size % 64));
        std::fill(bits.begin() + size / 64 + 1, bits.end(), 0);
    }

    std::array<std::uint64_t, kSize / 64> bits{};
    std::array<double, kSize> scores;

private:
    Scoring m_scoring;
    int m_begin = 0;
    int m_end = 0;
};

} // namespace explorer::index
