#pragma once

#include "core/api/documents.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace explorer::ingest
{

/// Why a record is not let in, and by which stage: reception, structure, types, rules, security or
/// enrichment.
struct Problem {
    std::string stage;
    std::string code;
    std::string message;
    std::string pointer;
    std::vector<std::string> expected;
    /// The business rule or signature that it broke.
    std::string rule = {};
    /// It is not even kept in the quarantine.
    bool isRefused = false;
};

ErrorDetail toDetail(const Problem &problem);

/// What is to become of a record; all but Index come by `_bulk` only.
enum class Action : std::uint8_t { Index, Create, Update, Delete };

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
    Action action = Action::Index;
    /// Only where the document stands at it (0: only where there is none).
    std::optional<std::int64_t> expectedSequence;
    std::optional<Problem> problem;
    /// Of the quarantined record that it is a replay of; empty: none.
    std::string replayOf = {};
    std::int64_t replayVersion = 0;
    /// Its JSON was made from something else (a CSV row, a log line), so the quarantine keeps both.
    bool isConverted = false;
    /// What the stages did to it.
    std::vector<api::StageChange> changes;

    /// Not stopped yet, and brings a document.
    [[nodiscard]] bool needsStages() const { return !problem && action != Action::Delete; }
    [[nodiscard]] std::string_view json() const { return made.empty() ? raw : std::string_view(made); }
};

/// The stages in their order, each with what it changed, and at the end the one that stopped it; JSON.
std::string trailOf(const Record &record);

/// A pointer with each index as `*`: what all records that fail alike share.
std::string patternOf(std::string_view pointer);

/// `raw` with a reference token appended (RFC 6901).
std::string withPointerToken(std::string_view token, std::string_view rest);

/// A JSON string literal of the UTF-8 text, quotes included.
void appendJsonString(std::string &out, std::string_view text);

/// Without white space of JSON at both ends.
std::string_view trimmed(std::string_view text);

} // namespace explorer::ingest
