#include "ui/explore/completionlist.h"

#include "ui/explore/fieldtype.h"

#include <QCoreApplication>
#include <QLocale>

namespace explorer::ui
{

namespace
{

using Wanted = query::CompletionContext::Wanted;

constexpr std::size_t kMostFields = 50;

QString said(const char *text) { return QCoreApplication::translate("Completions", text); }

QString operatorMeaning(const QString &text)
{
    if (text == QStringLiteral(":"))
        return said(QT_TRANSLATE_NOOP("Completions", "holds"));
    if (text == QStringLiteral(">="))
        return said(QT_TRANSLATE_NOOP("Completions", "at least"));
    if (text == QStringLiteral("<="))
        return said(QT_TRANSLATE_NOOP("Completions", "at most"));
    return text == QStringLiteral(">") ? said(QT_TRANSLATE_NOOP("Completions", "more than"))
                                       : said(QT_TRANSLATE_NOOP("Completions", "less than"));
}

Completion operatorCompletion(const QString &text) { return {text, text, operatorMeaning(text), {}}; }

Completion keywordCompletion(const QString &word)
{
    return {word, word, said(QT_TRANSLATE_NOOP("Completions", "keyword")), {}};
}

Completion fieldCompletion(const QString &name, const QString &insert, api::FieldType type)
{
    return {name, insert, fieldTypeName(type), fieldTypeIcon(type)};
}

Completion suggested(const api::SuggestItem &item)
{
    const QString text = QString::fromStdString(item.text);
    const QString insert = QString::fromStdString(item.insert);
    const auto type = api::fieldTypeFromString(item.type);
    if (item.kind == "field")
        return fieldCompletion(text, insert, type.value_or(api::FieldType::Keyword));
    if (item.kind == "operator")
        return operatorCompletion(text);
    if (item.kind == "keyword")
        return keywordCompletion(text);
    if (item.kind == "history")
        return {text, insert, said(QT_TRANSLATE_NOOP("Completions", "earlier search")),
                QStringLiteral("clock")};
    return {text, insert, item.count ? QLocale().toString(qint64(*item.count)) : QString(),
            type ? fieldTypeIcon(*type) : QString()};
}

} // namespace

std::vector<Completion> localCompletions(const query::CompletionContext &context, const api::Schema &schema)
{
    std::vector<Completion> completions;
    const QString prefix = QString::fromStdString(context.prefix);
    if (context.wanted == Wanted::FieldOrTerm) {
        for (const std::string &name : query::completeField(schema, context.prefix)) {
            const api::Field *field = schema.find(name);
            const QString text = QString::fromStdString(name);
            completions.push_back(fieldCompletion(text, text + QLatin1Char(':'),
                                                  field ? field->type : api::FieldType::Keyword));
            if (completions.size() == kMostFields)
                break;
        }
    } else if (context.wanted == Wanted::Operator) {
        for (const char *op : {":", ">=", "<=", ">", "<"})
            completions.push_back(operatorCompletion(QString::fromLatin1(op)));
    }
    const bool takesKeyword =
        context.wanted == Wanted::Keyword || (context.wanted == Wanted::FieldOrTerm && !prefix.isEmpty());
    for (const char *keyword : {"and", "or", "not"}) {
        const QString word = QString::fromLatin1(keyword);
        if (takesKeyword && word.startsWith(prefix, Qt::CaseInsensitive) && word != prefix)
            completions.push_back(keywordCompletion(word));
    }
    return completions;
}

std::vector<Completion> suggestedCompletions(const api::SuggestAnswer &answer, const QString &prefix)
{
    std::vector<Completion> completions;
    for (const api::SuggestItem &item : answer.items) {
        Completion completion = suggested(item);
        const bool isTyped = completion.insert == prefix && item.kind != "field";
        // An operator replaces no prefix, and a field may be near by its letters only.
        const bool isFree = item.kind == "operator" || item.kind == "field";
        if (!isTyped && (isFree || completion.text.contains(prefix, Qt::CaseInsensitive)))
            completions.push_back(std::move(completion));
    }
    return completions;
}

} // namespace explorer::ui
