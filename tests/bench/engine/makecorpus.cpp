// makecorpus DIRECTORY [--documents N] [--queries N] [--seed N]: writes corpus.tsv and queries.tsv there.
// One document in six is a Debian package record or a paragraph of /usr/share/doc, five are lines like an
// access log's. Past the end of the real ones they begin anew, told apart by a word.
#include "core/query/analyzer.h"
#include "queryselection.h"
#include "textsources.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>

using namespace explorer;
using namespace explorer::bench;

namespace
{

constexpr std::int64_t kFirstTime = 1'735'689'600'000; // 2025
constexpr std::int64_t kYearMillis = 365LL * 86'400'000;
constexpr std::size_t kLogLinesEach = 5;
/// Package records, filled up with paragraphs: those of 600,000 documents.
constexpr std::size_t kRealTexts = 100'000;

struct Options {
    std::string directory;
    std::size_t documents = 600'000;
    std::size_t queries = 200;
    std::uint64_t seed = 1;
};

Options parse(int argc, char **argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        if (i + 1 < argc && std::strcmp(argv[i], "--documents") == 0)
            options.documents = std::stoul(argv[++i]);
        else if (i + 1 < argc && std::strcmp(argv[i], "--queries") == 0)
            options.queries = std::stoul(argv[++i]);
        else if (i + 1 < argc && std::strcmp(argv[i], "--seed") == 0)
            options.seed = std::stoull(argv[++i]);
        else
            options.directory = argv[i];
    }
    return options;
}

/// The analyser's tokens, joined; those that it would split otherwise the second time are left out.
std::string tokenised(const std::string &text)
{
    constexpr std::size_t kMostBytes = 200;
    std::string joined;
    query::analyze("standard", text, [&joined](const query::Token &token) {
        const auto again = query::analyze("standard", token.text);
        if (token.text.size() > kMostBytes || again.size() != 1 || again.front().text != token.text)
            return;
        if (!joined.empty())
            joined += ' ';
        joined += token.text;
    });
    return joined;
}

class Corpus
{
public:
    explicit Corpus(const Options &options)
        : m_options(options), m_random(options.seed), m_logLines(options.seed + 1)
    {
        m_real = packageRecords();
        m_packages = m_real.size();
        auto prose = proseParagraphs("/usr/share/doc", kRealTexts - std::min(kRealTexts, m_packages));
        m_prose = prose.size();
        std::move(prose.begin(), prose.end(), std::back_inserter(m_real));
        if (m_real.empty()) {
            std::fprintf(stderr, "neither package records nor documentation on this machine\n");
            std::exit(1);
        }
        // So that a small corpus has of both.
        std::shuffle(m_real.begin(), m_real.end(), m_random);
    }
    CorpusDocument document(std::size_t number)
    {
        const auto span = static_cast<double>(kYearMillis) / static_cast<double>(m_options.documents);
        const std::int64_t ordered =
            kFirstTime + static_cast<std::int64_t>(static_cast<double>(number) * span);
        const std::string digits = std::to_string(number);
        const std::string id = "d" + std::string(8 - std::min<std::size_t>(8, digits.size()), '0') + digits;
        if (number % (kLogLinesEach + 1) != 0) {
            const SourceText line = m_logLines.next(ordered);
            return {id, line.kind, line.size, ordered, tokenised(line.text)};
        }
        const std::size_t place = number / (kLogLinesEach + 1);
        const SourceText &source = m_real[place % m_real.size()];
        const std::size_t copy = place / m_real.size();
        const std::string text = copy > 0 ? source.text + "\ncopy" + std::to_string(copy) : source.text;
        const auto offset = static_cast<std::int64_t>(m_random() % static_cast<std::uint64_t>(kYearMillis));
        return {id, source.kind, source.size, kFirstTime + offset, tokenised(text)};
    }
    void describe() const
    {
        std::printf("%zu package records and %zu paragraphs to take from; %zu documents in all\n", m_packages,
                    m_prose, m_options.documents);
    }

private:
    const Options &m_options;
    std::mt19937_64 m_random;
    LogLines m_logLines;
    std::vector<SourceText> m_real;
    std::size_t m_packages = 0;
    std::size_t m_prose = 0;
};

} // namespace

int main(int argc, char **argv)
{
    const Options options = parse(argc, argv);
    if (options.directory.empty()) {
        std::fprintf(stderr, "usage: makecorpus DIRECTORY [--documents N] [--queries N] [--seed N]\n");
        return 2;
    }
    std::filesystem::create_directories(options.directory);
    Corpus corpus(options);
    corpus.describe();
    std::ofstream file(options.directory + "/corpus.tsv");
    Vocabulary vocabulary;
    std::vector<CorpusDocument> sample;
    const std::size_t step = std::max<std::size_t>(1, options.documents / 20'000) | 1U;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < options.documents; ++i) {
        const CorpusDocument document = corpus.document(i);
        vocabulary.addDocument(document.body);
        file << corpusLine(document);
        bytes += document.body.size();
        if (i % step == 0)
            sample.push_back(document);
    }
    if (!file.flush()) {
        std::fprintf(stderr, "cannot write %s/corpus.tsv\n", options.directory.c_str());
        return 1;
    }
    vocabulary.finish();
    std::printf("%zu MB of text, %zu terms\n", bytes / 1'000'000, vocabulary.entries().size());
    constexpr std::size_t kOrderQueries = 1000;
    writeQueries(options.directory + "/queries.tsv",
                 QuerySelection(vocabulary, sample, options.documents, options.seed)
                     .choose(options.queries, kOrderQueries));
    return 0;
}
