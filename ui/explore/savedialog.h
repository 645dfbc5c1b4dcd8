#pragma once

#include "core/api/savedsearch.h"

#include <QDialog>

class QDialogButtonBox;
class QLineEdit;

namespace explorer::ui
{

/// Asks for the name and the tags of a saved search; OK only with a name.
class SaveDialog : public QDialog
{
    Q_OBJECT
public:
    /// Starts with the draft's name and tags.
    SaveDialog(api::SavedSearchDraft draft, QWidget *parent);
    [[nodiscard]] api::SavedSearchDraft draft() const;

private:
    api::SavedSearchDraft m_draft;
    QLineEdit *m_name;
    QLineEdit *m_tags;
    QDialogButtonBox *m_buttons;
};

} // namespace explorer::ui
