#include "ui/ingest/importscreen.h"

#include "ui/client/servertext.h"
#include "ui/ingest/dropzone.h"
#include "ui/ingest/importjob.h"
#include "ui/ingest/ledgerbar.h"
#include "ui/ingest/stepcard.h"
#include "ui/models/mappingmodel.h"
#include "ui/models/plural.h"
#include "ui/models/problemsmodel.h"
#include "ui/models/timetext.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

namespace
{

constexpr qint64 kHeadBytes = 256 * 1024;

QString collectionNameOf(const QString &file)
{
    QString name = QFileInfo(file).completeBaseName().toLower();
    name.replace(QRegularExpression(QStringLiteral("[^a-z0-9_-]+")), QStringLiteral("-"));
    while (name.startsWith(QLatin1Char('-')) || name.startsWith(QLatin1Char('_')))
        name.remove(0, 1);
    return name.isEmpty() ? QStringLiteral("documents") : name.left(64);
}

} // namespace

ImportScreen::ImportScreen(const Workbench &bench, QWidget *parent)
    : Screen(parent), m_bench(bench), m_job(new ImportJob(bench.client, this)),
      m_mapping(new MappingModel(this)), m_problems(new ProblemsModel(this)), m_tick(new QTimer(this))
{
    setObjectName(QStringLiteral("import"));
    build();
    connectJob();
    setPhase(Phase::Empty);
}

ImportScreen::~ImportScreen() { dropUnusedCollection(); }

void ImportScreen::connectJob()
{
    m_tick->setInterval(250);
    connect(m_tick, &QTimer::timeout, this, &ImportScreen::showProgress);
    connect(m_job, &ImportJob::progressed, this, &ImportScreen::showProgress);
    connect(m_job, &ImportJob::problemsFound, m_problems, &ProblemsModel::add);
    connect(m_job, &ImportJob::finished, this, &ImportScreen::showFinished);
    connect(m_job, &ImportJob::stopped, this, &ImportScreen::showFailure);
    connect(m_job, &ImportJob::waiting, this, [this](const QString &why, int seconds) {
        m_tick->stop();
        (m_job->plan().isDryRun ? m_checkText : m_progressText)
            ->setText(tr("%1 Trying again in %2 s.").arg(why).arg(seconds));
    });
    connect(m_mapping, &MappingModel::schemaChanged, this, [this] {
        if (m_phase != Phase::Mapped) {
            m_job->cancel();
            setPhase(Phase::Mapped);
        }
    });
}

void ImportScreen::activate() { loadCollections(); }
void ImportScreen::refresh() { loadCollections(); }

void ImportScreen::cancel()
{
    if (m_phase == Phase::Detecting) {
        startOver();
    } else if (m_phase == Phase::Checking) {
        m_job->cancel();
        setPhase(Phase::Mapped);
    } else if (m_phase == Phase::Importing && m_job->state() != ImportJob::State::Finished) {
        m_job->cancel();
        const api::Ledger ledger = m_job->progress().ledger;
        setPhase(Phase::Done);
        m_progressText->setText(tr("Cancelled. What was acknowledged before stays: %Ln record(s).", nullptr,
                                   countOf(ledger.indexed)));
        m_made.clear();
        Q_EMIT collectionsChanged();
    }
}

void ImportScreen::focusNextPane()
{
    QList<QWidget *> panes{m_drop, m_mappingView, m_problemsView, m_import, m_open};
    const qsizetype at = panes.indexOf(QApplication::focusWidget());
    for (qsizetype step = 1; step <= panes.size(); ++step) {
        QWidget *next = panes[(at + step) % panes.size()];
        if (next->isVisible() && next->isEnabled()) {
            next->setFocus(Qt::TabFocusReason);
            m_scroll->ensureWidgetVisible(next);
            return;
        }
    }
}

void ImportScreen::setPhase(Phase phase)
{
    m_phase = phase;
    m_drop->setVisible(phase == Phase::Empty);
    m_sourceText->setVisible(phase != Phase::Empty);
    m_format->parentWidget()->setVisible(phase != Phase::Empty && m_detection.has_value());
    const bool isBusy = phase == Phase::Checking || phase == Phase::Importing;
    m_format->setEnabled(!isBusy);
    m_another->setVisible(phase != Phase::Empty);
    m_another->setEnabled(!isBusy);
    m_source->setDone(phase >= Phase::Mapped);
    m_mappingCard->setVisible(phase >= Phase::Mapped);
    m_mappingCard->setDone(phase >= Phase::Checked);
    m_mappingView->setEnabled(!isBusy && phase != Phase::Done);
    m_collection->setEnabled(!isBusy && phase != Phase::Done);
    m_checkCard->setVisible(phase >= Phase::Mapped);
    m_checkCard->setDone(phase >= Phase::Checked);
    m_check->setVisible(phase == Phase::Mapped);
    m_check->setEnabled(nameProblem().isEmpty());
    m_checkProgress->setVisible(phase == Phase::Checking);
    m_checkLedger->setVisible(phase >= Phase::Checking);
    m_checkText->setVisible(phase >= Phase::Mapped);
    m_problemsView->setVisible(phase >= Phase::Checking && m_problems->rowCount() > 0);
    const int problemRows = std::clamp(m_problems->rowCount(), 2, 8);
    m_problemsView->setFixedHeight(m_problemsView->horizontalHeader()->sizeHint().height() + 4 +
                                   problemRows * m_problemsView->verticalHeader()->defaultSectionSize());
    m_importCard->setVisible(phase >= Phase::Checked);
    m_importCard->setDone(phase == Phase::Done && m_job->state() == ImportJob::State::Finished);
    m_import->setVisible(phase == Phase::Checked);
    m_progress->setVisible(phase == Phase::Importing);
    m_ledger->setVisible(phase >= Phase::Importing);
    m_progressText->setVisible(phase >= Phase::Checked);
    m_cancel->setVisible(isBusy || phase == Phase::Detecting);
    m_open->setVisible(phase == Phase::Done);
    m_failure->hide();
    m_retry->hide();
    if (phase == Phase::Mapped)
        m_checkText->setText(tr("Reads the whole source as the import would, and writes nothing."));
    if (isBusy)
        m_tick->start();
    else
        m_tick->stop();
}

void ImportScreen::startOver()
{
    if (m_call)
        m_call->cancel();
    m_job->cancel();
    dropUnusedCollection();
    m_files.clear();
    m_detection.reset();
    m_problems->clear();
    m_mapping->clear();
    setPhase(Phase::Empty);
    m_drop->setFocus();
}

void ImportScreen::takeText(const QString &text)
{
    m_pasted =
        std::make_unique<QTemporaryFile>(QDir::tempPath() + QStringLiteral("/explorerio-paste-XXXXXX"));
    if (!m_pasted->open() || m_pasted->write(text.toUtf8()) < 0 || !m_pasted->flush()) {
        m_failure->setText(
            tr("The pasted text could not be kept in a temporary file: %1").arg(m_pasted->errorString()));
        m_failure->show();
        return;
    }
    takeFiles({m_pasted->fileName()});
}

void ImportScreen::takeFiles(const QStringList &files)
{
    if (m_call)
        m_call->cancel();
    m_job->cancel();
    dropUnusedCollection();
    m_files = files;
    m_detection.reset();
    m_problems->clear();
    detect();
}

void ImportScreen::detect()
{
    QFile file(m_files.first());
    qint64 bytes = 0;
    for (const QString &each : m_files)
        bytes += QFileInfo(each).size();
    const bool isPasted = m_pasted && m_files.first() == m_pasted->fileName();
    const QString name = isPasted ? tr("Pasted text") : QFileInfo(m_files.first()).fileName();
    m_sourceText->setText(
        m_files.size() > 1
            ? tr("%1 and %Ln more file(s), %2", nullptr, int(m_files.size()) - 1).arg(name, bytesText(bytes))
            : tr("%1, %2").arg(name, bytesText(bytes)));
    setPhase(Phase::Detecting);
    if (!file.open(QIODevice::ReadOnly)) {
        ApiFailure failure;
        failure.message = tr("%1 cannot be read: %2").arg(file.fileName(), file.errorString());
        showFailure(failure);
        return;
    }
    m_head = file.read(kHeadBytes);
    if (m_head.trimmed().isEmpty()) {
        ApiFailure failure;
        failure.message = tr("%1 is empty: there is nothing to import.").arg(name);
        showFailure(failure);
        return;
    }
    fillCollections();
    m_collection->setEditText(isPasted ? QStringLiteral("pasted") : collectionNameOf(m_files.first()));
    askDetection(std::nullopt);
}

void ImportScreen::askDetection(std::optional<api::DocumentFormat> format)
{
    if (m_call)
        m_call->cancel();
    m_call =
        m_bench.client->detect(this, m_head, format, [this](const ApiResult<ApiClient::Detection> &answer) {
            if (answer)
                takeDetection(*answer);
            else
                showFailure(answer.error());
        });
}

void ImportScreen::takeDetection(const ApiClient::Detection &detection)
{
    m_detection = detection;
    m_format->setCurrentIndex(m_format->findData(int(detection.format.format)));
    fillMapping();
    setPhase(Phase::Mapped);
    m_check->setFocus();
}

void ImportScreen::fillMapping()
{
    if (!m_detection)
        return;
    const api::CollectionInfo *known = existing();
    m_mapping->setSample(m_detection->schema, m_detection->records, known ? known->schema : api::Schema());
    const QString problem = nameProblem();
    m_nameHint->setText(
        !problem.isEmpty() ? problem
        : known ? tr("Adds to %1, which has %Ln document(s).", nullptr, countOf(known->documentCount))
                      .arg(collectionName())
                : tr("A new collection."));
    m_check->setEnabled(problem.isEmpty());
    const int rows = std::clamp(m_mapping->rowCount(), 3, 12);
    m_mappingView->setFixedHeight(m_mappingView->horizontalHeader()->sizeHint().height() +
                                  rows * m_mappingView->verticalHeader()->defaultSectionSize() + 4);
}

void ImportScreen::loadCollections()
{
    m_bench.client->collections(this, [this](const ApiResult<std::vector<api::CollectionInfo>> &answer) {
        if (!answer)
            return;
        m_collections = *answer;
        fillCollections();
    });
}

void ImportScreen::fillCollections()
{
    const QString text = m_collection->currentText();
    const QSignalBlocker quiet(m_collection);
    m_collection->clear();
    for (const api::CollectionInfo &info : m_collections)
        m_collection->addItem(QString::fromStdString(info.name));
    m_collection->setEditText(text);
}

QString ImportScreen::collectionName() const { return m_collection->currentText().trimmed(); }

const api::CollectionInfo *ImportScreen::existing() const
{
    const std::string name = collectionName().toStdString();
    for (const api::CollectionInfo &info : m_collections) {
        if (info.name == name && collectionName() != m_made)
            return &info;
    }
    return nullptr;
}

QString ImportScreen::nameProblem() const
{
    static const QRegularExpression allowed(QStringLiteral("^[a-z0-9][a-z0-9_-]{0,63}$"));
    return existing() || allowed.match(collectionName()).hasMatch()
               ? QString()
               : tr("A name is 1 to 64 of a-z, 0-9, - and _, and begins with a letter or digit.");
}

void ImportScreen::prepareCollection(const std::function<void()> &then)
{
    const api::Schema schema = m_mapping->schema();
    const auto done = [this, then, schema](const ApiResult<api::CollectionInfo> &answer) {
        if (!answer) {
            showFailure(answer.error());
            return;
        }
        m_madeSchema = schema;
        then();
    };
    const api::CollectionInfo *known = existing();
    if (known) {
        if (schema == known->schema)
            then();
        else
            m_call = m_bench.client->changeSchema(this, collectionName(), schema, done);
    } else if (m_made == collectionName()) {
        if (schema == m_madeSchema)
            then();
        else
            m_call = m_bench.client->changeSchema(this, m_made, schema, done);
    } else {
        dropUnusedCollection();
        api::CollectionCreate create;
        create.name = collectionName().toStdString();
        create.schema = schema;
        m_made = collectionName();
        m_call = m_bench.client->createCollection(this, create, done);
    }
}

void ImportScreen::dropUnusedCollection()
{
    if (m_made.isEmpty())
        return;
    m_bench.client->removeCollection(m_bench.client, m_made, [](const ApiResult<ApiClient::Nothing> &) {});
    m_made.clear();
}

void ImportScreen::check()
{
    m_problems->clear();
    m_checkLedger->setLedger({}, true);
    setPhase(Phase::Checking);
    prepareCollection([this] { startJob(true); });
}

void ImportScreen::startJob(bool isDryRun)
{
    ImportJob::Plan plan;
    plan.files = m_files;
    plan.format = m_detection->format;
    plan.encoding = m_detection->encoding;
    plan.collection = collectionName();
    plan.isDryRun = isDryRun;
    m_job->start(plan);
    m_cancel->setFocus();
}

void ImportScreen::showProgress()
{
    if (m_phase != Phase::Checking && m_phase != Phase::Importing)
        return;
    const ImportJob::Progress progress = m_job->progress();
    const bool isDryRun = m_phase == Phase::Checking;
    (isDryRun ? m_checkLedger : m_ledger)->setLedger(progress.ledger, isDryRun);
    QProgressBar *bar = isDryRun ? m_checkProgress : m_progress;
    bar->setValue(progress.bytesTotal > 0 ? int(1000 * progress.bytesRead / progress.bytesTotal) : 0);
    QString text = tr("%1 of %2").arg(bytesText(progress.bytesRead), bytesText(progress.bytesTotal));
    if (progress.recordsPerSecond > 0)
        text += tr(", %1 records/s").arg(QLocale().toString(progress.recordsPerSecond, 'f', 0));
    if (progress.secondsLeft && *progress.secondsLeft >= 1)
        text += tr(", about %1 left").arg(durationText(*progress.secondsLeft * 1000));
    (isDryRun ? m_checkText : m_progressText)->setText(text);
    m_problemsView->setVisible(m_problems->rowCount() > 0);
    Q_EMIT statusChanged(isDryRun ? tr("Checking: %1").arg(text) : tr("Importing: %1").arg(text));
}

void ImportScreen::showFinished()
{
    const ImportJob::Progress progress = m_job->progress();
    const QLocale locale;
    if (m_job->plan().isDryRun) {
        m_checkLedger->setLedger(progress.ledger, true);
        setPhase(Phase::Checked);
        const qint64 bad = progress.ledger.quarantined + progress.ledger.rejected;
        m_checkText->setText(bad == 0
                                 ? tr("Every record can be imported.")
                                 : tr("%Ln of %1 records cannot be imported as they are. The others can.",
                                      nullptr, countOf(bad))
                                       .arg(locale.toString(qint64(progress.ledger.received))));
        m_progressText->setText(
            progress.ledger.quarantined > 0
                ? tr("Bad records go to quarantine, where nothing is lost; the rest is indexed.")
                : tr("Ready to be written."));
        m_import->setEnabled(progress.ledger.received > 0);
        m_import->setText(tr("Import %Ln record(s)", nullptr, countOf(progress.ledger.received)));
        m_import->setFocus();
        Q_EMIT statusChanged(tr("Checked %Ln record(s)", nullptr, countOf(progress.ledger.received)));
    } else {
        m_ledger->setLedger(progress.ledger, false);
        m_made.clear();
        setPhase(Phase::Done);
        m_progressText->setText(tr("Done: every record received is accounted for below."));
        m_open->setText(tr("Open %1 in Explore").arg(collectionName()));
        m_open->setFocus();
        Q_EMIT statusChanged(tr("Imported %Ln record(s) into %1", nullptr, countOf(progress.ledger.indexed))
                                 .arg(collectionName()));
        Q_EMIT collectionsChanged();
        loadCollections();
    }
    QTimer::singleShot(0, this, [this] {
        m_scroll->verticalScrollBar()->setValue(m_scroll->verticalScrollBar()->maximum());
    });
}

void ImportScreen::showFailure(const ApiFailure &failure)
{
    m_tick->stop();
    const bool isJob = m_job->state() == ImportJob::State::Stopped;
    if (!isJob && m_phase == Phase::Checking)
        setPhase(Phase::Mapped);
    QString text = failure.message;
    for (const ErrorDetail &detail : failure.details) {
        if (!detail.message.empty() && serverText(detail.message) != failure.message)
            text += QLatin1Char('\n') + (detail.line > 0 ? tr("Line %1: ").arg(detail.line) : QString()) +
                    serverText(detail.message);
    }
    if (!failure.requestId.isEmpty())
        text += tr("\nRequest %1").arg(failure.requestId);
    m_failure->setText(text);
    m_failure->setAccessibleName(tr("Error: %1").arg(text));
    m_failure->show();
    m_retry->setVisible(isJob || m_phase == Phase::Detecting);
    m_cancel->setVisible(isJob);
    m_scroll->ensureWidgetVisible(m_failure);
    Q_EMIT statusChanged(failure.message);
}

} // namespace explorer::ui
