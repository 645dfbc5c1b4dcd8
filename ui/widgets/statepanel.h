#pragma once

#include <QWidget>

#include <memory>

namespace explorer::ui
{

class Theme;
struct ApiFailure;

/// A content widget with the states that exclude it: empty, no matches, loading, error, offline, no
/// permission. Each says what it is and offers the next step. Loading shows a skeleton after 150 ms, elapsed
/// time and Cancel after 1 s; until then, and until an answer is there, what was shown before stays.
class StatePanel : public QWidget
{
    Q_OBJECT
public:
    StatePanel(Theme *theme, QWidget *content, QWidget *parent = nullptr);
    ~StatePanel() override;
    void showContent();
    void showLoading(const QString &what);
    void showEmpty(const QString &title, const QString &text, const QString &actionText = {});
    /// With Retry, and Copy details that holds the request id.
    void showFailure(const ApiFailure &failure);
    /// Another icon for the next showEmpty() ("search" where nothing is given).
    void setEmptyIcon(const QString &name);
    [[nodiscard]] bool isShowingContent() const;
    [[nodiscard]] bool isLoading() const;

Q_SIGNALS:
    void cancelRequested();
    void retryRequested();
    void actionRequested();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace explorer::ui
