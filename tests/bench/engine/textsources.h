#pragma once

#include "corpusfile.h"

#include <random>
#include <string>
#include <vector>

namespace explorer::bench
{

/// A text with what is known of it besides; not analysed.
struct SourceText {
    std::string kind;
    std::int64_t size = 0;
    std::string text;
};

/// The records of `apt-cache dumpavail`; empty where there is no apt.
std::vector<SourceText> packageRecords();
/// Paragraphs of 80 to 4,000 bytes of the files below `directory` (text and gzip), each once, at most `most`.
std::vector<SourceText> proseParagraphs(const std::string &directory, std::size_t most);

/// Lines like a web server's access log, all from the seed.
class LogLines
{
public:
    explicit LogLines(std::uint64_t seed) : m_random(seed) {}
    SourceText next(std::int64_t timeMillis);

private:
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(m_random() % bound); }
    /// Small numbers are much more frequent.
    std::size_t skewedBelow(std::size_t bound);
    std::string word();

    std::mt19937_64 m_random;
};

} // namespace explorer::bench
