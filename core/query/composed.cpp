#include "core/query/composed.h"

#include "core/query/utf8_p.h"

#include <QString>

#include <algorithm>

namespace explorer::query
{

bool mayCompose(std::string_view text)
{
    // The first combining mark, U+0300, begins with this byte; before it every character stands for itself.
    constexpr unsigned char kFirstMark = 0xCC;
    return std::any_of(text.begin(), text.end(),
                       [](char byte) { return static_cast<unsigned char>(byte) >= kFirstMark; });
}

std::string composed(std::string_view text)
{
    if (!mayCompose(text))
        return std::string(text);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
        .normalized(QString::NormalizationForm_C)
        .toStdString();
}

const std::string *keywordTerm(const std::string &value, std::string &room)
{
    constexpr std::size_t kMostCodePoints = 16'383;
    constexpr std::size_t kMostBytes = 32'766;
    const std::string *term = &value;
    if (mayCompose(value))
        term = &(room = composed(value));
    if (term->size() <= kMostCodePoints)
        return term;
    return term->size() <= kMostBytes && countCodePoints(*term) <= kMostCodePoints ? term : nullptr;
}

} // namespace explorer::query
