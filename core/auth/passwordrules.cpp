#include "core/auth/passwordrules.h"

#include <QString>

namespace explorer::auth
{
namespace
{

constexpr qsizetype kLeastCharacters = 12;
constexpr qsizetype kMostCharacters = 128;
constexpr qsizetype kLongestPattern = 4;
constexpr qsizetype kShortestTellingName = 3;

tl::unexpected<Error> weak(std::string message)
{
    return fail(ErrorCode::InvalidArgument, "password_weak",
                std::move(message) +
                    " A few unrelated words make a password that is strong and easy to keep.");
}

/// `abcabcabcabc`, `aaaaaaaaaaaa`.
bool isRepetition(const std::u32string &text)
{
    for (std::size_t period = 1; period <= kLongestPattern && period < text.size(); ++period) {
        bool holds = true;
        for (std::size_t i = period; i < text.size() && holds; ++i)
            holds = text[i] == text[i - period];
        if (holds)
            return true;
    }
    return false;
}

/// Steps of one through the alphabet, the digits, or a row of the keyboard, up or down, for all but two
/// characters.
bool isSequence(const std::u32string &text)
{
    static constexpr std::u32string_view kRows = U"qwertyuiopasdfghjklzxcvbnm";
    static constexpr std::u32string_view kDigits = U"12345678901234567890";
    const auto follows = [](char32_t left, char32_t right) {
        if (right == left + 1 || left == right + 1)
            return true;
        for (const std::u32string_view row : {kRows, kDigits}) {
            for (std::size_t i = 0; i + 1 < row.size(); ++i) {
                if ((row[i] == left && row[i + 1] == right) || (row[i] == right && row[i + 1] == left))
                    return true;
            }
        }
        return false;
    };
    std::size_t breaks = 0;
    for (std::size_t i = 1; i < text.size(); ++i)
        breaks += follows(text[i - 1], text[i]) ? 0 : 1;
    return breaks <= 2;
}

} // namespace

Result<void> checkPassword(const std::string &userName, const std::string &password)
{
    const QString text =
        QString::fromStdString(password).normalized(QString::NormalizationForm_KC).toCaseFolded();
    const std::u32string characters = text.toStdU32String();
    const auto length = QString::fromStdString(password).toUcs4().size();
    if (length < kLeastCharacters)
        return weak("The password has " + std::to_string(length) + " characters and needs at least 12.");
    if (length > kMostCharacters)
        return weak("The password has " + std::to_string(length) + " characters and may have at most 128.");
    const QString name =
        QString::fromStdString(userName).normalized(QString::NormalizationForm_KC).toCaseFolded();
    if (name.size() >= kShortestTellingName && text.contains(name))
        return weak("The password contains the account's name, which is tried first.");
    if (isRepetition(characters))
        return weak("The password repeats a few characters, which is tried first.");
    if (isSequence(characters))
        return weak("The password follows the alphabet, the digits or the keyboard, which is tried first.");
    if (isCommonPassword(text.toStdString()))
        return weak("The password is among the best-known ones, which are tried first.");
    return {};
}

} // namespace explorer::auth
