#include "server/http/target_p.h"

#include "server/http/text_p.h"

namespace explorer::http
{
namespace
{

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool decode(std::string_view text, bool plusIsSpace, std::string &out)
{
    out.clear();
    out.reserve(text.size());
    bool needsCheck = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size())
                return false;
            const int high = hexValue(text[i + 1]);
            const int low = hexValue(text[i + 2]);
            if (high < 0 || low < 0)
                return false;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plusIsSpace) {
            c = ' ';
        }
        if (c == '\0')
            return false;
        needsCheck = needsCheck || static_cast<unsigned char>(c) >= 0x80;
        out.push_back(c);
    }
    return !needsCheck || isUtf8(out);
}

tl::unexpected<Error> malformed(std::string message)
{
    return fail(ErrorCode::InvalidArgument, "malformed_request", std::move(message));
}

Result<void> parseQuery(std::string_view text, Target &target)
{
    while (!text.empty()) {
        const std::string_view pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(pair.size() + 1, text.size()));
        if (pair.empty())
            continue;
        const std::size_t equals = pair.find('=');
        std::string name;
        std::string value;
        if (!decode(pair.substr(0, equals), true, name) ||
            (equals != std::string_view::npos && !decode(pair.substr(equals + 1), true, value)))
            return malformed(
                "The query string has a broken escape or is no UTF-8. Encode it as %XX by byte.");
        target.query.emplace_back(std::move(name), std::move(value));
    }
    return {};
}

Result<void> parsePath(std::string_view path, Target &target)
{
    if (path == "/")
        return {};
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::string_view raw = path.substr(0, path.find('/'));
        path.remove_prefix(raw.size());
        std::string segment;
        if (!decode(raw, false, segment))
            return malformed("The path has a broken escape or is no UTF-8. Encode it as %XX by byte.");
        target.segments.push_back(std::move(segment));
    }
    return {};
}

} // namespace

Result<Target> parseTarget(std::string_view text)
{
    Target target;
    if (text.find('#') != std::string_view::npos)
        return malformed("The request target has a fragment. Send the part before # only.");
    if (!text.empty() && text.front() != '/' && text != "*") {
        const std::size_t scheme = text.find("://");
        const std::string name = toLower(text.substr(0, std::min(scheme, text.size())));
        if (scheme == std::string_view::npos || (name != "http" && name != "https"))
            return malformed("The request target is neither a path nor an http address.");
        text.remove_prefix(scheme + 3);
        target.authority = toLower(text.substr(0, text.find_first_of("/?")));
        text.remove_prefix(target.authority.size());
        if (target.authority.empty() || target.authority.find('@') != std::string::npos)
            return malformed("The request target names no plain host.");
    }
    const std::size_t question = text.find('?');
    const std::string_view path = text.substr(0, question);
    if (auto parsed = parsePath(path.empty() ? "/" : path, target); !parsed)
        return fail(std::move(parsed.error()));
    if (question != std::string_view::npos) {
        if (auto parsed = parseQuery(text.substr(question + 1), target); !parsed)
            return fail(std::move(parsed.error()));
    }
    return target;
}

} // namespace explorer::http
