#pragma once

#include "core/api/savedsearch.h"

#include <QObject>

#include <optional>

namespace explorer::ui
{

class ApiClient;
class HistoryModel;
class SavedSearchesModel;
struct ApiFailure;

/// The saved searches and the history of who is signed in, and the calls that change them. What a list shows
/// is what the server has taken. Every call ends in a change of a model, in failed() or in loadFailed().
class KeptWork : public QObject
{
    Q_OBJECT
public:
    explicit KeptWork(ApiClient *client, QObject *parent = nullptr);
    [[nodiscard]] SavedSearchesModel *saved() const { return m_saved; }
    [[nodiscard]] HistoryModel *history() const { return m_history; }
    void load();
    void create(const api::SavedSearchDraft &draft);
    void update(const api::SavedSearch &search, const api::SavedSearchDraft &draft);
    void rename(int row, const QString &name);
    void duplicate(int row);
    void remove(int row);
    /// The saved search that was removed last comes back.
    void undoRemove();
    void exportTo(const QString &path);
    void importFrom(const QString &path);
    void addToHistory(const api::HistoryEntry &entry);
    void removeFromHistory(int row);

Q_SIGNALS:
    /// create() and update() have ended well.
    void searchSaved(const explorer::api::SavedSearch &search);
    /// The lists are those of the server now.
    void savedLoaded();
    void historyLoaded();
    void searchRemoved(const QString &name);
    /// What was done, for the person.
    void done(const QString &text);
    void failed(const QString &text);
    void loadFailed(const QString &text);

private:
    void loadSaved(const QString &cursor, std::vector<api::SavedSearch> before);
    void put(const api::SavedSearch &search);
    void loadHistory(const QString &cursor);
    void fail(const ApiFailure &failure);

    ApiClient *m_client;
    SavedSearchesModel *m_saved;
    HistoryModel *m_history;
    std::optional<api::SavedSearchDraft> m_removed;
    /// Counts changes, so that a list that was asked for before one is not taken for newer than it.
    int m_changes = 0;
};

} // namespace explorer::ui
