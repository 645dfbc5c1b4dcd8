#pragma once

#include "core/api/search.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QWidget>

class QLabel;
class QTimer;

namespace explorer::ui
{

class Theme;

/// What is known about the answer shown: total, time taken, how old it is, when the index was read and in
/// which generation, whether it is partial or stale.
class ResultFooter : public QWidget
{
    Q_OBJECT
public:
    explicit ResultFooter(Theme *theme, QWidget *parent = nullptr);
    void setAnswer(const api::SearchAnswer &answer);
    void setNotice(const QString &text);
    void clear();
    [[nodiscard]] QString text() const;
    [[nodiscard]] qint64 total() const { return m_answer.total; }

private:
    void show();
    void restyle();

    Theme *m_theme;
    QLabel *m_total;
    QLabel *m_cache;
    QLabel *m_mark;
    QLabel *m_notice;
    QLabel *m_moment;
    QTimer *m_timer;
    QElapsedTimer m_since;
    QDateTime m_answered;
    api::SearchAnswer m_answer;
};

} // namespace explorer::ui
