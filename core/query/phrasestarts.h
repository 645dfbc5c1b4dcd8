#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace explorer::query
{

/// Where a sloppy phrase can begin: each word's positions less its place, ascending and each once, made one
/// after the other, since a thousand words in a long text have too many to be kept.
template <typename Position>
class PhraseStarts
{
public:
    void clear() { m_words.clear(); }
    /// A word's place in the phrase and its positions, ascending.
    void add(std::size_t place, std::span<const Position> positions)
    {
        m_words.push_back(
            {positions.data(), positions.data() + positions.size(), static_cast<std::int64_t>(place)});
    }
    /// After the words were added.
    void begin()
    {
        std::erase_if(m_words, [](const Word &word) { return word.at == word.end; });
        std::make_heap(m_words.begin(), m_words.end(), isLater);
        m_last.reset();
    }
    std::optional<std::int64_t> next()
    {
        while (!m_words.empty()) {
            std::pop_heap(m_words.begin(), m_words.end(), isLater);
            Word &word = m_words.back();
            const std::int64_t start = word.start();
            if (++word.at == word.end)
                m_words.pop_back();
            else
                std::push_heap(m_words.begin(), m_words.end(), isLater);
            if (start != m_last)
                return m_last = start;
        }
        return std::nullopt;
    }

private:
    struct Word {
        const Position *at;
        const Position *end;
        std::int64_t place;
        [[nodiscard]] std::int64_t start() const { return static_cast<std::int64_t>(*at) - place; }
    };
    static bool isLater(const Word &a, const Word &b) { return a.start() > b.start(); }

    std::vector<Word> m_words;
    std::optional<std::int64_t> m_last;
};

} // namespace explorer::query
