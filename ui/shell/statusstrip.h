#pragma once

#include <QFrame>

class QLabel;

namespace explorer::ui
{

class Theme;
class ThemedLabel;

/// The line at the foot: connection (shape and word), mode, what the screen says (with the cache chip), who,
/// and the zone.
class StatusStrip : public QFrame
{
    Q_OBJECT
public:
    enum class Connection : std::uint8_t { None, Connected, Offline, SignedOut };
    explicit StatusStrip(const Theme *theme, QWidget *parent = nullptr);
    void setConnection(Connection connection);
    void setMode(const QString &text);
    void setUser(const QString &text);
    void setScreenText(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showConnection();

    const Theme *m_theme;
    Connection m_connection = Connection::None;
    QLabel *m_picture;
    ThemedLabel *m_word;
    ThemedLabel *m_mode;
    ThemedLabel *m_screen;
    ThemedLabel *m_user;
    ThemedLabel *m_zone;
};

} // namespace explorer::ui
