#include "core/ingest/stages/schemauri_p.h"

#include <cctype>
#include <charconv>
#include <vector>

namespace explorer::ingest
{
namespace
{

/// Behind `scheme:`; 0 where there is none.
std::size_t schemeEnd(std::string_view uri)
{
    const std::size_t colon = uri.find(':');
    if (colon == std::string_view::npos || colon == 0 || uri.find('/') < colon)
        return 0;
    return colon + 1;
}

/// Where the path begins: behind `scheme://authority`.
std::size_t pathBegin(std::string_view uri)
{
    const std::size_t begin = schemeEnd(uri);
    if (uri.substr(begin, 2) != "//")
        return begin;
    return std::min(uri.find('/', begin + 2), uri.size());
}

std::string withoutDots(std::string_view path)
{
    std::vector<std::string_view> kept;
    const bool isRooted = path.starts_with('/');
    std::size_t at = isRooted ? 1 : 0;
    bool endsInFolder = false;
    while (at <= path.size()) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string_view part = path.substr(at, end - at);
        endsInFolder = part == "." || part == "..";
        if (part == ".." && !kept.empty())
            kept.pop_back();
        if (!endsInFolder)
            kept.push_back(part);
        at = end + 1;
    }
    std::string joined = isRooted ? "/" : "";
    for (std::size_t i = 0; i < kept.size(); ++i)
        joined.append(i == 0 ? "" : "/").append(kept[i]);
    return endsInFolder ? joined + "/" : joined;
}

} // namespace

std::string resolveUri(std::string_view base, std::string_view reference)
{
    reference = reference.substr(0, reference.find('#'));
    if (reference.empty())
        return std::string(base);
    if (schemeEnd(reference) > 0)
        return std::string(reference);
    if (reference.starts_with("//"))
        return std::string(base.substr(0, schemeEnd(base))).append(reference);
    const std::size_t path = pathBegin(base);
    if (reference.starts_with('/'))
        return std::string(base.substr(0, path)) + withoutDots(reference);
    const std::size_t slash = base.rfind('/');
    const std::string folder = slash == std::string_view::npos || slash < path
                                   ? std::string(path > 0 && path == base.size() ? "/" : "")
                                   : std::string(base.substr(path, slash + 1 - path));
    return std::string(base.substr(0, path)) + withoutDots(folder + std::string(reference));
}

std::string fragmentOf(std::string_view reference)
{
    const std::size_t hash = reference.find('#');
    std::string decoded;
    if (hash == std::string_view::npos)
        return decoded;
    for (std::size_t at = hash + 1; at < reference.size(); ++at) {
        unsigned byte = 0;
        const char *const digits = reference.data() + at + 1;
        if (reference[at] == '%' && at + 2 < reference.size() &&
            std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
            decoded += static_cast<char>(byte);
            at += 2;
        } else {
            decoded += reference[at];
        }
    }
    return decoded;
}

} // namespace explorer::ingest
