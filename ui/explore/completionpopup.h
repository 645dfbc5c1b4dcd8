#pragma once

#include <QFrame>
#include <QIcon>

class QListWidget;

namespace explorer::ui
{

/// One thing that may be put in at the cursor.
struct Completion {
    /// What is shown, and what is put in.
    QString text;
    QString insert;
    /// What is shown at the right: a type, a count.
    QString note;
    QString icon;
};

/// The list under the query box. It never takes the focus: the editor hands it the keys. New completions keep
/// the choice where its text is among them still.
class CompletionPopup : public QFrame
{
    Q_OBJECT
public:
    explicit CompletionPopup(QWidget *parent);
    void setCompletions(const std::vector<Completion> &completions,
                        const std::function<QIcon(const QString &)> &icon);
    [[nodiscard]] bool hasCompletions() const;
    /// Whether the user moved to an item: only then Enter takes it.
    [[nodiscard]] bool isChosen() const { return m_isChosen; }
    void move(int step);
    using QWidget::move;
    /// What the chosen item puts in, or the first.
    [[nodiscard]] QString current() const;
    [[nodiscard]] QSize fittingSize() const;
    void setFonts(const QFont &font);

Q_SIGNALS:
    void picked(const QString &insert);

private:
    QListWidget *m_list;
    bool m_isChosen = false;
};

} // namespace explorer::ui
