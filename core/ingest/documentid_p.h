#pragma once

#include "core/base/clock.h"
#include "core/ingest/parseddocument_p.h"

namespace explorer::ingest
{

constexpr std::size_t kIdLimitBytes = 512;

/// The id that a document brings along: nothing where it has none; a problem where its `id` cannot be one.
/// Numbers are taken as their text.
struct FoundId {
    std::optional<std::string> id;
    std::optional<Problem> problem;
};
FoundId findId(simdjson::dom::element root, std::string_view json);

/// The problem of an id from elsewhere (a path), where it has one.
std::optional<Problem> checkId(std::string_view id);

/// The object's text with the id as its first member.
std::string withId(std::string_view json, std::string_view id);

} // namespace explorer::ingest
