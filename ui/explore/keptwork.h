#pragma once

#include "ui/client/apiclient.h"

#include <QObject>

#include <optional>

namespace explorer::ui
{

class HistoryModel;
class SavedSearchesModel;

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
    /// Another name, other tags.
    void edit(int row, const api::SavedSearchDraft &draft);
    void duplicate(int row);
    void remove(int row);
    /// What was removed last, a saved search or the whole history, comes back.
    void undoRemove();
    enum class List : std::uint8_t { Saved, History };
    void exportTo(List list, const QString &path);
    void importFrom(List list, const QString &path);
    void addToHistory(const api::HistoryEntry &entry);
    void removeFromHistory(int row);
    void clearHistory();

Q_SIGNALS:
    /// create() and update() have ended well.
    void searchSaved(const explorer::api::SavedSearch &search);
    /// The lists are those of the server now.
    void savedLoaded();
    void historyLoaded();
    void searchRemoved(const QString &name);
    void historyCleared();
    /// What was done, for the person.
    void done(const QString &text);
    void failed(const QString &text);
    void loadFailed(const QString &text);

private:
    void loadSaved(const QString &cursor, std::vector<api::SavedSearch> before);
    void put(const api::SavedSearch &search);
    void loadHistory(const QString &cursor);
    void restoreHistory();
    void write(const QString &path, const ApiResult<QByteArray> &content);
    void countImport(List list, const ApiResult<api::ImportCounts> &counts);
    void fail(const ApiFailure &failure);

    ApiClient *m_client;
    SavedSearchesModel *m_saved;
    HistoryModel *m_history;
    std::optional<api::SavedSearchDraft> m_removed;
    /// As a portable file.
    QByteArray m_removedHistory;
    /// Counts changes, so that a list that was asked for before one is not taken for newer than it.
    int m_changes = 0;
};

} // namespace explorer::ui
