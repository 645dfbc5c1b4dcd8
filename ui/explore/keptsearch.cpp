#include "ui/explore/keptsearch.h"

#include "ui/models/timetext.h"

#include <nlohmann/json.hpp>

namespace explorer::ui
{

api::KeptSearch keptSearch(const ExploreState &state, const QString &timeField)
{
    ExploreState asked = state;
    asked.timeField = timeField;
    api::SearchRequest request = asked.toRequest();
    api::KeptSearch kept;
    kept.collections = std::move(request.collections);
    kept.query = std::move(request.query);
    kept.literal = request.literal;
    kept.filters = std::move(request.filters);
    kept.time = std::move(request.time);
    kept.sort = std::move(request.sort);
    for (const QString &column : state.columns)
        kept.columns.push_back(column.toStdString());
    return kept;
}

void applyKeptSearch(ExploreState &state, const api::KeptSearch &search)
{
    state.collection =
        search.collections.empty() ? QString() : QString::fromStdString(search.collections.front());
    state.query = QString::fromStdString(search.query);
    state.isLiteral = search.literal;
    state.filters.clear();
    for (const std::string &filter : search.filters)
        state.filters.append(Filter::fromQuery(QString::fromStdString(filter)));
    const QString zone = state.time.zone;
    state.time = {};
    state.time.zone = zone;
    state.timeField.clear();
    if (search.time) {
        state.timeField = QString::fromStdString(search.time->field);
        state.time.from = QString::fromStdString(search.time->from);
        state.time.to = QString::fromStdString(search.time->to);
        const QString kept = QString::fromStdString(search.time->zone);
        if (!kept.isEmpty() && kept != state.time.zoneId())
            state.time.zone = kept;
    }
    state.sort = search.sort;
    state.columns.clear();
    for (const std::string &column : search.columns)
        state.columns.append(QString::fromStdString(column));
}

bool isSameSearch(const api::KeptSearch &a, const api::KeptSearch &b)
{
    return api::toJson(a) == api::toJson(b);
}

} // namespace explorer::ui
