#pragma once

#include "ui/explore/filter.h"

#include <QList>
#include <QWidget>

class QHBoxLayout;

namespace explorer::ui
{

class Theme;

/// The filter pills. Click or Space switches one off and on; its menu inverts, pins and removes; Delete
/// removes, I inverts, P pins.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(Theme *theme, QWidget *parent = nullptr);
    void setFilters(const QList<Filter> &filters);
    [[nodiscard]] const QList<Filter> &filters() const { return m_filters; }
    /// The same field and value once: adding it again only turns it the way asked for.
    void add(const Filter &filter);

Q_SIGNALS:
    void filtersChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    void change(qsizetype at, const std::function<void(Filter &)> &change);
    void remove(qsizetype at);
    QWidget *makePill(qsizetype at);
    QWidget *makeRemover(qsizetype at);

    Theme *m_theme;
    QHBoxLayout *m_layout;
    QList<Filter> m_filters;
};

} // namespace explorer::ui
