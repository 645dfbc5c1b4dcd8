#include "core/ingest/documentid_p.h"

#include "core/api/jsonscanner.h"

namespace explorer::ingest
{
namespace
{

using simdjson::dom::element_type;

Problem idProblem(std::string message)
{
    return {"structure", "id_invalid", std::move(message), "/id", {"string", "number"}};
}

/// The text of the root's member `id`, cut out of a document that is known to be valid.
std::string_view memberText(std::string_view json)
{
    constexpr std::string_view space = " \t\r\n";
    std::size_t at = json.find('{') + 1;
    for (;;) {
        at = json.find_first_not_of(space, at);
        if (at == std::string_view::npos || json[at] == '}')
            return {};
        const std::string_view key = json.substr(at, api::findJsonValue(json.substr(at), true)->length);
        at = json.find_first_not_of(space, json.find(':', at + key.size()) + 1);
        const std::string_view value = json.substr(at, api::findJsonValue(json.substr(at), true)->length);
        if (key == "\"id\"")
            return value;
        at = json.find_first_of(",}", at + value.size());
        if (json[at] == ',')
            ++at;
    }
}

} // namespace

std::optional<Problem> checkId(std::string_view id)
{
    if (id.empty())
        return idProblem("The id is empty. Leave it out, and one is made.");
    if (id.size() > kIdLimitBytes)
        return idProblem("The id is longer than " + std::to_string(kIdLimitBytes) + " bytes.");
    if (id.find('\0') != std::string_view::npos || !simdjson::validate_utf8(id.data(), id.size()))
        return idProblem("The id is not valid UTF-8 without NUL characters.");
    return std::nullopt;
}

FoundId findId(simdjson::dom::element root, std::string_view json)
{
    simdjson::dom::element value;
    if (root["id"].get(value) != simdjson::SUCCESS)
        return {};
    FoundId found;
    switch (value.type()) {
    case element_type::STRING:
        found.id = std::string(std::string_view(value));
        break;
    case element_type::INT64:
        found.id = std::to_string(std::int64_t(value));
        break;
    case element_type::UINT64:
        found.id = std::to_string(std::uint64_t(value));
        break;
    case element_type::DOUBLE:
        // As written: 1.50 and 1.5 are two ids.
        found.id = std::string(memberText(json));
        break;
    default:
        found.problem = idProblem("The id is neither a string nor a number.");
        return found;
    }
    found.problem = checkId(*found.id);
    return found;
}

std::string withId(std::string_view json, std::string_view id)
{
    const std::size_t behindBrace = json.find('{') + 1;
    const std::string_view rest = json.substr(behindBrace);
    std::string made;
    made.reserve(json.size() + id.size() + 10);
    made += "{\"id\":";
    appendJsonString(made, id);
    if (trimmed(rest).front() != '}')
        made += ',';
    return made.append(rest);
}

} // namespace explorer::ingest
