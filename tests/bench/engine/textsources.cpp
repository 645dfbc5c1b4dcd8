#include "textsources.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>
#include <unordered_set>

namespace explorer::bench
{
namespace
{

/// The value of a line `NAME: value` of a record; empty where it has none.
std::string_view valueOf(std::string_view record, std::string_view name)
{
    for (std::size_t at = 0; at < record.size();) {
        const std::size_t end = std::min(record.find('\n', at), record.size());
        const std::string_view line = record.substr(at, end - at);
        if (line.starts_with(name) && line.substr(name.size()).starts_with(": "))
            return line.substr(name.size() + 2);
        at = end + 1;
    }
    return {};
}

std::string readWhole(const std::filesystem::path &path)
{
    std::string text;
    // Reads what is not compressed as it is.
    gzFile file = gzopen(path.c_str(), "rb");
    if (file == nullptr)
        return text;
    std::array<char, 1 << 16> block{};
    constexpr std::size_t kMost = 4 << 20;
    for (int read = 0; text.size() < kMost && (read = gzread(file, block.data(), block.size())) > 0;)
        text.append(block.data(), static_cast<std::size_t>(read));
    gzclose(file);
    return text;
}

bool looksLikeText(std::string_view text)
{
    return text.substr(0, 4096).find('\0') == std::string_view::npos;
}

void addParagraphs(std::string_view text, const std::function<void(std::string_view)> &take)
{
    constexpr std::size_t kLeast = 80;
    constexpr std::size_t kMost = 4000;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find("\n\n", at), text.size());
        const std::string_view paragraph = text.substr(at, end - at);
        if (paragraph.size() >= kLeast && paragraph.size() <= kMost)
            take(paragraph);
        at = end + 2;
    }
}

} // namespace

std::vector<SourceText> packageRecords()
{
    std::string all;
    if (FILE *pipe = popen("apt-cache dumpavail 2>/dev/null", "r"); pipe != nullptr) {
        std::array<char, 1 << 16> block{};
        for (std::size_t read = 0; (read = fread(block.data(), 1, block.size(), pipe)) > 0;)
            all.append(block.data(), read);
        pclose(pipe);
    }
    std::vector<SourceText> records;
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = std::min(all.find("\n\n", at), all.size());
        SourceText record;
        record.text = all.substr(at, end - at);
        at = end + 2;
        if (!record.text.starts_with("Package:"))
            continue;
        const std::string_view section = valueOf(record.text, "Section");
        record.kind = section.empty() ? "none" : section;
        const std::string_view size = valueOf(record.text, "Size");
        std::from_chars(size.data(), size.data() + size.size(), record.size);
        records.push_back(std::move(record));
    }
    return records;
}

std::vector<SourceText> proseParagraphs(const std::string &directory, std::size_t most)
{
    std::error_code error;
    std::vector<std::filesystem::path> paths;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(directory, error)) {
        if (entry.is_regular_file(error))
            paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<SourceText> paragraphs;
    std::unordered_set<std::size_t> seen;
    for (const auto &path : paths) {
        const std::string text = readWhole(path);
        if (!looksLikeText(text))
            continue;
        addParagraphs(text, [&](std::string_view paragraph) {
            if (paragraphs.size() < most && seen.insert(std::hash<std::string_view>()(paragraph)).second)
                paragraphs.push_back(
                    {"prose", static_cast<std::int64_t>(paragraph.size()), std::string(paragraph)});
        });
    }
    return paragraphs;
}

std::size_t LogLines::skewedBelow(std::size_t bound)
{
    const double unit = static_cast<double>(m_random() >> 11U) * 0x1p-53;
    return std::min(bound - 1, static_cast<std::size_t>(std::pow(static_cast<double>(bound), unit) - 1));
}

std::string LogLines::word()
{
    static constexpr std::array<const char *, 16> kSyllables{"ka",  "lo",  "mi",  "ter", "san", "do",
                                                             "re",  "ven", "pu",  "shi", "gra", "bel",
                                                             "nor", "qui", "tas", "ex"};
    // The word is a number in base 16, so that frequent ones are short.
    std::size_t number = skewedBelow(60'000);
    std::string text;
    do {
        text += kSyllables[number % kSyllables.size()];
        number /= kSyllables.size();
    } while (number > 0);
    return text;
}

SourceText LogLines::next(std::int64_t timeMillis)
{
    static constexpr std::array<const char *, 8> kMethods{"GET", "GET",  "GET", "GET",
                                                          "GET", "POST", "PUT", "HEAD"};
    static constexpr std::array<int, 10> kStatuses{200, 200, 200, 200, 200, 301, 304, 404, 403, 500};
    static constexpr std::array<const char *, 6> kEndings{"html", "js", "css", "png", "json", "php"};
    static constexpr std::array<const char *, 5> kAgents{
        "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 "
        "Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 13_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 "
        "Safari",
        "curl/7.88.1", "Mozilla/5.0 (compatible; examplebot/2.1; +http://www.example.com/bot.html)"};
    SourceText line;
    const std::string method = kMethods[below(kMethods.size())];
    const int status = kStatuses[below(kStatuses.size())];
    line.size = static_cast<std::int64_t>(skewedBelow(5'000'000));
    line.kind = method + " " + std::to_string(status);
    const std::time_t seconds = static_cast<std::time_t>(timeMillis / 1000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 40> stamp{};
    std::strftime(stamp.data(), stamp.size(), "%d/%b/%Y:%H:%M:%S +0000", &parts);
    const auto byte = [this](std::size_t bound) { return std::to_string(skewedBelow(bound)); };
    line.text = "10." + byte(8) + "." + byte(256) + "." + byte(256) + " - " + word() + " [" + stamp.data() +
                "] \"" + method + " /" + word() + "/" + word() + "-" + word() + "/" + word() +
                std::to_string(skewedBelow(9000)) + "." + kEndings[skewedBelow(kEndings.size())] +
                "?session=" + std::to_string(m_random() % 100'000'000) + " HTTP/1.1\" " +
                std::to_string(status) + " " + std::to_string(line.size) + " \"https://" + word() +
                ".example.org/" + word() + "\" \"" + kAgents[skewedBelow(kAgents.size())] + "\"";
    return line;
}

} // namespace explorer::bench
