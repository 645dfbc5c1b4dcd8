#pragma once

#include "core/api/documents.h"

#include <QWidget>

namespace explorer::ui
{

class Theme;

/// received = indexed + duplicate + quarantined + rejected: a bar whose parts stand below it in words and
/// numbers, each with its own shade and hatching, so that colour is not needed to read it.
class LedgerBar : public QWidget
{
    Q_OBJECT
public:
    explicit LedgerBar(Theme *theme, QWidget *parent = nullptr);
    void setLedger(const api::Ledger &ledger, bool isDryRun);
    /// The equation as a sentence.
    [[nodiscard]] QString text() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {320, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Part;
    [[nodiscard]] std::vector<Part> parts() const;

    Theme *m_theme;
    api::Ledger m_ledger;
    bool m_isDryRun = false;
};

} // namespace explorer::ui
