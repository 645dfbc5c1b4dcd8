#include "core/api/wire.h"

#include <algorithm>

namespace explorer::api
{
namespace
{

constexpr int kDepthLimit = 32;

bool isTooDeep(std::string_view body)
{
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < body.size(); ++i) {
        const char c = body[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kDepthLimit)
                return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

} // namespace

Result<void> requireKnownMembers(const nlohmann::json &object, std::initializer_list<std::string_view> known)
{
    Error error = makeError(ErrorCode::InvalidArgument, "unknown_member", "");
    for (const auto &[key, value] : object.items()) {
        if (std::find(known.begin(), known.end(), key) != known.end())
            continue;
        ErrorDetail detail;
        detail.code = "unknown_member";
        detail.pointer = "/" + key;
        detail.message = key + " is not known here.";
        error.details.push_back(std::move(detail));
    }
    if (error.details.empty())
        return {};
    error.message = error.details.front().message + " Remove it, or check its spelling.";
    return fail(std::move(error));
}

Result<nlohmann::json> parseObject(std::string_view body)
{
    if (isTooDeep(body))
        return fail(ErrorCode::InvalidArgument, "too_deep", "The JSON is nested deeper than 32 levels.");
    try {
        nlohmann::json json = nlohmann::json::parse(body);
        if (!json.is_object())
            return fail(ErrorCode::InvalidArgument, "not_an_object", "The body must be one JSON object.");
        return json;
    } catch (const nlohmann::json::parse_error &failure) {
        Error error =
            makeError(ErrorCode::InvalidArgument, "syntax",
                      "The body is no valid JSON: it breaks at byte " + std::to_string(failure.byte) + ".");
        ErrorDetail detail;
        detail.code = "syntax";
        detail.message = error.message;
        detail.offset = failure.byte > 0 ? failure.byte - 1 : 0;
        error.details.push_back(std::move(detail));
        return fail(std::move(error));
    } catch (const nlohmann::json::exception &) {
        return fail(ErrorCode::InvalidArgument, "syntax", "The body is no valid JSON.");
    }
}

nlohmann::json toJson(const ErrorDetail &detail)
{
    nlohmann::json json{{"code", detail.code}, {"message", detail.message}};
    if (!detail.pointer.empty())
        json["pointer"] = detail.pointer;
    if (detail.offset) {
        json["offset"] = *detail.offset;
        json["length"] = detail.length;
    }
    if (detail.line > 0) {
        json["line"] = detail.line;
        json["column"] = detail.column;
    }
    if (!detail.expected.empty())
        json["expected"] = detail.expected;
    if (detail.fix)
        json["fix"] = *detail.fix;
    return json;
}

ErrorDetail errorDetailFromJson(const nlohmann::json &json)
{
    ErrorDetail detail;
    if (!json.is_object())
        return detail;
    detail.code = json.value("code", "");
    detail.message = json.value("message", "");
    detail.pointer = json.value("pointer", "");
    if (json.contains("offset"))
        detail.offset = json.value("offset", std::size_t{0});
    detail.length = json.value("length", std::size_t{0});
    detail.line = json.value("line", 0);
    detail.column = json.value("column", 0);
    detail.expected = json.value("expected", std::vector<std::string>{});
    if (json.contains("fix"))
        detail.fix = json.value("fix", "");
    return detail;
}

} // namespace explorer::api
