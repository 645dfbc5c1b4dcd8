#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// How our texts and numbers are written as the library's terms.
namespace explorer::index
{

/// Values with more code points are not indexed (the library's own limit of a term).
inline constexpr std::size_t kMaxTermCodePoints = 16'383;
/// Positions between the elements of an array, so that no phrase runs across.
inline constexpr int kPositionGap = 100;
/// Raised when what is written changes; part of the schema hash, so that an older index is rebuilt.
inline constexpr std::string_view kFormatVersion = "lucene-3";

inline constexpr const wchar_t *kIdField = L"_id";
inline constexpr const wchar_t *kExistsField = L"_exists";

/// Appends UTF-8 as code points; what is no UTF-8 becomes U+FFFD. The number appended.
std::size_t appendWide(std::string_view utf8, std::wstring &target);
std::wstring toWide(std::string_view utf8);
void appendUtf8(std::wstring_view text, std::string &target);
std::string toUtf8(std::wstring_view text);
/// UTF-8 as it stands in the index: what is no UTF-8 is replaced.
std::string indexedText(std::string_view utf8);

/// A schema field's name in the index: `id` is the document's id; a leading `_` is doubled, since the index's
/// own fields begin with one.
std::wstring indexedField(std::string_view field);
std::string indexedFieldUtf8(std::string_view field);

/// A 64-bit number as a term that sorts like it: the library's prefix code of precision step 64 (shift 0).
inline constexpr std::size_t kNumericTermLength = 11;
std::array<wchar_t, kNumericTermLength> encodeNumber(std::int64_t value);
std::int64_t decodeNumber(std::wstring_view term);

/// Order-preserving; -0.0 is 0.0.
std::int64_t sortableFromDouble(double value);
double doubleFromSortable(std::int64_t value);

} // namespace explorer::index
