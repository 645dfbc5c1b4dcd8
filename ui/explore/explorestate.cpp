#include "ui/explore/explorestate.h"

#include "ui/models/hitsmodel.h"

#include <nlohmann/json.hpp>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace explorer::ui
{

namespace
{

QJsonArray filtersToJson(const QList<Filter> &filters)
{
    QJsonArray array;
    for (const Filter &filter : filters) {
        array.append(QJsonObject{{QStringLiteral("field"), filter.field},
                                 {QStringLiteral("value"), filter.value},
                                 {QStringLiteral("not"), filter.isNegated},
                                 {QStringLiteral("enabled"), filter.isEnabled},
                                 {QStringLiteral("pinned"), filter.isPinned}});
    }
    return array;
}

QList<Filter> filtersFromJson(const QJsonArray &array)
{
    QList<Filter> filters;
    for (const QJsonValue &value : array) {
        const QJsonObject object = value.toObject();
        const Filter filter{object.value(QStringLiteral("field")).toString(),
                            object.value(QStringLiteral("value")).toString(),
                            object.value(QStringLiteral("not")).toBool(),
                            object.value(QStringLiteral("enabled")).toBool(true),
                            object.value(QStringLiteral("pinned")).toBool()};
        if (!filter.field.isEmpty() || !filter.value.isEmpty())
            filters.append(filter);
    }
    return filters;
}

QStringList stringsFromJson(const QJsonValue &value)
{
    QStringList strings;
    for (const QJsonValue &each : value.toArray())
        strings.append(each.toString());
    return strings;
}

constexpr int kMostWidth = 10'000;

QJsonObject widthsToJson(const QHash<QString, int> &widths)
{
    QJsonObject object;
    for (auto width = widths.begin(); width != widths.end(); ++width)
        object.insert(width.key(), width.value());
    return object;
}

QHash<QString, int> widthsFromJson(const QJsonObject &object)
{
    QHash<QString, int> widths;
    for (auto width = object.begin(); width != object.end(); ++width) {
        if (const int pixels = width.value().toInt(); pixels > 0 && pixels <= kMostWidth)
            widths.insert(width.key(), pixels);
    }
    return widths;
}

} // namespace

api::SearchRequest ExploreState::toRequest() const
{
    api::SearchRequest request;
    request.collections = {collection.toStdString()};
    request.query = query.trimmed().toStdString();
    request.literal = isLiteral && !request.query.empty();
    for (const Filter &filter : filters) {
        if (filter.isEnabled)
            request.filters.push_back(filter.toQuery().toStdString());
    }
    request.zone = time.zoneId().toStdString();
    if (!timeField.isEmpty() && !time.isAll())
        request.time = api::TimeRange{timeField.toStdString(), time.from.toStdString(), time.to.toStdString(),
                                      request.zone};
    request.sort = sort;
    request.size = HitsModel::kPageRows;
    request.highlight = true;
    return request;
}

void ExploreState::remember(const QString &text)
{
    if (text.trimmed().isEmpty())
        return;
    history.removeAll(text);
    history.append(text);
    while (history.size() > kHistoryLength)
        history.removeFirst();
}

QByteArray ExploreState::toJson() const
{
    const QJsonObject object{
        {QStringLiteral("title"), title},
        {QStringLiteral("collection"), collection},
        {QStringLiteral("query"), query},
        {QStringLiteral("literal"), isLiteral},
        {QStringLiteral("filters"), filtersToJson(filters)},
        {QStringLiteral("time"), time.toJson()},
        {QStringLiteral("time_field"), timeField},
        {QStringLiteral("columns"), QJsonArray::fromStringList(columns)},
        {QStringLiteral("widths"), widthsToJson(widths)},
        {QStringLiteral("sort"), QString::fromStdString(api::formatSort(sort))},
        {QStringLiteral("refresh_seconds"), refreshSeconds},
        {QStringLiteral("compact"), isCompact},
        {QStringLiteral("open_fields"), QJsonArray::fromStringList(openFields)},
        {QStringLiteral("fields_shown"), showsFields},
        {QStringLiteral("document_shown"), showsDocument},
        {QStringLiteral("kept_shown"), showsKept},
        {QStringLiteral("saved"), saved ? QString::fromStdString(api::toJson(*saved).dump()) : QString()},
        {QStringLiteral("history"), QJsonArray::fromStringList(history)},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

ExploreState ExploreState::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    ExploreState state;
    state.title = object.value(QStringLiteral("title")).toString();
    state.collection = object.value(QStringLiteral("collection")).toString();
    state.query = object.value(QStringLiteral("query")).toString();
    state.isLiteral = object.value(QStringLiteral("literal")).toBool();
    state.filters = filtersFromJson(object.value(QStringLiteral("filters")).toArray());
    state.time = TimeChoice::fromJson(object.value(QStringLiteral("time")).toObject());
    state.timeField = object.value(QStringLiteral("time_field")).toString();
    state.columns = stringsFromJson(object.value(QStringLiteral("columns")));
    state.widths = widthsFromJson(object.value(QStringLiteral("widths")).toObject());
    const std::string sort = object.value(QStringLiteral("sort")).toString().toStdString();
    if (auto parsed = api::parseSort(sort); parsed && !sort.empty())
        state.sort = std::move(*parsed);
    state.refreshSeconds = std::max(0, object.value(QStringLiteral("refresh_seconds")).toInt());
    state.isCompact = object.value(QStringLiteral("compact")).toBool();
    state.openFields = stringsFromJson(object.value(QStringLiteral("open_fields")));
    state.showsFields = object.value(QStringLiteral("fields_shown")).toBool(true);
    state.showsDocument = object.value(QStringLiteral("document_shown")).toBool();
    state.showsKept = object.value(QStringLiteral("kept_shown")).toBool();
    const std::string saved = object.value(QStringLiteral("saved")).toString().toStdString();
    if (const auto parsed = nlohmann::json::parse(saved, nullptr, false); parsed.is_object()) {
        if (auto read = api::savedSearchFromJson(parsed))
            state.saved = std::move(*read);
    }
    state.history = stringsFromJson(object.value(QStringLiteral("history"))).mid(0, kHistoryLength);
    return state;
}

} // namespace explorer::ui
