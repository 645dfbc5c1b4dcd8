#include "ui/explore/explorescreen.h"
#include "ui/explore/keptsearch.h"
#include "ui/explore/keptwork.h"
#include "ui/explore/queryeditor.h"
#include "ui/explore/querypanel.h"
#include "ui/explore/resultfooter.h"
#include "ui/explore/savedbar.h"
#include "ui/explore/savedialog.h"
#include "ui/explore/savedpane.h"
#include "ui/models/historymodel.h"
#include "ui/models/savedsearchesmodel.h"

#include <QApplication>

/// What ExploreScreen does with saved searches and the history.
namespace explorer::ui
{

void ExploreScreen::connectKept()
{
    connect(m_savedPane, &SavedPane::savedChosen, this, &ExploreScreen::openSaved);
    connect(m_savedPane, &SavedPane::historyChosen, this, [this](const api::KeptSearch &search) {
        m_state.saved.reset();
        openKept(search);
    });
    connect(m_savedPane, &SavedPane::closeRequested, this, [this] { setKeptShown(false); });
    connect(m_savedBar, &SavedBar::saveRequested, this, &ExploreScreen::saveSearch);
    connect(m_savedBar, &SavedBar::revertRequested, this, [this] {
        if (m_state.saved)
            openSaved(api::SavedSearch(*m_state.saved));
    });
    connect(m_kept, &KeptWork::searchSaved, this, [this](const api::SavedSearch &search) {
        m_state.saved = search;
        m_footer->setNotice(tr("Saved as \u201C%1\u201D").arg(QString::fromStdString(search.draft.name)));
        showSaved();
        changed();
    });
    connect(m_kept, &KeptWork::savedLoaded, this, [this] {
        if (!m_state.saved)
            return;
        // It may have been renamed, changed or deleted, here or elsewhere.
        const api::SavedSearch *now = m_kept->saved()->find(m_state.saved->id);
        m_state.saved = now ? std::optional<api::SavedSearch>(*now) : std::nullopt;
        showSaved();
    });
    connect(m_kept, &KeptWork::historyLoaded, this, [this] {
        const QStringList queries = m_kept->history()->queries();
        for (const QString &query : queries)
            m_state.remember(query);
        m_head->editor()->setHistory(m_state.history);
    });
    connect(m_kept, &KeptWork::historyCleared, this, [this] {
        m_state.history.clear();
        m_head->editor()->setHistory({});
        changed();
    });
    connect(m_kept, &KeptWork::failed, this, [this](const QString &text) { m_footer->setNotice(text); });
    connect(m_head->editor(), &QueryEditor::textChanged, this, &ExploreScreen::showSaved);
    showSaved();
}

void ExploreScreen::saveSearch()
{
    if (!m_state.saved) {
        saveSearchAs();
        return;
    }
    api::SavedSearchDraft draft = m_state.saved->draft;
    draft.search = shownSearch();
    m_kept->update(*m_state.saved, draft);
}

void ExploreScreen::saveSearchAs()
{
    if (!collection())
        return;
    api::SavedSearchDraft draft;
    draft.search = shownSearch();
    draft.name = draft.search.query.empty() ? m_state.collection.toStdString() : draft.search.query;
    auto *dialog = new SaveDialog(draft, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_kept->create(dialog->draft()); });
    dialog->open();
}

void ExploreScreen::openSaved(const api::SavedSearch &search)
{
    m_state.saved = search;
    openKept(search.draft.search);
}

void ExploreScreen::openKept(const api::KeptSearch &search)
{
    applyKeptSearch(m_state, search);
    m_head->showState(m_state);
    applySchema();
    runByPerson();
}

api::KeptSearch ExploreScreen::shownSearch() const
{
    ExploreState state = m_state;
    state.query = m_head->editor()->query();
    return keptSearch(state, timeField());
}

void ExploreScreen::showSaved()
{
    const bool isChanged = m_state.saved && !isSameSearch(shownSearch(), m_state.saved->draft.search);
    m_savedBar->setSearch(m_state.saved ? QString::fromStdString(m_state.saved->draft.name) : QString(),
                          isChanged);
}

void ExploreScreen::setKeptShown(bool isShown)
{
    const bool hadFocus = m_savedPane->isAncestorOf(QApplication::focusWidget());
    m_state.showsKept = isShown;
    m_savedPane->setVisible(isShown);
    if (isShown) {
        m_kept->load();
        m_savedPane->focusList();
    } else if (hadFocus) {
        m_head->editor()->setFocus();
    }
    changed();
}

void ExploreScreen::runByPerson()
{
    m_isByPerson = true;
    run();
}

void ExploreScreen::noteInHistory(const api::SearchAnswer &answer)
{
    if (!std::exchange(m_notesAnswer, false))
        return;
    api::HistoryEntry entry;
    entry.search = keptSearch(m_state, timeField());
    // Where nothing was asked there is nothing to come back to.
    if (entry.search.query.empty() && entry.search.filters.empty() && !entry.search.time)
        return;
    entry.total = answer.total;
    entry.tookMillis = answer.tookMillis;
    m_kept->addToHistory(entry);
}

} // namespace explorer::ui
