#pragma once

#include "core/api/search.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QTableView;
class QTabWidget;
class QToolButton;
class QTreeView;

namespace explorer::ui
{

class ComparePane;
class DocumentFieldsModel;
class JsonModel;
class Theme;

/// One document: its fields with the search's words marked, its JSON as a tree, and as text; and beside
/// another one that was kept.
class DocumentPane : public QWidget
{
    Q_OBJECT
public:
    explicit DocumentPane(Theme *theme, QWidget *parent = nullptr);
    void setHit(const api::SearchHit &hit);
    void clear();
    void focusContent();
    /// The shown document is kept to be compared with those that are shown next.
    void keepForComparing();
    /// A further tab, owned by the pane.
    void addView(QWidget *view, const QString &title);

Q_SIGNALS:
    void closeRequested();
    void stepRequested(int rows);
    void filterRequested(const QString &field, const QString &value, bool isNegated);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildHead();
    void copyValue();
    void copyJson();
    void showMenu(const QPoint &at);
    void fillRaw();
    void resizeRows();

    Theme *m_theme;
    DocumentFieldsModel *m_fieldsModel;
    JsonModel *m_jsonModel;
    QLabel *m_title;
    QTabWidget *m_tabs;
    QTableView *m_fields;
    QTreeView *m_tree;
    QPlainTextEdit *m_raw;
    ComparePane *m_compare;
    api::SearchHit m_hit;
    bool m_rawIsOld = true;
};

} // namespace explorer::ui
