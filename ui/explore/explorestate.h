#pragma once

#include "core/api/savedsearch.h"
#include "ui/explore/filter.h"
#include "ui/explore/timechoice.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

#include <optional>

namespace explorer::ui
{

/// Everything that decides what Explore shows; kept in the session as JSON.
struct ExploreState {
    /// Of its tab, for who shows the tab before its screen.
    QString title;
    QString collection;
    QString query;
    /// The text is searched as words, without its operators.
    bool isLiteral = false;
    QList<Filter> filters;
    TimeChoice time;
    /// The date field of the histogram and the range; the schema's first if empty.
    QString timeField;
    QStringList columns;
    /// Of columns that somebody resized, in pixels by field.
    QHash<QString, int> widths;
    std::vector<api::SortField> sort;
    int refreshSeconds = 0;
    bool isCompact = false;
    /// Fields whose values are shown.
    QStringList openFields;
    bool showsFields = true;
    bool showsDocument = false;
    /// The pane of saved searches and history.
    bool showsKept = false;
    /// The saved search that was opened, as the server has it; what is shown may differ from it by now.
    std::optional<api::SavedSearch> saved;
    /// The newest last.
    QStringList history;
    static constexpr int kHistoryLength = 100;

    [[nodiscard]] api::SearchRequest toRequest() const;
    void remember(const QString &query);
    [[nodiscard]] QByteArray toJson() const;
    /// Unknown and wrong members are left out.
    static ExploreState fromJson(const QByteArray &json);
};

} // namespace explorer::ui
