#pragma once

#include "core/base/error.h"

#include <QWidget>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace explorer::ui
{

class Theme;

/// What is wrong with a query, or better otherwise: a sentence a line, its fix beside it as a button. Errors
/// leave no room for warnings. Hidden where there is nothing to say.
class ProblemList : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kMostLines = 4;
    explicit ProblemList(Theme *theme, QWidget *parent = nullptr);
    void setProblems(const std::vector<ErrorDetail> &errors, const std::vector<ErrorDetail> &warnings);

Q_SIGNALS:
    void fixChosen(const explorer::ErrorDetail &problem);
    void literalChosen();

private:
    void rebuild();
    QWidget *makeLine(const ErrorDetail &problem, bool isFirst, int unseen);
    QToolButton *makeFix(const ErrorDetail &problem, bool isFirst);

    Theme *m_theme;
    QVBoxLayout *m_lines;
    std::vector<ErrorDetail> m_problems;
    bool m_hasErrors = false;
};

} // namespace explorer::ui
