#pragma once

#include "core/api/cache.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace explorer::ui
{

class StatusLine;
class Theme;

/// Clears answers in two steps: a preview counts what would go, and only that same order can then be carried
/// out. Any change of the order asks for a new preview.
class CacheClearPanel : public QWidget
{
    Q_OBJECT
public:
    explicit CacheClearPanel(Theme *theme, QWidget *parent = nullptr);
    void setCollections(const QStringList &names);
    /// What the server counted, or did.
    void showAnswer(const api::InvalidationAnswer &answer);
    void showFailure(const QString &text);
    void showNotice(const QString &text);

Q_SIGNALS:
    void orderGiven(const explorer::api::InvalidationRequest &request);
    /// Of the chosen collection, or of all where none is chosen.
    void warmWanted(const QStringList &collections);

private:
    enum class What : std::uint8_t { All, Collection, Tag, Query };
    [[nodiscard]] What what() const;
    [[nodiscard]] api::InvalidationRequest order(bool isPreview) const;
    void orderChanged();
    void fillStrategies();

    QComboBox *m_what;
    QComboBox *m_collection;
    QLineEdit *m_text;
    QComboBox *m_strategy;
    QPushButton *m_preview;
    QPushButton *m_clear;
    QPushButton *m_warm;
    StatusLine *m_status;
};

} // namespace explorer::ui
