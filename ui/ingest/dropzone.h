#pragma once

#include <QFrame>
#include <QStringList>

class QLabel;
class QPushButton;

namespace explorer::ui
{

class Theme;

/// Where an import begins: drop files, choose them, or paste (Ctrl+V) text, a file or its address.
class DropZone : public QFrame
{
    Q_OBJECT
public:
    explicit DropZone(Theme *theme, QWidget *parent = nullptr);
    void paste();
    void choose();

Q_SIGNALS:
    void filesGiven(const QStringList &files);
    void textGiven(const QString &text);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void take(const class QMimeData *mime);

    Theme *m_theme;
    QLabel *m_icon;
    QLabel *m_text;
    QLabel *m_hint;
    QPushButton *m_choose;
    bool m_isOver = false;
};

} // namespace explorer::ui
