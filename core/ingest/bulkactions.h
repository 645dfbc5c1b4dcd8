#pragma once

#include "core/base/result.h"
#include "core/ingest/record.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::ingest
{

/// One action of a `_bulk` body, as existing shippers send them: a line that says what is to be done, and but
/// for a deletion a line with the document, or what an update changes of it.
struct BulkAction {
    Action action = Action::Index;
    std::string collection;
    /// Empty: made.
    std::string id;
    std::string_view source;
    /// Of the action line, from 1.
    std::int64_t line = 0;
    /// `if_seq_no`: only where the document stands at it.
    std::optional<std::int64_t> expectedSequence;
};

/// InvalidArgument: "syntax" (with the line: an action line that is none, a document line that is missing),
/// "too_large" (more than `limit` actions). `collection` is for actions that name none.
Result<std::vector<BulkAction>> readBulkActions(std::string_view body, const std::string &collection,
                                                int limit);

/// What an update says: the members to set, objects in objects kept, and what to store where there is no
/// document.
struct BulkUpdate {
    std::string changes;
    std::optional<std::string> upsert;
};
/// InvalidArgument ("update_invalid").
Result<BulkUpdate> readBulkUpdate(std::string_view source);
/// The document with the members of `changes` set. InvalidArgument ("update_invalid") where one of them is no
/// JSON object.
Result<std::string> withChanges(std::string_view document, std::string_view changes);

} // namespace explorer::ingest
