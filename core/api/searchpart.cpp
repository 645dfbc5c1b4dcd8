#include "core/api/searchpart_p.h"

namespace explorer::api
{

void Problems::note(const Error &error, std::string_view prefix, std::string_view pointer)
{
    if (m_error.details.empty()) {
        m_error.code = error.code;
        m_error.reason = error.reason;
        m_error.message = error.message;
    }
    if (error.details.empty()) {
        ErrorDetail detail;
        detail.code = error.reason;
        detail.message = error.message;
        detail.pointer = std::string(prefix) + std::string(pointer);
        m_error.details.push_back(std::move(detail));
    }
    for (ErrorDetail detail : error.details) {
        detail.pointer = std::string(prefix) + detail.pointer;
        m_error.details.push_back(std::move(detail));
    }
}

void Problems::note(const Result<void> &result, std::string_view prefix)
{
    if (!result)
        note(result.error(), prefix);
}

Result<void> Problems::finish() const
{
    if (m_error.details.empty())
        return {};
    return fail(m_error);
}

Result<SearchRequest> readSearchPart(const nlohmann::json &json,
                                     std::initializer_list<std::string_view> members)
{
    nlohmann::json part = nlohmann::json::object();
    for (const std::string_view member : members) {
        if (const auto found = json.find(member); found != json.end())
            part[std::string(member)] = *found;
    }
    return searchRequestFromJson(part);
}

Error answerUnreadable(const std::string &why)
{
    return makeError(ErrorCode::Internal, "answer_unreadable",
                     "The server's answer is not what this program understands: " + why);
}

} // namespace explorer::api
