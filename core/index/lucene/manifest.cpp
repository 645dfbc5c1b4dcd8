#include "core/index/lucene/manifest.h"

#include "core/base/fileops.h"

#include <nlohmann/json.hpp>
#include <sodium.h>

#include <array>
#include <fstream>
#include <set>

namespace explorer::index
{
namespace
{

constexpr std::string_view kFileName = "manifest.json";
constexpr std::size_t kHashBytes = 32;

nlohmann::json toJson(const Manifest::Commit &commit)
{
    return {{"segments_file", commit.segmentsFile},
            {"sequence", commit.point.sequence},
            {"generation", commit.point.generation},
            {"schema_hash", commit.point.schemaHash},
            {"files", commit.files}};
}

Manifest::Commit commitFromJson(const nlohmann::json &json)
{
    return {json.at("segments_file").get<std::string>(),
            {json.at("sequence").get<std::int64_t>(), json.at("generation").get<std::int64_t>(),
             json.at("schema_hash").get<std::string>()},
            json.at("files").get<std::vector<std::string>>()};
}

std::string hashText(std::string_view content)
{
    std::array<unsigned char, kHashBytes> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char *>(content.data()),
                       content.size(), nullptr, 0);
    std::array<char, kHashBytes * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

tl::unexpected<Error> unreadable(const std::filesystem::path &directory)
{
    return fail(ErrorCode::Corrupt, "index_corrupt",
                "The manifest of the index in " + directory.string() +
                    " cannot be read; the index is rebuilt.");
}

/// Files already read and found good are not read again for the older commit.
bool holds(const std::filesystem::path &directory, const Manifest &manifest, const Manifest::Commit &commit,
           std::set<std::string> &good)
{
    for (const std::string &name : commit.files) {
        if (good.contains(name))
            continue;
        const auto known = manifest.files.find(name);
        if (known == manifest.files.end())
            return false;
        const auto found = hashFile(directory / name);
        if (!found || *found != known->second)
            return false;
        good.insert(name);
    }
    return true;
}

/// A name that no commit has any more may come again with other content.
void forgetOtherFiles(Manifest &manifest)
{
    std::set<std::string> named;
    for (const Manifest::Commit &commit : manifest.commits)
        named.insert(commit.files.begin(), commit.files.end());
    std::erase_if(manifest.files, [&named](const auto &file) { return !named.contains(file.first); });
}

bool isSegmentsFile(const std::string &name) { return name.starts_with("segments_"); }

/// A commit that no manifest names was interrupted; the library would take it for the newest.
void removeOtherCommits(const std::filesystem::path &directory, const Manifest &manifest)
{
    std::error_code ignored;
    for (const auto &entry : std::filesystem::directory_iterator(directory, ignored)) {
        const std::string name = entry.path().filename().string();
        const bool named = std::any_of(manifest.commits.begin(), manifest.commits.end(),
                                       [&name](const auto &commit) { return commit.segmentsFile == name; });
        if ((isSegmentsFile(name) && !named) || name == "segments.gen")
            std::filesystem::remove(entry.path(), ignored);
    }
}

bool holdsAnyIndex(const std::filesystem::path &directory)
{
    std::error_code ignored;
    for (const auto &entry : std::filesystem::directory_iterator(directory, ignored)) {
        if (isSegmentsFile(entry.path().filename().string()))
            return true;
    }
    return false;
}

} // namespace

Result<std::optional<Manifest>> Manifest::load(const std::filesystem::path &directory)
{
    auto text = readFile(directory / kFileName);
    if (!text && text.error().code == ErrorCode::NotFound)
        return std::nullopt;
    if (!text)
        return fail(std::move(text.error()));
    // The last line is the hash of all before it.
    const std::size_t end = text->rfind('\n');
    if (end == std::string::npos || hashText(std::string_view(*text).substr(0, end)) != text->substr(end + 1))
        return unreadable(directory);
    try {
        const auto json = nlohmann::json::parse(std::string_view(*text).substr(0, end));
        Manifest manifest;
        for (const auto &commit : json.at("commits"))
            manifest.commits.push_back(commitFromJson(commit));
        for (const auto &[name, file] : json.at("files").items())
            manifest.files[name] = {file.at(0).get<std::int64_t>(), file.at(1).get<std::string>()};
        return manifest;
    } catch (const nlohmann::json::exception &) {
        return unreadable(directory);
    }
}

Result<void> Manifest::save(const std::filesystem::path &directory) const
{
    nlohmann::json json{{"commits", nlohmann::json::array()}, {"files", nlohmann::json::object()}};
    for (const Commit &commit : commits)
        json["commits"].push_back(toJson(commit));
    for (const auto &[name, file] : files)
        json["files"][name] = {file.sizeBytes, file.hash};
    const std::string text = json.dump();
    return writeFileAtomically(directory / kFileName, text + '\n' + hashText(text));
}

Result<void> Manifest::add(const std::filesystem::path &directory, Commit commit)
{
    // Nothing changed since: the same commit at a newer point.
    if (!commits.empty() && commits.front().segmentsFile == commit.segmentsFile)
        commits.erase(commits.begin());
    commits.insert(commits.begin(), std::move(commit));
    if (commits.size() > 2)
        commits.resize(2);
    std::map<std::string, File> kept;
    for (const Commit &each : commits) {
        for (const std::string &name : each.files) {
            if (kept.contains(name))
                continue;
            if (const auto known = files.find(name); known != files.end()) {
                kept.insert(*known);
                continue;
            }
            auto file = hashFile(directory / name);
            if (!file)
                return fail(std::move(file.error()));
            kept.emplace(name, std::move(*file));
        }
    }
    files = std::move(kept);
    return {};
}

Result<Manifest::File> hashFile(const std::filesystem::path &path)
{
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        return fail(ErrorCode::Corrupt, "index_corrupt",
                    "The index file " + path.string() + " cannot be read.");
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, kHashBytes);
    std::vector<char> buffer(std::size_t{256} * 1024);
    Manifest::File file;
    while (stream) {
        stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        const auto count = stream.gcount();
        file.sizeBytes += count;
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(buffer.data()),
                                  static_cast<unsigned long long>(count));
    }
    if (stream.bad())
        return fail(ErrorCode::Io, "index_io", "The index file " + path.string() + " cannot be read.");
    std::array<unsigned char, kHashBytes> hash{};
    crypto_generichash_final(&state, hash.data(), hash.size());
    std::array<char, kHashBytes * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    file.hash = hex.data();
    return file;
}

Result<std::optional<Manifest>> verifyDirectory(const std::filesystem::path &directory)
{
    auto manifest = Manifest::load(directory);
    if (!manifest)
        return manifest;
    if (!manifest->has_value() || (*manifest)->commits.empty()) {
        if (holdsAnyIndex(directory))
            return fail(ErrorCode::Corrupt, "index_corrupt",
                        "The index in " + directory.string() + " has no manifest; it is rebuilt.");
        return std::nullopt;
    }
    std::set<std::string> good;
    while (!(*manifest)->commits.empty()) {
        if (holds(directory, **manifest, (*manifest)->commits.front(), good)) {
            removeOtherCommits(directory, **manifest);
            forgetOtherFiles(**manifest);
            return manifest;
        }
        (*manifest)->commits.erase((*manifest)->commits.begin());
    }
    return fail(ErrorCode::Corrupt, "index_corrupt",
                "A file of the index in " + directory.string() +
                    " is damaged or missing; the index is rebuilt.");
}

} // namespace explorer::index
