#include "ui/explore/exportdialog.h"

#include "ui/client/apiclient.h"
#include "ui/client/apifailure.h"
#include "ui/models/plural.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

namespace
{

constexpr std::size_t kMostSelected = 10'000;

/// The progress bar counts to this, since rows may be more than an int holds.
constexpr int kSteps = 1000;

QString sizeText(qint64 bytes) { return QLocale().formattedDataSize(bytes); }

QString suffixOf(api::ExportFormat format)
{
    return QString::fromUtf8(toString(format).data(), qsizetype(toString(format).size()));
}

} // namespace

ExportDialog::ExportDialog(ApiClient *client, Theme *theme, Hits hits, QWidget *parent)
    : QDialog(parent), m_client(client), m_theme(theme), m_hits(std::move(hits)),
      m_all(new QRadioButton(tr("All matches (%1)").arg(QLocale().toString(m_hits.total)), this)),
      m_selected(new QRadioButton(
          tr("Selected rows (%1)").arg(QLocale().toString(qlonglong(m_hits.selectedIds.size()))), this)),
      m_format(new QComboBox(this)), m_columns(new QListWidget(this)),
      m_whole(new QCheckBox(tr("Whole documents"), this)),
      m_guard(new QCheckBox(tr("Keep spreadsheets from running cells as formulas"), this)),
      m_estimate(new QLabel(this)), m_message(new QLabel(this)), m_progress(new QProgressBar(this)),
      m_start(new QPushButton(tr("Export\u2026"), this)), m_close(new QPushButton(tr("Close"), this))
{
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export from %1").arg(QString::fromStdString(m_hits.search.collections.front())));
    m_message->setObjectName(QStringLiteral("exportMessage"));
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_estimate->setTextFormat(Qt::PlainText);
    m_estimate->setFont(m_theme->font(Theme::TextSize::Small));
    m_progress->setRange(0, kSteps);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the export"));
    m_progress->hide();
    m_start->setDefault(true);
    m_form = buildForm();
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_start);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addWidget(m_form, 1);
    layout->addWidget(m_estimate);
    layout->addWidget(m_progress);
    layout->addWidget(m_message);
    layout->addLayout(buttons);
    connect(m_start, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(m_close, &QPushButton::clicked, this, [this] {
        if (isRunning())
            fail(tr("The export was cancelled. No file was written."), true);
        else
            close();
    });
    showForm();
}

ExportDialog::~ExportDialog()
{
    if (m_call)
        m_call->cancel();
}

QWidget *ExportDialog::buildForm()
{
    auto *form = new QWidget(this);
    m_all->setChecked(true);
    m_selected->setEnabled(!m_hits.selectedIds.empty() && m_hits.selectedIds.size() <= kMostSelected);
    for (const auto &[format, name] : {std::pair(api::ExportFormat::Csv, tr("CSV, a table for spreadsheets")),
                                       {api::ExportFormat::NdJson, tr("NDJSON, one document a line")},
                                       {api::ExportFormat::Json, tr("JSON, one array")}})
        m_format->addItem(name, int(format));
    m_format->setAccessibleName(tr("Format"));
    m_guard->setChecked(true);
    m_guard->setToolTip(tr("An apostrophe goes before texts that begin with =, +, - or @."));
    auto *layout = new QFormLayout(form);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *scope = new QVBoxLayout;
    scope->addWidget(m_all);
    scope->addWidget(m_selected);
    layout->addRow(tr("Rows"), scope);
    layout->addRow(tr("Format"), m_format);
    layout->addRow(tr("Columns"), buildColumns());
    layout->addRow(QString(), m_guard);
    connect(m_all, &QRadioButton::toggled, this, &ExportDialog::showEstimate);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::showForm);
    connect(m_whole, &QCheckBox::toggled, this, &ExportDialog::showForm);
    connect(m_columns, &QListWidget::itemChanged, this, &ExportDialog::showForm);
    return form;
}

QWidget *ExportDialog::buildColumns()
{
    auto *box = new QWidget(this);
    m_columns->setAccessibleName(tr("Columns to export"));
    m_columns->setUniformItemSizes(true);
    const QSignalBlocker blocker(m_columns);
    for (const QString &field : m_hits.fields) {
        auto *item = new QListWidgetItem(field, m_columns);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        const bool isChosen =
            m_hits.columns.isEmpty() || field == QStringLiteral("id") || m_hits.columns.contains(field);
        item->setCheckState(isChosen ? Qt::Checked : Qt::Unchecked);
    }
    m_whole->setChecked(m_hits.columns.isEmpty());
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_whole);
    layout->addWidget(m_columns, 1);
    return box;
}

api::ExportFormat ExportDialog::format() const { return api::ExportFormat(m_format->currentData().toInt()); }

QStringList ExportDialog::chosenFields() const
{
    QStringList fields;
    for (int row = 0; row < m_columns->count(); ++row) {
        if (m_columns->item(row)->checkState() == Qt::Checked)
            fields << m_columns->item(row)->text();
    }
    return fields;
}

qint64 ExportDialog::rowsWanted() const
{
    return m_selected->isChecked() ? qint64(m_hits.selectedIds.size()) : m_hits.total;
}

void ExportDialog::showForm()
{
    const bool isTable = format() == api::ExportFormat::Csv;
    m_guard->setEnabled(isTable);
    m_whole->setText(isTable ? tr("All fields") : tr("Whole documents"));
    m_columns->setEnabled(!m_whole->isChecked());
    m_start->setEnabled(m_whole->isChecked() || !chosenFields().isEmpty());
    showEstimate();
}

void ExportDialog::showEstimate()
{
    const QString rows = tr("%n row(s)", nullptr, countOf(rowsWanted()));
    if (m_hits.bytesEach == 0 || !m_whole->isChecked())
        m_estimate->setText(rows);
    else
        m_estimate->setText(tr("%1, about %2").arg(rows, sizeText(rowsWanted() * m_hits.bytesEach)));
}

api::ExportRequest ExportDialog::request() const
{
    api::ExportRequest request;
    request.search = m_hits.search;
    request.search.fields.clear();
    if (!m_whole->isChecked()) {
        for (const QString &field : chosenFields())
            request.search.fields.push_back(field.toStdString());
    }
    if (m_selected->isChecked())
        request.ids = m_hits.selectedIds;
    request.format = format();
    request.formulaGuard = m_guard->isChecked();
    return request;
}

void ExportDialog::chooseFile()
{
    const QString suffix = suffixOf(format());
    const QString name =
        QString::fromStdString(m_hits.search.collections.front()) + QLatin1Char('.') + suffix;
    auto *chooser = new QFileDialog(this, tr("Export to"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(suffix);
    chooser->selectFile(name);
    connect(chooser, &QFileDialog::fileSelected, this, &ExportDialog::exportTo);
    chooser->open();
}

void ExportDialog::exportTo(const QString &path)
{
    m_file = std::make_unique<QSaveFile>(path);
    if (!m_file->open(QIODevice::WriteOnly)) {
        m_message->setText(tr("%1 cannot be written: %2").arg(path, m_file->errorString()));
        m_file.reset();
        return;
    }
    m_bytes = 0;
    m_lines = 0;
    m_call = m_client->exportHits(
        this, request(), [this](const QByteArray &piece) { return take(piece); },
        [this](const ApiResult<qint64> &answer) {
            if (answer)
                succeed(*answer);
            else
                fail(tr("The export did not come to its end: %1 No file was written.")
                         .arg(answer.error().message),
                     false);
        });
    setRunning(true);
    showProgress();
}

bool ExportDialog::take(const QByteArray &piece)
{
    if (m_file->write(piece) != piece.size())
        return false;
    m_bytes += piece.size();
    m_lines += piece.count('\n');
    showProgress();
    return true;
}

void ExportDialog::showProgress()
{
    const qint64 rows = std::max<qint64>(1, rowsWanted());
    // A cell may hold line ends of its own.
    const qint64 written = std::min(m_lines, rows);
    m_progress->setValue(int(written * kSteps / rows));
    m_message->setText(
        tr("%1 of %2 rows, %3")
            .arg(QLocale().toString(written), QLocale().toString(rowsWanted()), sizeText(m_bytes)));
}

void ExportDialog::setRunning(bool isRunning)
{
    m_form->setEnabled(!isRunning);
    m_start->setEnabled(!isRunning);
    m_progress->setVisible(isRunning);
    m_close->setText(isRunning ? tr("Cancel") : tr("Close"));
}

void ExportDialog::succeed(qint64 bytes)
{
    m_call.clear();
    const QString path = QDir::toNativeSeparators(m_file->fileName());
    if (!m_file->commit()) {
        fail(tr("%1 cannot be written: %2").arg(path, m_file->errorString()), false);
        return;
    }
    m_file.reset();
    setRunning(false);
    showForm();
    m_message->setText(tr("Written to %1 (%2).").arg(path, sizeText(bytes)));
    Q_EMIT finished(true);
}

void ExportDialog::fail(const QString &message, bool isCancelled)
{
    if (isCancelled && m_call)
        m_call->cancel();
    m_call.clear();
    if (m_file)
        m_file->cancelWriting();
    m_file.reset();
    setRunning(false);
    showForm();
    m_message->setText(message);
    Q_EMIT finished(false);
}

QString ExportDialog::message() const { return m_message->text(); }

void ExportDialog::done(int result)
{
    if (isRunning())
        fail(tr("The export was cancelled. No file was written."), true);
    QDialog::done(result);
}

} // namespace explorer::ui
