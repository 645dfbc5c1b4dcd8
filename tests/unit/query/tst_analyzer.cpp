#include "core/query/analyzer.h"

#include "core/base/fileops.h"
#include "core/query/stemmer_p.h"
#include "core/query/unicodewords_p.h"
#include "core/query/utf8_p.h"

#include <QRandomGenerator>
#include <QTest>

using namespace explorer;

namespace
{

QString words(std::string_view analyzer, const QString &text)
{
    const std::string bytes = text.toStdString();
    QStringList all;
    for (const query::Token &token : query::analyze(analyzer, bytes))
        all += QString::fromStdString(token.text);
    return all.join(QLatin1Char('|'));
}

/// One line of WordBreakTest.txt: the code points, and the segments between its breaks.
struct BreakLine {
    QString text;
    QStringList segments;
};

BreakLine readBreakLine(QString line)
{
    BreakLine read;
    line.truncate(std::max<qsizetype>(line.indexOf(QLatin1Char('#')), 0));
    for (const QString &part : line.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const QString word = part.trimmed();
        if (word == QString::fromUtf8("÷")) {
            read.segments += QString();
        } else if (word != QString::fromUtf8("×") && !word.isEmpty()) {
            const char32_t c = word.toUInt(nullptr, 16);
            read.text += QString::fromUcs4(&c, 1);
            read.segments.back() += QString::fromUcs4(&c, 1);
        }
    }
    return read;
}

bool isWord(const QString &segment)
{
    const auto letters = segment.toUcs4();
    return std::any_of(letters.begin(), letters.end(), [](uint c) { return QChar::isLetterOrNumber(c); });
}

} // namespace

class AnalyzerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitsWords_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("tokens");
        QTest::newRow("lower case") << "Quick Brown-FOX"
                                    << "quick|brown|fox";
        QTest::newRow("numbers") << "3.14 1,000;5 a.b 1.a"
                                 << "3.14|1,000;5|a.b|1|a";
        QTest::newRow("apostrophe") << "can't 'quoted'"
                                    << "can't|quoted";
        QTest::newRow("underscore") << "_foo_bar _ __ a_1"
                                    << "_foo_bar|a_1";
        QTest::newRow("url") << "https://example.com/a?b=1"
                             << "https|example.com|a|b|1";
        QTest::newRow("punctuation") << "(1+1)=2 --- !"
                                     << "1|1|2";
        QTest::newRow("ends in a dot") << "End. a: b."
                                       << "end|a|b";
        QTest::newRow("umlauts") << QString::fromUtf8("Größe, ÄRGER ist’s")
                                 << QString::fromUtf8("größe|ärger|ist’s");
        QTest::newRow("han") << QString::fromUtf8("東京 tower") << QString::fromUtf8("東|京|tower");
        QTest::newRow("katakana") << QString::fromUtf8("カタカナ") << QString::fromUtf8("カタカナ");
        QTest::newRow("emoji") << QString::fromUtf8("😀 a😀b") << "a|b";
        QTest::newRow("combining") << QString::fromUtf8("e\u0301te\u0301")
                                   << QString::fromUtf8("\u00E9t\u00E9");
        QTest::newRow("astral") << QString::fromUtf8("𐐀𐐁") << QString::fromUtf8("𐐨𐐩");
    }
    void splitsWords()
    {
        QFETCH(QString, text);
        QFETCH(QString, tokens);
        QCOMPARE(words("standard", text), tokens);
    }

    void tellsWhereTokensStand()
    {
        const std::string text = "Ab \xC3\x84 c";
        const auto tokens = query::analyze("standard", text);
        QCOMPARE(tokens.size(), std::size_t{3});
        QCOMPARE(tokens[1].offsetBytes, 3U);
        QCOMPARE(tokens[1].lengthBytes, 2U);
        QCOMPARE(tokens[2].offsetBytes, 6U);
    }

    void readsInvalidUtf8WithoutLosingTheRest()
    {
        QCOMPARE(query::analyze("standard", "ab\xFF"
                                            "cd \xC3 ef\xE2\x82")
                     .size(),
                 std::size_t{3});
    }

    void cutsEndlessWords()
    {
        const auto tokens = query::analyze("standard", std::string(10'000, 'a'));
        QCOMPARE(tokens.size(), std::size_t{3});
        QCOMPARE(tokens[2].offsetBytes, 8192U);
        QCOMPARE(tokens[2].lengthBytes, 1808U);
    }

    void asciiPathAgreesWithTheTables()
    {
        QRandomGenerator random(7);
        const std::string_view alphabet = "aB1_.',;:-\"/2z";
        for (int i = 0; i < 20'000; ++i) {
            std::string text;
            for (int n = random.bounded(1, 12); n > 0; --n)
                text += alphabet[static_cast<std::size_t>(random.bounded(static_cast<int>(alphabet.size())))];
            std::vector<query::WordSpan> spans;
            query::findUnicodeWords(text, spans);
            const auto tokens = query::analyze("standard", text);
            QVERIFY2(tokens.size() == spans.size(), text.c_str());
            for (std::size_t t = 0; t < tokens.size(); ++t) {
                QVERIFY2(tokens[t].offsetBytes == spans[t].offsetBytes, text.c_str());
                QVERIFY2(tokens[t].lengthBytes == spans[t].lengthBytes, text.c_str());
            }
        }
    }

    void followsTheUnicodeWordBreakTest()
    {
        if (!qEnvironmentVariableIsSet("EXPLORERIO_SHARED"))
            QSKIP("EXPLORERIO_SHARED is not set: WordBreakTest.txt is not at hand.");
        const std::string folder = qEnvironmentVariable("EXPLORERIO_SHARED").toStdString();
        const auto file = explorer::readFile(folder + "/data/conformance/unicode/WordBreakTest.txt");
        QVERIFY(file.has_value());
        int checked = 0;
        for (const QString &line : QString::fromStdString(*file).split(QLatin1Char('\n'))) {
            const BreakLine read = readBreakLine(line);
            if (read.text.isEmpty())
                continue;
            QStringList expected;
            for (const QString &segment : read.segments) {
                if (isWord(segment))
                    expected += QString::fromStdString(query::foldCase(segment.toStdString()));
            }
            QVERIFY2(words("standard", read.text) == expected.join(QLatin1Char('|')), qPrintable(line));
            ++checked;
        }
        QVERIFY(checked > 1800);
    }

    void stemsEnglish_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("stem");
        // The examples of Porter's paper.
        const char *const pairs[][2] = {{"caresses", "caress"},
                                        {"ponies", "poni"},
                                        {"ties", "ti"},
                                        {"cats", "cat"},
                                        {"feed", "feed"},
                                        {"agreed", "agre"},
                                        {"plastered", "plaster"},
                                        {"bled", "bled"},
                                        {"motoring", "motor"},
                                        {"sing", "sing"},
                                        {"conflated", "conflat"},
                                        {"troubled", "troubl"},
                                        {"sized", "size"},
                                        {"hopping", "hop"},
                                        {"tanned", "tan"},
                                        {"falling", "fall"},
                                        {"hissing", "hiss"},
                                        {"fizzed", "fizz"},
                                        {"failing", "fail"},
                                        {"filing", "file"},
                                        {"happy", "happi"},
                                        {"sky", "sky"},
                                        {"relational", "relat"},
                                        {"conditional", "condit"},
                                        {"rational", "ration"},
                                        {"digitizer", "digit"},
                                        {"operator", "oper"},
                                        {"feudalism", "feudal"},
                                        {"hopefulness", "hope"},
                                        {"formaliti", "formal"},
                                        {"sensitiviti", "sensit"},
                                        {"triplicate", "triplic"},
                                        {"electrical", "electr"},
                                        {"goodness", "good"},
                                        {"revival", "reviv"},
                                        {"allowance", "allow"},
                                        {"replacement", "replac"},
                                        {"adjustment", "adjust"},
                                        {"dependent", "depend"},
                                        {"adoption", "adopt"},
                                        {"activate", "activ"},
                                        {"effective", "effect"},
                                        {"probate", "probat"},
                                        {"rate", "rate"},
                                        {"cease", "ceas"},
                                        {"controll", "control"},
                                        {"roll", "roll"},
                                        {"generalizations", "gener"},
                                        {"oscillators", "oscil"},
                                        {"toy", "toi"},
                                        {"syzygy", "syzygi"}};
        for (const auto &pair : pairs)
            QTest::newRow(pair[0]) << pair[0] << pair[1];
    }
    void stemsEnglish()
    {
        QFETCH(QString, word);
        QFETCH(QString, stem);
        std::string stemmed = word.toStdString();
        query::stemEnglish(stemmed);
        QCOMPARE(QString::fromStdString(stemmed), stem);
    }

    void cutsThePossessiveFirst()
    {
        QCOMPARE(words("english", QString::fromUtf8("The dogs' dog's Dog’s RUNNING")),
                 QStringLiteral("the|dog|dog|dog|run"));
    }

    void stemsGermanLightly_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("stem");
        QTest::newRow("house") << QString::fromUtf8("Haus Häuser Häusern Hauses") << "haus";
        QTest::newRow("street") << QString::fromUtf8("Straßen Strassen") << "strass";
        QTest::newRow("child") << "Kind Kindes Kinder Kindern"
                               << "kind";
        QTest::newRow("beautiful") << QString::fromUtf8("schöne schönes schöner schönste") << "schon";
    }
    void stemsGermanLightly()
    {
        QFETCH(QString, words);
        QFETCH(QString, stem);
        for (const query::Token &token : query::analyze("german", words.toStdString()))
            QCOMPARE(QString::fromStdString(token.text), stem);
    }
};

QTEST_GUILESS_MAIN(AnalyzerTest)
#include "tst_analyzer.moc"
