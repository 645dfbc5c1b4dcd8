#include "ui/client/sentence_p.h"

namespace explorer::ui
{

namespace
{

/// The digit of a placeholder at `at`, or 0.
int placeholderAt(const QString &text, qsizetype at)
{
    if (at + 1 >= text.size() || text[at] != QLatin1Char('%'))
        return 0;
    const int digit = text[at + 1].digitValue();
    return digit > 0 ? digit : 0;
}

QStringList wordsOf(const QString &pattern)
{
    QStringList words{QString()};
    for (qsizetype at = 0; at < pattern.size(); ++at) {
        if (placeholderAt(pattern, at) > 0) {
            words.append(QString());
            ++at;
        } else {
            words.last() += pattern[at];
        }
    }
    return words;
}

} // namespace

std::optional<QStringList> matchSentence(const QString &pattern, const QString &text)
{
    const QStringList words = wordsOf(pattern);
    if (words.size() == 1)
        return text == pattern ? std::optional(QStringList()) : std::nullopt;
    if (!text.startsWith(words.first()))
        return std::nullopt;
    QStringList parts;
    qsizetype from = words.first().size();
    for (qsizetype i = 1; i < words.size(); ++i) {
        const bool isLast = i + 1 == words.size();
        const qsizetype end = isLast ? text.size() - words[i].size() : text.indexOf(words[i], from);
        if (end < from || (isLast && !text.endsWith(words[i])))
            return std::nullopt;
        parts.append(text.mid(from, end - from));
        from = end + words[i].size();
    }
    return parts;
}

QString fillSentence(const QString &pattern, const QStringList &parts)
{
    QString filled;
    for (qsizetype at = 0; at < pattern.size(); ++at) {
        const int number = placeholderAt(pattern, at);
        if (number > 0 && number <= parts.size()) {
            filled += parts[number - 1];
            ++at;
        } else {
            filled += pattern[at];
        }
    }
    return filled;
}

} // namespace explorer::ui
