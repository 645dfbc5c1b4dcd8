#pragma once

#include <QStyledItemDelegate>

namespace explorer::ui
{

class Theme;

/// Paints HitsModel::SpansRole: the search's words on the highlight's ground, names of fields muted. One
/// line, or wrapped where asked.
class SpanDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    SpanDelegate(Theme *theme, bool wraps, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Theme *m_theme;
    bool m_wraps;
};

} // namespace explorer::ui
