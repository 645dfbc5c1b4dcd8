#pragma once

#include <string>
#include <string_view>

namespace explorer::query
{

/// The text with letters and their marks joined where Unicode has one character for both (NFC): `e` and
/// U+0301 become `é`. Every term in the index and in a query is in this form, so that both ways of writing
/// find each other. Costs one look at the bytes where nothing can be joined.
std::string composed(std::string_view text);

/// False: composed() would change nothing.
bool mayCompose(std::string_view text);

/// What a keyword's value is found by: itself, or what was composed of it in `room`. Null where it is longer
/// than a term can be (16,383 code points, 32,766 bytes): such a value only exists.
const std::string *keywordTerm(const std::string &value, std::string &room);

} // namespace explorer::query
