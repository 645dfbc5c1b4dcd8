#include "ui/explore/savedpane.h"

#include "ui/explore/savedialog.h"
#include "ui/models/historymodel.h"
#include "ui/models/savedsearchesmodel.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

SavedPane::SavedPane(Theme *theme, KeptWork *work, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_work(work), m_proxy(new QSortFilterProxyModel(this)),
      m_search(new QLineEdit(this)), m_saved(new QTreeView(this)), m_history(new QTreeView(this)),
      m_savedHint(new QLabel(this)), m_historyHint(new QLabel(this)), m_notice(new QLabel(this)),
      m_undo(new QToolButton(this))
{
    setObjectName(QStringLiteral("savedPane"));
    setAccessibleName(tr("Saved and history"));
    m_search->setPlaceholderText(tr("Find by name or tag"));
    m_search->setAccessibleName(tr("Find by name or tag"));
    m_search->setClearButtonEnabled(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    layout->addLayout(buildHead());
    layout->addWidget(m_search);
    setUpLists();
    layout->addWidget(m_savedHint);
    layout->addWidget(m_saved, 1);
    layout->addLayout(buildButtons());
    layout->addLayout(buildNotice());
    layout->addLayout(buildHistoryHead());
    layout->addWidget(m_historyHint);
    layout->addWidget(m_history, 1);
    connect(m_search, &QLineEdit::textChanged, m_proxy, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_work, &KeptWork::searchRemoved, this,
            [this](const QString &name) { say(tr("\u201C%1\u201D is deleted.").arg(name), true); });
    connect(m_work, &KeptWork::historyCleared, this, [this] { say(tr("The history is cleared."), true); });
    connect(m_work, &KeptWork::done, this, [this](const QString &text) { say(text, false); });
    connect(m_work, &KeptWork::failed, this, [this](const QString &text) { say(text, false); });
    connect(m_work, &KeptWork::loadFailed, this, [this](const QString &text) { say(text, false); });
    m_savedHint->setText(tr("Nothing saved yet. Ctrl+S keeps the search that is shown."));
    m_historyHint->setText(tr("Searches stand here once you have run some."));
    for (QLabel *hint : {m_savedHint, m_historyHint}) {
        hint->setTextFormat(Qt::PlainText);
        hint->setWordWrap(true);
        hint->setEnabled(false);
    }
    for (QAbstractItemModel *model : {static_cast<QAbstractItemModel *>(m_work->saved()),
                                      static_cast<QAbstractItemModel *>(m_work->history())}) {
        connect(model, &QAbstractItemModel::modelReset, this, &SavedPane::showHints);
        connect(model, &QAbstractItemModel::rowsInserted, this, &SavedPane::showHints);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &SavedPane::showHints);
    }
    showHints();
    say({}, false);
}

void SavedPane::showHints()
{
    m_savedHint->setVisible(m_work->saved()->rowCount() == 0);
    m_historyHint->setVisible(m_work->history()->rowCount() == 0);
}

QToolButton *SavedPane::addButton(QBoxLayout *row, const char *name, const char *icon, const QString &text)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QString::fromLatin1(name));
    button->setAutoRaise(true);
    button->setIcon(m_theme->icon(QString::fromLatin1(icon), Theme::Role::TextMuted));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::TabFocus);
    row->addWidget(button);
    return button;
}

QBoxLayout *SavedPane::buildHead()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(2);
    row->addWidget(new QLabel(tr("Saved searches"), this));
    row->addStretch();
    connect(addButton(row, "importSaved", "import", tr("Import saved searches from a JSON file")),
            &QToolButton::clicked, this, [this] { askImport(KeptWork::List::Saved); });
    connect(addButton(row, "exportSaved", "disk", tr("Export all saved searches to a JSON file")),
            &QToolButton::clicked, this, [this] { askExport(KeptWork::List::Saved); });
    connect(addButton(row, "closeSaved", "close", tr("Close the pane")), &QToolButton::clicked, this,
            &SavedPane::closeRequested);
    return row;
}

QBoxLayout *SavedPane::buildHistoryHead()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(2);
    row->addWidget(new QLabel(tr("History"), this));
    row->addStretch();
    connect(addButton(row, "importHistory", "import", tr("Import a history from a JSON file")),
            &QToolButton::clicked, this, [this] { askImport(KeptWork::List::History); });
    connect(addButton(row, "exportHistory", "disk", tr("Export the history to a JSON file")),
            &QToolButton::clicked, this, [this] { askExport(KeptWork::List::History); });
    connect(addButton(row, "clearHistory", "trash", tr("Clear the history")), &QToolButton::clicked, m_work,
            &KeptWork::clearHistory);
    return row;
}

QBoxLayout *SavedPane::buildButtons()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(2);
    const auto add = [&](const char *name, const char *icon, const QString &text, const auto &act) {
        QToolButton *button = addButton(row, name, icon, text);
        connect(button, &QToolButton::clicked, this, act);
        m_rowButtons.append(button);
    };
    add("runSaved", "play", tr("Run the saved search (Enter)"), [this] { runSaved(); });
    add("editSaved", "edit", tr("Edit name and tags (F2 renames in place)"), [this] { editSaved(); });
    add("duplicateSaved", "copy", tr("Duplicate (Ctrl+D)"), [this] { m_work->duplicate(savedRow()); });
    add("deleteSaved", "trash", tr("Delete (Del)"), [this] { m_work->remove(savedRow()); });
    row->addStretch();
    const auto enable = [this] {
        for (QToolButton *button : m_rowButtons)
            button->setEnabled(savedRow() >= 0);
    };
    connect(m_saved->selectionModel(), &QItemSelectionModel::currentChanged, this, enable);
    connect(m_proxy, &QAbstractItemModel::modelReset, this, enable);
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, enable);
    enable();
    return row;
}

QBoxLayout *SavedPane::buildNotice()
{
    m_notice->setObjectName(QStringLiteral("savedNotice"));
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setWordWrap(true);
    m_undo->setObjectName(QStringLiteral("undoDelete"));
    m_undo->setText(tr("Undo"));
    m_undo->setFocusPolicy(Qt::StrongFocus);
    connect(m_undo, &QToolButton::clicked, m_work, &KeptWork::undoRemove);
    auto *row = new QHBoxLayout;
    row->addWidget(m_notice, 1);
    row->addWidget(m_undo);
    return row;
}

void SavedPane::setUpLists()
{
    m_proxy->setSourceModel(m_work->saved());
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_saved->setObjectName(QStringLiteral("savedList"));
    m_saved->setAccessibleName(tr("Saved searches"));
    m_saved->setModel(m_proxy);
    m_saved->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_history->setObjectName(QStringLiteral("historyList"));
    m_history->setAccessibleName(tr("History"));
    m_history->setModel(m_work->history());
    for (QTreeView *view : {m_saved, m_history}) {
        view->setRootIsDecorated(false);
        view->setUniformRowHeights(true);
        view->setFrameShape(QFrame::NoFrame);
        view->setAllColumnsShowFocus(true);
        view->header()->setStretchLastSection(false);
        view->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
        view->header()->setSectionResizeMode(0, QHeaderView::Stretch);
        view->installEventFilter(this);
    }
    connect(m_saved, &QTreeView::doubleClicked, this, &SavedPane::runSaved);
    connect(m_history, &QTreeView::doubleClicked, this, &SavedPane::runHistory);
}

int SavedPane::savedRow() const { return m_proxy->mapToSource(m_saved->currentIndex()).row(); }

void SavedPane::focusList()
{
    m_saved->setFocus(Qt::ShortcutFocusReason);
    if (!m_saved->currentIndex().isValid())
        m_saved->setCurrentIndex(m_proxy->index(0, 0));
}

void SavedPane::runSaved()
{
    if (const api::SavedSearch *search = m_work->saved()->at(savedRow()))
        Q_EMIT savedChosen(api::SavedSearch(*search));
}

void SavedPane::runHistory()
{
    if (const api::HistoryEntry *entry = m_work->history()->at(m_history->currentIndex().row()))
        Q_EMIT historyChosen(api::KeptSearch(entry->search));
}

void SavedPane::editSaved()
{
    const api::SavedSearch *search = m_work->saved()->at(savedRow());
    if (!search)
        return;
    auto *dialog = new SaveDialog(search->draft, this);
    dialog->setWindowTitle(tr("Edit the saved search"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // The list may be another one by then.
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, id = search->id] { m_work->edit(m_work->saved()->rowOf(id), dialog->draft()); });
    dialog->open();
}

void SavedPane::say(const QString &text, bool hasUndo)
{
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
    m_undo->setVisible(hasUndo);
}

void SavedPane::askImport(KeptWork::List list)
{
    const QString title =
        list == KeptWork::List::Saved ? tr("Import saved searches") : tr("Import a history");
    auto *dialog = new QFileDialog(this, title, {}, tr("JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_work,
            [this, list](const QString &path) { m_work->importFrom(list, path); });
    dialog->open();
}

void SavedPane::askExport(KeptWork::List list)
{
    const bool isSaved = list == KeptWork::List::Saved;
    auto *dialog = new QFileDialog(this, isSaved ? tr("Export saved searches") : tr("Export the history"), {},
                                   tr("JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(isSaved ? QStringLiteral("saved-searches.json") : QStringLiteral("history.json"));
    connect(dialog, &QFileDialog::fileSelected, m_work,
            [this, list](const QString &path) { m_work->exportTo(list, path); });
    dialog->open();
}

bool SavedPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isSaved = watched == m_saved;
    const bool isRun = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    const bool isDelete = key->key() == Qt::Key_Delete;
    const bool isCopy = isSaved && key->key() == Qt::Key_D && key->modifiers().testFlag(Qt::ControlModifier);
    if (!isRun && !isDelete && !isCopy)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (isRun)
        isSaved ? runSaved() : runHistory();
    else if (isCopy)
        m_work->duplicate(savedRow());
    else if (isSaved)
        m_work->remove(savedRow());
    else
        m_work->removeFromHistory(m_history->currentIndex().row());
    return true;
}

} // namespace explorer::ui
