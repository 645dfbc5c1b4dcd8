#pragma once

#include "core/api/schema.h"
#include "core/api/search.h"
#include "ui/explore/filter.h"

#include <QWidget>

class QLineEdit;
class QTreeView;

namespace explorer::ui
{

class FieldsModel;
class Theme;

/// The fields of the collection; opening one shows its top values. On a value: + wants it, - does not, Ctrl+C
/// copies; on a field: C shows or hides its column.
class FieldsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit FieldsPanel(Theme *theme, QWidget *parent = nullptr);
    void setSchema(const api::Schema &schema);
    void setColumns(const QStringList &columns);
    /// The search has changed: open fields ask for their values again.
    void searchChanged();
    void setOpenFields(const QStringList &fields);
    [[nodiscard]] QStringList openFields() const;
    void setValues(const QString &field, const api::Facet &facet, qint64 total);
    void setFailure(const QString &field, const QString &message);
    void focusSearch();
    [[nodiscard]] QTreeView *view() const { return m_view; }

Q_SIGNALS:
    void valuesWanted(const QString &field);
    void filterAdded(const Filter &filter);
    void columnToggled(const QString &field);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void act(const QModelIndex &index, int button);
    void addFilter(const QModelIndex &index, bool isNegated);
    void copyValue(const QModelIndex &index);
    void showMenu(const QPoint &at);
    bool keyPressed(int key);

    Theme *m_theme;
    FieldsModel *m_model;
    QLineEdit *m_search;
    QTreeView *m_view;
};

} // namespace explorer::ui
