#pragma once

#include <QWidget>

class QVBoxLayout;

namespace explorer::ui
{

class Theme;

enum class NoticeKind : std::uint8_t { Done, Info, Warning, Error };

/// Says what happened elsewhere, at the lower right of its parent, without taking the focus. What went well
/// leaves by itself after 8 s; a warning or an error stays until it is closed. Four at most: the oldest goes
/// first.
class NotificationArea : public QWidget
{
    Q_OBJECT
public:
    NotificationArea(const Theme *theme, QWidget *parent);
    void add(NoticeKind kind, const QString &title, const QString &text);
    [[nodiscard]] int count() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void arrange();
    void removeNotice(QWidget *notice);

    const Theme *m_theme;
    QVBoxLayout *m_layout;
    QList<QWidget *> m_notices;
};

} // namespace explorer::ui
