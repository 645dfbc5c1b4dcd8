#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace explorer::ingest
{

/// Why a record is not let in, and by which stage: reception, structure or types.
struct Problem {
    std::string stage;
    std::string code;
    std::string message;
    std::string pointer;
    std::vector<std::string> expected;
};

ErrorDetail toDetail(const Problem &problem);

/// One record on its way through the stages. The views point into the request's body, or into `made` where
/// the record's JSON was made from a CSV row or got an id.
struct Record {
    /// Line of the body where it begins, from 1.
    std::int64_t line = 0;
    /// As it came in: what the quarantine keeps.
    std::string_view raw;
    /// Its JSON, if that is not `raw`.
    std::string made;
    std::string id;
    std::optional<Problem> problem;

    [[nodiscard]] std::string_view json() const { return made.empty() ? raw : std::string_view(made); }
};

/// `raw` with a reference token appended (RFC 6901).
std::string withPointerToken(std::string_view token, std::string_view rest);

/// A JSON string literal of the UTF-8 text, quotes included.
void appendJsonString(std::string &out, std::string_view text);

/// Without white space of JSON at both ends.
std::string_view trimmed(std::string_view text);

} // namespace explorer::ingest
