#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace explorer::ui
{

class Theme;

/// The shape of what is coming, drawn as quiet bars, with what is being waited for. After a second it tells
/// the time that has passed and offers Cancel. It stands still: nothing moves for those who asked for less
/// motion.
class LoadingView : public QWidget
{
    Q_OBJECT
public:
    explicit LoadingView(const Theme *theme, QWidget *parent = nullptr);
    void start(const QString &what);
    void stop();

Q_SIGNALS:
    void cancelRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void tick();

    const Theme *m_theme;
    QString m_what;
    QLabel *m_text;
    QPushButton *m_cancel;
    QTimer m_timer;
    QElapsedTimer m_elapsed;
};

} // namespace explorer::ui
