#include "corpusfile.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace explorer::bench
{
namespace
{

std::int64_t numberOf(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        std::fprintf(stderr, "not a number in the corpus: %.*s\n", static_cast<int>(text.size()),
                     text.data());
        std::exit(1);
    }
    return number;
}

} // namespace

CorpusReader::CorpusReader(const std::string &path) : m_stream(path)
{
    if (!m_stream) {
        std::fprintf(stderr, "cannot read %s\n", path.c_str());
        std::exit(1);
    }
}

bool CorpusReader::next(CorpusDocument &document)
{
    if (!std::getline(m_stream, m_line))
        return false;
    const auto columns = splitAt(m_line, '\t');
    if (columns.size() != 5) {
        std::fprintf(stderr, "not a line of the corpus: %s\n", m_line.c_str());
        std::exit(1);
    }
    document.id = columns[0];
    document.kind = columns[1];
    document.size = numberOf(columns[2]);
    document.time = numberOf(columns[3]);
    document.body = columns[4];
    return true;
}

std::string corpusLine(const CorpusDocument &document)
{
    return document.id + '\t' + document.kind + '\t' + std::to_string(document.size) + '\t' +
           std::to_string(document.time) + '\t' + document.body + '\n';
}

std::string jsonOf(const CorpusDocument &document)
{
    return nlohmann::json{{"id", document.id},
                          {"kind", document.kind},
                          {"size", document.size},
                          {"time", document.time},
                          {"body", document.body}}
        .dump();
}

std::vector<std::string_view> splitAt(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

} // namespace explorer::bench
