#include "ui/explore/keptwork.h"

#include "ui/client/apiclient.h"
#include "ui/models/historymodel.h"
#include "ui/models/savedsearchesmodel.h"

#include <QFile>
#include <QSaveFile>

namespace explorer::ui
{

namespace
{

constexpr int kChangedElsewhere = 412;

} // namespace

KeptWork::KeptWork(ApiClient *client, QObject *parent)
    : QObject(parent), m_client(client), m_saved(new SavedSearchesModel(this)),
      m_history(new HistoryModel(this))
{
    connect(m_saved, &SavedSearchesModel::renameWanted, this, &KeptWork::rename);
    connect(m_history, &HistoryModel::pageWanted, this, &KeptWork::loadHistory);
}

void KeptWork::load()
{
    loadSaved({}, {});
    loadHistory({});
}

void KeptWork::loadSaved(const QString &cursor, std::vector<api::SavedSearch> before)
{
    m_client->savedSearches(this, cursor,
                            [this, before, changes = m_changes](const ApiResult<api::SavedSearchPage> &page) {
                                if (!page) {
                                    Q_EMIT loadFailed(page.error().message);
                                    return;
                                }
                                if (changes != m_changes) {
                                    loadSaved({}, {});
                                    return;
                                }
                                std::vector<api::SavedSearch> all = before;
                                all.insert(all.end(), page->items.begin(), page->items.end());
                                if (!page->nextCursor.empty()) {
                                    loadSaved(QString::fromStdString(page->nextCursor), std::move(all));
                                    return;
                                }
                                m_saved->setSearches(std::move(all));
                                Q_EMIT savedLoaded();
                            });
}

void KeptWork::put(const api::SavedSearch &search)
{
    ++m_changes;
    m_saved->put(search);
}

void KeptWork::loadHistory(const QString &cursor)
{
    m_client->history(this, cursor, [this, cursor](const ApiResult<api::HistoryPage> &page) {
        if (!page) {
            m_history->pageFailed();
            Q_EMIT loadFailed(page.error().message);
            return;
        }
        cursor.isEmpty() ? m_history->setFirstPage(*page) : m_history->addPage(*page);
        Q_EMIT historyLoaded();
    });
}

void KeptWork::create(const api::SavedSearchDraft &draft)
{
    m_client->createSavedSearch(this, draft, [this](const ApiResult<api::SavedSearch> &made) {
        if (!made) {
            fail(made.error());
            return;
        }
        put(*made);
        Q_EMIT searchSaved(*made);
    });
}

void KeptWork::update(const api::SavedSearch &search, const api::SavedSearchDraft &draft)
{
    m_client->updateSavedSearch(
        this, QString::fromStdString(search.id), QString::fromStdString(search.etag), draft,
        [this](const ApiResult<api::SavedSearch> &changed) {
            if (changed) {
                put(*changed);
                Q_EMIT searchSaved(*changed);
                return;
            }
            if (changed.error().status == kChangedElsewhere) {
                Q_EMIT failed(tr("It was changed elsewhere meanwhile. Save again to replace that version."));
                loadSaved({}, {});
                return;
            }
            fail(changed.error());
        });
}

void KeptWork::rename(int row, const QString &name)
{
    const api::SavedSearch *search = m_saved->at(row);
    if (!search)
        return;
    api::SavedSearchDraft draft = search->draft;
    draft.name = name.toStdString();
    edit(row, draft);
}

void KeptWork::edit(int row, const api::SavedSearchDraft &draft)
{
    const api::SavedSearch *search = m_saved->at(row);
    if (!search)
        return;
    m_client->updateSavedSearch(this, QString::fromStdString(search->id),
                                QString::fromStdString(search->etag), draft,
                                [this](const ApiResult<api::SavedSearch> &changed) {
                                    if (changed) {
                                        put(*changed);
                                        Q_EMIT savedLoaded();
                                    } else {
                                        fail(changed.error());
                                        loadSaved({}, {});
                                    }
                                });
}

void KeptWork::duplicate(int row)
{
    const api::SavedSearch *search = m_saved->at(row);
    if (!search)
        return;
    api::SavedSearchDraft draft = search->draft;
    draft.name = tr("%1 (copy)").arg(QString::fromStdString(draft.name)).toStdString();
    m_client->createSavedSearch(this, draft, [this](const ApiResult<api::SavedSearch> &made) {
        made ? put(*made) : fail(made.error());
    });
}

void KeptWork::remove(int row)
{
    const api::SavedSearch *search = m_saved->at(row);
    if (!search)
        return;
    m_client->removeSavedSearch(this, QString::fromStdString(search->id),
                                QString::fromStdString(search->etag),
                                [this, removed = *search](const ApiResult<ApiClient::Nothing> &answer) {
                                    if (!answer) {
                                        fail(answer.error());
                                        return;
                                    }
                                    m_removed = removed.draft;
                                    m_removedHistory.clear();
                                    ++m_changes;
                                    m_saved->remove(removed.id);
                                    Q_EMIT savedLoaded();
                                    Q_EMIT searchRemoved(QString::fromStdString(removed.draft.name));
                                });
}

void KeptWork::undoRemove()
{
    if (!m_removedHistory.isEmpty())
        restoreHistory();
    if (!m_removed)
        return;
    m_client->createSavedSearch(this, *m_removed, [this](const ApiResult<api::SavedSearch> &made) {
        if (!made) {
            fail(made.error());
            return;
        }
        m_removed.reset();
        put(*made);
        Q_EMIT done(tr("\u201C%1\u201D is back.").arg(QString::fromStdString(made->draft.name)));
    });
}

void KeptWork::exportTo(List list, const QString &path)
{
    const auto done = [this, path](const ApiResult<QByteArray> &content) { write(path, content); };
    list == List::Saved ? m_client->exportSavedSearches(this, done) : m_client->exportHistory(this, done);
}

void KeptWork::write(const QString &path, const ApiResult<QByteArray> &content)
{
    if (!content) {
        fail(content.error());
        return;
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*content) != content->size() || !file.commit())
        Q_EMIT failed(tr("%1 cannot be written: %2").arg(path, file.errorString()));
    else
        Q_EMIT done(tr("Exported to %1").arg(path));
}

void KeptWork::importFrom(List list, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        Q_EMIT failed(tr("%1 cannot be read: %2").arg(path, file.errorString()));
        return;
    }
    const auto done = [this, list](const ApiResult<api::ImportCounts> &counts) { countImport(list, counts); };
    const QByteArray content = file.readAll();
    list == List::Saved ? m_client->importSavedSearches(this, content, done)
                        : m_client->importHistory(this, content, done);
}

void KeptWork::countImport(List list, const ApiResult<api::ImportCounts> &counts)
{
    if (!counts) {
        fail(counts.error());
        return;
    }
    Q_EMIT done(tr("%1 imported, %2 there already").arg(counts->imported).arg(counts->unchanged));
    list == List::Saved ? loadSaved({}, {}) : loadHistory({});
}

void KeptWork::addToHistory(const api::HistoryEntry &entry)
{
    m_client->addToHistory(this, entry, [this](const ApiResult<api::HistoryEntry> &added) {
        // A search is not disturbed because its line in the history could not be kept.
        if (added)
            m_history->put(*added);
    });
}

void KeptWork::removeFromHistory(int row)
{
    const api::HistoryEntry *entry = m_history->at(row);
    if (!entry)
        return;
    m_client->removeFromHistory(this, QString::fromStdString(entry->id),
                                [this, id = entry->id](const ApiResult<ApiClient::Nothing> &answer) {
                                    answer ? m_history->remove(id) : fail(answer.error());
                                });
}

void KeptWork::clearHistory()
{
    // Kept here, so that it can come back.
    m_client->exportHistory(this, [this](const ApiResult<QByteArray> &content) {
        if (!content) {
            fail(content.error());
            return;
        }
        m_client->clearHistory(this, [this, kept = *content](const ApiResult<ApiClient::Nothing> &cleared) {
            if (!cleared) {
                fail(cleared.error());
                return;
            }
            m_removed.reset();
            m_removedHistory = kept;
            m_history->setFirstPage({});
            Q_EMIT historyCleared();
        });
    });
}

void KeptWork::restoreHistory()
{
    m_client->importHistory(this, m_removedHistory, [this](const ApiResult<api::ImportCounts> &counts) {
        if (counts)
            m_removedHistory.clear();
        countImport(List::History, counts);
    });
}

void KeptWork::fail(const ApiFailure &failure) { Q_EMIT failed(failure.message); }

} // namespace explorer::ui
