#pragma once

#include "ui/client/apifailure.h"
#include "ui/widgets/theme.h"

namespace explorer::ui
{

/// A sentence marked with QT_TRANSLATE_NOOP("Failure", ...), in the language of the interface.
QString failureSentence(const char *source);
/// The heading of a failure, by kind and status.
QString failureTitle(const ApiFailure &failure);
/// The name of its icon: offline, no permission and an error differ in shape, not only in colour.
QString failureIcon(const ApiFailure &failure);
Theme::Role failureRole(const ApiFailure &failure);
/// For the clipboard: everything that helps who looks into it, with the request id; no tokens, no bodies.
QString failureDetails(const ApiFailure &failure);
/// A translated sentence for a reason that we know; the server's own words otherwise.
QString failureMessage(const std::string &reason, int status, const QString &detail);

} // namespace explorer::ui
