#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace explorer::cache
{

/// How often a hash was seen lately, in four bits a counter: a count-min sketch whose counters are halved
/// after ten uses an entry, so that what was popular once does not stay (Einziger, Friedman, Manes: TinyLFU:
/// A Highly Efficient Cache Admission Policy, ACM Transactions on Storage 13(4), 2017). Eight bytes an
/// expected entry. Not thread-safe.
class FrequencySketch
{
public:
    explicit FrequencySketch(std::int64_t expectedEntries);
    void record(std::size_t hash);
    /// 0 to 15; never below the truth since the last halving.
    [[nodiscard]] int frequency(std::size_t hash) const;

private:
    static constexpr int kRows = 4;
    /// The word and the shift of the counter that stands for the hash in a row.
    struct Place {
        std::size_t word = 0;
        int shift = 0;
    };
    [[nodiscard]] Place place(std::size_t hash, int row) const;
    void halve();

    std::vector<std::uint64_t> m_words;
    std::int64_t m_recorded = 0;
    std::int64_t m_sampleLimit;
};

} // namespace explorer::cache
