#pragma once

#include "core/api/search.h"

#include <QTableView>

class QMenu;

namespace explorer::ui
{

class HitsModel;
class Theme;

/// The table over all hits. Headers sort (in the index), move, resize and hide; Ctrl+C copies the cell,
/// Ctrl+Shift+C the row, Ctrl+End goes to the last hit of all.
class HitsTable : public QTableView
{
    Q_OBJECT
public:
    HitsTable(Theme *theme, HitsModel *model, QWidget *parent = nullptr);
    void setCompact(bool isCompact);
    void setSort(const std::vector<api::SortField> &sort);
    /// By field; those that nobody resized are not in it.
    [[nodiscard]] const QHash<QString, int> &widths() const { return m_widths; }
    void setWidths(const QHash<QString, int> &widths) { m_widths = widths; }
    /// After the columns or the first page changed.
    void arrange();
    void copyCell();
    /// The row as one line, tabs between the columns as they stand.
    void copyRow();
    void copyJson();
    [[nodiscard]] bool isAtTop() const;
    /// The row, in the column where the place is.
    void goTo(int row);

Q_SIGNALS:
    void rowChanged(int row);
    void opened(int row);
    void sortRequested(const explorer::api::SortField &sort);
    void columnToggled(const QString &field);
    void widthsChanged();
    void columnsMoved(const QStringList &order);
    void filterRequested(const QString &field, const QString &value, bool isNegated);
    void densityToggled();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void sortBy(int column);
    void showHeaderMenu(const QPoint &at);
    void addColumnChoice(QMenu *menu);
    void showCellMenu(const QPoint &at);
    void reportOrder();
    void stretchSummary();

    Theme *m_theme;
    HitsModel *m_model;
    std::vector<api::SortField> m_sort;
    QHash<QString, int> m_widths;
    bool m_isCompact = false;
    bool m_arranging = false;
};

} // namespace explorer::ui
