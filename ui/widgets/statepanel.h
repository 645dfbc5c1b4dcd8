#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedLayout;

namespace explorer::ui {

class Theme;
struct ApiFailure;

/// A content widget with the states that exclude it: empty, no matches, loading, error, offline, no permission. Each says what
/// it is and offers the next step. Loading shows a skeleton after 150 ms, elapsed time and Cancel after 1 s.
class StatePanel : public QWidget
{
    Q_OBJECT
public:
    StatePanel(Theme *theme, QWidget *content, QWidget *parent = nullptr);
    void showContent();
    void showLoading(const QString &what);
    void showEmpty(const QString &title, const QString &text, const QString &actionText = {});
    /// With Retry, and Copy details that holds the request id.
    void showFailure(const ApiFailure &failure);
    [[nodiscard]] bool isShowingContent() const;

Q_SIGNALS:
    void cancelRequested();
    void retryRequested();
    void actionRequested();

private:
    struct Private;
    Private *d;
};

} // namespace explorer::ui
