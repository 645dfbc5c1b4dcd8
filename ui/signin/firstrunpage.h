#pragma once

#include <QWidget>

class QProgressBar;
class QPushButton;

namespace explorer::ui
{

class CardButton;
class StatusLine;
class Theme;
class ThemedLabel;

/// Three ways to begin, as cards; Enter takes the local workspace. While one is under way, the cards rest and
/// the page shows how far it is. The application does the work and tells it through the slots.
class FirstRunPage : public QWidget
{
    Q_OBJECT
public:
    explicit FirstRunPage(const Theme *theme, QWidget *parent = nullptr);

public Q_SLOTS:
    /// The cards can be chosen.
    void setIdle();
    /// Something of unknown length is under way; no Cancel.
    void setBusy(const QString &what);
    /// The sample data: `total` 0 is not known yet.
    void setProgress(qint64 done, qint64 total, const QString &what);
    /// What, why and what next; the cards can be chosen again.
    void setFailure(const QString &text);

Q_SIGNALS:
    void localChosen();
    void connectChosen();
    void sampleChosen();
    void cancelRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void setCardsEnabled(bool enabled);

    CardButton *m_local;
    CardButton *m_connect;
    CardButton *m_sample;
    StatusLine *m_status;
    ThemedLabel *m_progressText;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
};

} // namespace explorer::ui
