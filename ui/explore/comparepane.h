#pragma once

#include "core/api/search.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QLabel;
class QSortFilterProxyModel;
class QTableView;
class QToolButton;

namespace explorer::ui
{

class CompareModel;
class Theme;

/// The shown document beside one that was kept: what is the same, and what is not.
class ComparePane : public QWidget
{
    Q_OBJECT
public:
    explicit ComparePane(Theme *theme, QWidget *parent = nullptr);
    /// The document that others are compared with.
    void keep(const api::SearchHit &hit);
    void setShown(const api::SearchHit &hit);
    void clear();

Q_SIGNALS:
    /// The shown one shall be kept.
    void keepRequested();

private:
    void show();
    void restyle();
    void resizeRows();

    Theme *m_theme;
    CompareModel *m_model;
    QSortFilterProxyModel *m_proxy;
    QLabel *m_text;
    QToolButton *m_keep;
    QCheckBox *m_onlyDifferent;
    QTableView *m_view;
    std::optional<api::SearchHit> m_kept;
    std::optional<api::SearchHit> m_shown;
};

} // namespace explorer::ui
