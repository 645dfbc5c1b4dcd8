#pragma once

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::bench
{

/// A document of the corpus. The body is the `standard` analyser's tokens joined by spaces, so that ours and
/// an engine that splits at spaces index the same terms at the same positions.
struct CorpusDocument {
    /// Ascends with the place in the file.
    std::string id;
    /// Few values: a package's section, a request's method and status.
    std::string kind;
    std::int64_t size = 0;
    /// Milliseconds since 1970.
    std::int64_t time = 0;
    std::string body;
};

/// The corpus on disk: a line a document, `id TAB kind TAB size TAB time TAB body`.
class CorpusReader
{
public:
    explicit CorpusReader(const std::string &path);
    /// False at the end; what is no such line ends the program.
    bool next(CorpusDocument &document);

private:
    std::ifstream m_stream;
    std::string m_line;
};

std::string corpusLine(const CorpusDocument &document);
/// The document as SearchIndex::apply() takes it.
std::string jsonOf(const CorpusDocument &document);
std::vector<std::string_view> splitAt(std::string_view text, char separator);

} // namespace explorer::bench
