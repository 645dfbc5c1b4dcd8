#include "core/query/stemmer_p.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace explorer::query
{
namespace
{

using Rule = std::pair<std::string_view, std::string_view>;

/// The word under work; all tests look at the stem, which is what is left of it without the suffix just
/// found.
class PorterWord
{
public:
    explicit PorterWord(std::string &word) : m_word(word) {}

    bool findSuffix(std::string_view suffix)
    {
        if (!std::string_view(m_word).ends_with(suffix))
            return false;
        m_stemSize = m_word.size() - suffix.size();
        return true;
    }
    void replaceSuffix(std::string_view by)
    {
        m_word.resize(m_stemSize);
        m_word += by;
    }
    /// The number of vowel-consonant sequences in the stem.
    [[nodiscard]] int measure() const
    {
        int count = 0;
        bool afterVowel = false;
        for (std::size_t i = 0; i < m_stemSize; ++i) {
            const bool consonant = isConsonant(i);
            if (consonant && afterVowel)
                ++count;
            afterVowel = !consonant;
        }
        return count;
    }
    [[nodiscard]] bool stemHasVowel() const
    {
        for (std::size_t i = 0; i < m_stemSize; ++i) {
            if (!isConsonant(i))
                return true;
        }
        return false;
    }
    [[nodiscard]] bool endsInDoubleConsonant() const
    {
        const std::size_t size = m_word.size();
        return size > 1 && m_word[size - 1] == m_word[size - 2] && isConsonant(size - 1);
    }
    /// consonant-vowel-consonant at the end of the stem, the last one not w, x or y
    [[nodiscard]] bool stemEndsInCvc() const
    {
        const std::size_t size = m_stemSize;
        if (size < 3 || !isConsonant(size - 1) || isConsonant(size - 2) || !isConsonant(size - 3))
            return false;
        const char last = m_word[size - 1];
        return last != 'w' && last != 'x' && last != 'y';
    }
    void selectWhole() { m_stemSize = m_word.size(); }
    [[nodiscard]] char last() const { return m_word.back(); }
    [[nodiscard]] char stemLast() const { return m_stemSize == 0 ? '\0' : m_word[m_stemSize - 1]; }
    void dropLast() { m_word.pop_back(); }

private:
    [[nodiscard]] bool isConsonant(std::size_t i) const
    {
        switch (m_word[i]) {
        case 'a':
        case 'e':
        case 'i':
        case 'o':
        case 'u':
            return false;
        case 'y': {
            // y after a consonant is a vowel; runs of y alternate, so look back to where the run begins.
            std::size_t start = i;
            while (start > 0 && m_word[start - 1] == 'y')
                --start;
            const bool firstIsConsonant = start == 0 || !isConsonant(start - 1);
            return ((i - start) % 2 == 0) == firstIsConsonant;
        }
        default:
            return true;
        }
    }

    std::string &m_word;
    std::size_t m_stemSize = 0;
};

void removePlural(PorterWord &word)
{
    if (word.findSuffix("sses"))
        word.replaceSuffix("ss");
    else if (word.findSuffix("ies"))
        word.replaceSuffix("i");
    else if (!word.findSuffix("ss") && word.findSuffix("s"))
        word.replaceSuffix("");
}

void removePast(PorterWord &word)
{
    if (word.findSuffix("eed")) {
        if (word.measure() > 0)
            word.replaceSuffix("ee");
        return;
    }
    if (!((word.findSuffix("ed") || word.findSuffix("ing")) && word.stemHasVowel()))
        return;
    word.replaceSuffix("");
    if (word.findSuffix("at") || word.findSuffix("bl") || word.findSuffix("iz")) {
        word.selectWhole();
        word.replaceSuffix("e");
    } else if (word.endsInDoubleConsonant()) {
        const char last = word.last();
        if (last != 'l' && last != 's' && last != 'z')
            word.dropLast();
    } else {
        word.selectWhole();
        if (word.measure() == 1 && word.stemEndsInCvc())
            word.replaceSuffix("e");
    }
}

/// Only the first suffix found counts, whether its condition holds or not.
template <std::size_t N>
void applyFirst(PorterWord &word, const std::array<Rule, N> &rules, int leastMeasure)
{
    for (const auto &[suffix, replacement] : rules) {
        if (!word.findSuffix(suffix))
            continue;
        const bool allowed = suffix != "ion" || word.stemLast() == 's' || word.stemLast() == 't';
        if (allowed && word.measure() >= leastMeasure)
            word.replaceSuffix(replacement);
        return;
    }
}

constexpr std::array<Rule, 21> kStep2{
    {{"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"},
     {"bli", "ble"},     {"alli", "al"},     {"entli", "ent"}, {"eli", "e"},     {"ousli", "ous"},
     {"ization", "ize"}, {"ation", "ate"},   {"ator", "ate"},  {"alism", "al"},  {"iveness", "ive"},
     {"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"},  {"iviti", "ive"}, {"biliti", "ble"},
     {"logi", "log"}}};
constexpr std::array<Rule, 7> kStep3{{{"icate", "ic"},
                                      {"ative", ""},
                                      {"alize", "al"},
                                      {"iciti", "ic"},
                                      {"ical", "ic"},
                                      {"ful", ""},
                                      {"ness", ""}}};
constexpr std::array<Rule, 19> kStep4{{{"al", ""},
                                       {"ance", ""},
                                       {"ence", ""},
                                       {"er", ""},
                                       {"ic", ""},
                                       {"able", ""},
                                       {"ible", ""},
                                       {"ant", ""},
                                       {"ement", ""},
                                       {"ment", ""},
                                       {"ent", ""},
                                       {"ion", ""},
                                       {"ou", ""},
                                       {"ism", ""},
                                       {"ate", ""},
                                       {"iti", ""},
                                       {"ous", ""},
                                       {"ive", ""},
                                       {"ize", ""}}};

void tidyEnd(PorterWord &word)
{
    if (word.findSuffix("e")) {
        const int measure = word.measure();
        if (measure > 1 || (measure == 1 && !word.stemEndsInCvc()))
            word.replaceSuffix("");
    }
    word.selectWhole();
    if (word.last() == 'l' && word.endsInDoubleConsonant() && word.measure() > 1)
        word.dropLast();
}

} // namespace

void stemEnglish(std::string &word)
{
    const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (word.size() < 3 || !std::all_of(word.begin(), word.end(), isAscii))
        return;
    PorterWord porter(word);
    removePlural(porter);
    removePast(porter);
    if (porter.findSuffix("y") && porter.stemHasVowel())
        porter.replaceSuffix("i");
    applyFirst(porter, kStep2, 1);
    applyFirst(porter, kStep3, 1);
    applyFirst(porter, kStep4, 2);
    tidyEnd(porter);
}

} // namespace explorer::query
