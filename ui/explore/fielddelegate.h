#pragma once

#include <QStyledItemDelegate>

namespace explorer::ui
{

class Theme;

/// Paints a field (type icon, name, column mark) or a value (bar, text, count), and the buttons of the row
/// under the mouse or the cursor.
class FieldDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    enum Button { Want = 0, Exclude = 1, Column = 2 };
    explicit FieldDelegate(Theme *theme, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

Q_SIGNALS:
    void pressed(const QModelIndex &index, int button);

private:
    static QRect buttonRect(const QRect &row, int fromRight);
    void paintField(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                    bool showsButtons) const;
    void paintValue(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                    bool showsButtons) const;

    Theme *m_theme;
};

} // namespace explorer::ui
