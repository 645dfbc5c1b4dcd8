#pragma once

#include "core/api/search.h"

#include <initializer_list>

namespace explorer::api
{

/// Collects what is wrong with a body, so that one answer tells everything.
class Problems
{
public:
    /// `prefix` stands before the pointers of the error's details; an error without details gets `pointer`.
    void note(const Error &error, std::string_view prefix = {}, std::string_view pointer = {});
    void note(const Result<void> &result, std::string_view prefix = {});
    /// The first problem speaks for all; nothing where there was none.
    [[nodiscard]] Result<void> finish() const;

private:
    Error m_error;
};

/// Reads the named members, which have the same meaning in every body that names a part of a search.
Result<SearchRequest> readSearchPart(const nlohmann::json &json,
                                     std::initializer_list<std::string_view> members);

Error answerUnreadable(const std::string &why);

} // namespace explorer::api
