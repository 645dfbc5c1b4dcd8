#include "core/index/lucene/execute/alignmentdistance.h"
#include "core/index/lucene/execute/termexpansion.h"
#include "core/index/lucene/execute/wildcardpattern.h"
#include "core/index/lucene/segment/fuzzyindex.h"
#include "memorysegment.h"

#include <QTest>

#include <random>

using namespace explorer;
using namespace explorer::index;
using test::MemoryTerms;

namespace
{

/// The definition, by the whole table.
int distanceByTable(std::u32string_view a, std::u32string_view b)
{
    std::vector<std::vector<int>> table(a.size() + 1, std::vector<int>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                table[i][j] = static_cast<int>(i + j);
                continue;
            }
            const int changed = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, changed});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
        }
    }
    return table[a.size()][b.size()];
}

std::u32string randomWord(std::mt19937 &random, std::size_t mostLength)
{
    static const std::u32string kLetters = U"aabbc1Z-\u00E4\u4E2D\U0001F600";
    std::u32string word;
    const std::size_t length = 1 + random() % mostLength;
    while (word.size() < length)
        word.push_back(kLetters[random() % kLetters.size()]);
    return word;
}

std::string utf8(std::u32string_view text)
{
    return QString::fromUcs4(text.data(), static_cast<qsizetype>(text.size())).toStdString();
}

/// What is stopped with, or empty.
template <typename Work>
std::string stopOf(const Work &work)
{
    try {
        work();
    } catch (const SearchStopped &stopped) {
        return stopped.error.reason;
    }
    return {};
}

} // namespace

class TestTermExpansion : public QObject
{
    Q_OBJECT

private:
    static std::vector<std::string> texts(const FieldTerms &terms, const ExpandedTerms &ordinals)
    {
        std::vector<std::string> found;
        for (const std::uint32_t ordinal : ordinals)
            found.emplace_back(terms.at(ordinal));
        return found;
    }
    Interrupt m_interrupt{Deadline(), CancelToken()};

private Q_SLOTS:
    void matchesWildcards_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char *pattern, const char *text, bool expected) {
            QTest::addRow("%s on %s", pattern, text)
                << QString::fromUtf8(pattern) << QString::fromUtf8(text) << expected;
        };
        row("abc", "abc", true);
        row("abc", "abcd", false);
        row("ab*", "ab", true);
        row("ab*", "xab", false);
        row("*", "", true);
        row("**a", "ba", true);
        row("*bc", "abcbc", true);
        row("*bc", "abcb", false);
        row("a*a", "a", false);
        row("a*a", "aa", true);
        row("a*b*c", "a-b-b-c", true);
        row("a*b*c", "a-c-b", false);
        row("*ab*ab*", "ab", false);
        row("*ab*ab*", "xabab", true);
        row("a?c", "abc", true);
        row("a?c", "a\u00E4c", true);
        row("a?c", "ac", false);
        row("?", "\U0001F600", true);
        row("*?b", "ab", true);
        row("*?b", "b", false);
        row("a\\*b", "a*b", true);
        row("a\\*b", "axb", false);
        row("\\?*", "?x", true);
        row("a*?c*", "abbcd", true);
    }
    void matchesWildcards()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        QFETCH(bool, expected);
        QCOMPARE(WildcardPattern(pattern.toStdString()).matches(text.toStdString()), expected);
    }
    void distancesAgreeWithTheTable()
    {
        std::mt19937 random(1);
        for (int round = 0; round < 4000; ++round) {
            // Above 64 characters there are no bits for all.
            const std::size_t length = round % 8 == 0 ? 80 : 9;
            const std::u32string a = randomWord(random, length);
            std::u32string b = randomWord(random, length);
            if (round % 2 == 0) {
                b = a;
                for (int edit = 0; edit < 3; ++edit) {
                    const std::size_t at = random() % b.size();
                    if (edit == 0 && at + 1 < b.size())
                        std::swap(b[at], b[at + 1]);
                    else if (random() % 2 == 0)
                        b[at] = U'c';
                    else
                        b.insert(at, 1, U'a');
                }
            }
            const int distance = distanceByTable(a, b);
            for (int most = 0; most <= 3; ++most) {
                AlignmentDistance alignment(utf8(a), most);
                QCOMPARE(alignment.isWithin(utf8(b)), distance <= most);
            }
        }
    }
    void fuzzyFindsExactlyWhatIsNear()
    {
        std::mt19937 random(2);
        std::set<std::string> words{std::string(300, 'x'), std::string(301, 'x'), std::string(254, 'x')};
        std::vector<std::u32string> decoded;
        while (words.size() < 3000)
            words.insert(utf8(randomWord(random, 7)));
        const MemoryTerms terms(words);
        QVERIFY(!terms.hasFuzzyIndex());
        int compared = 0;
        for (int round = 0; round < 400; ++round) {
            const std::u32string wanted = randomWord(random, 8);
            for (int distance = 1; distance <= 2; ++distance) {
                std::vector<std::string> near;
                for (const std::string &word : words) {
                    if (distanceByTable(wanted, QString::fromStdString(word).toStdU32String()) <= distance)
                        near.push_back(word);
                }
                TermExpansion expansion({&terms}, m_interrupt);
                if (near.size() > kFuzzyExpansionLimit) {
                    QCOMPARE(stopOf([&] { expansion.fuzzy(utf8(wanted), distance); }),
                             std::string("too_many_expansions"));
                    continue;
                }
                QCOMPARE(texts(terms, expansion.fuzzy(utf8(wanted), distance).front()), near);
                ++compared;
            }
        }
        QVERIFY(compared > 300);
        QVERIFY(terms.hasFuzzyIndex());
        const auto longest = TermExpansion({&terms}, m_interrupt).fuzzy(std::string(302, 'x'), 1);
        QCOMPARE(texts(terms, longest.front()), std::vector<std::string>{std::string(301, 'x')});
    }
    void wildcardsAndRegexesFindWhatMatches()
    {
        std::set<std::string> words;
        for (int i = 0; i < 3000; ++i)
            words.insert("w" + std::to_string(i * 7919 % 100'000));
        const MemoryTerms terms(words);
        for (const char *pattern : {"w1*", "w12?4", "*77", "w*9*9", "*", "w", "w1234*", "\xC3*"}) {
            std::vector<std::string> wanted;
            for (const std::string &word : words) {
                if (WildcardPattern(pattern).matches(word))
                    wanted.push_back(word);
            }
            TermExpansion expansion({&terms, nullptr}, m_interrupt);
            if (wanted.size() > kExpansionLimit) {
                QCOMPARE(stopOf([&] { expansion.wildcard(pattern); }), std::string("too_many_expansions"));
                continue;
            }
            const auto found = expansion.wildcard(pattern);
            QCOMPARE(texts(terms, found[0]), wanted);
            QVERIFY(found[1].empty());
        }
        TermExpansion expansion({&terms}, m_interrupt);
        const auto regex = texts(terms, expansion.regex("w12[0-9]{3}", false).front());
        QVERIFY(!regex.empty());
        QVERIFY(std::all_of(regex.begin(), regex.end(),
                            [](const auto &word) { return word.size() == 6 && word.starts_with("w12"); }));
        QCOMPARE(texts(terms, expansion.regex("W12[0-9]{3}", true).front()), regex);
        QVERIFY(expansion.regex("W12[0-9]{3}", false).front().empty());
        QCOMPARE(stopOf([&] { expansion.regex("w(", false); }), std::string("invalid_regex"));
        QCOMPARE(stopOf([&] { expansion.regex("w.*", false); }), std::string("too_many_expansions"));
    }
    void theLimitCountsDistinctTermsOfAllSegments()
    {
        std::set<std::string> first;
        std::set<std::string> second;
        for (int i = 0; i < 700; ++i) {
            first.insert("a" + std::to_string(i));
            second.insert("a" + std::to_string(i + 600));
        }
        const MemoryTerms one(first);
        const MemoryTerms two(second);
        QCOMPARE(stopOf([&] {
                     TermExpansion({&one, &two}, m_interrupt).wildcard("a*");
                 }),
                 std::string("too_many_expansions"));
        // The same terms twice are not more.
        const auto same = TermExpansion({&one, &one}, m_interrupt).wildcard("a*");
        QCOMPARE(same[0].size(), std::size_t{700});
        QCOMPARE(same[1].size(), std::size_t{700});
    }
    void stopsWhereTheWorkIsTooMuch()
    {
        const MemoryTerms terms({std::string(kExpansionBytes / 16, 'x')});
        const std::vector<const FieldTerms *> segments(17, &terms);
        QCOMPARE(stopOf([&] { TermExpansion(segments, m_interrupt).wildcard("*y"); }),
                 std::string("too_many_expansions"));
        const CancelToken cancel;
        cancel.cancel();
        Interrupt cancelled{Deadline(), cancel};
        QCOMPARE(stopOf([&] { TermExpansion({&terms}, cancelled).fuzzy("abc", 1); }),
                 std::string("search_cancelled"));
    }
};

QTEST_GUILESS_MAIN(TestTermExpansion)
#include "tst_termexpansion.moc"
