#pragma once

#include "core/api/suggest.h"
#include "core/query/editor.h"
#include "ui/explore/completionpopup.h"

namespace explorer::ui
{

/// What is offered at once, without a call: fields, operators and keywords. Pure.
std::vector<Completion> localCompletions(const query::CompletionContext &context, const api::Schema &schema);

/// The server's suggestions, with types, counts and what they are. `prefix` leaves those out that do not hold
/// it any more, because typing went on. Pure.
std::vector<Completion> suggestedCompletions(const api::SuggestAnswer &answer, const QString &prefix);

} // namespace explorer::ui
