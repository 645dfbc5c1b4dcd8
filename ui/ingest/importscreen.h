#pragma once

#include "core/api/documents.h"
#include "ui/client/apiclient.h"
#include "ui/shell/screen.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;
class QTemporaryFile;
class QTimer;

namespace explorer::ui
{

class DropZone;
class ImportJob;
class LedgerBar;
class MappingModel;
class ProblemsModel;
class StepCard;
struct ImportProblem;

/// Import on one page: source, fields and collection, a dry run over the whole file, the import itself. A
/// step appears when the one before it has what it needs; nothing is written before the last.
class ImportScreen : public Screen
{
    Q_OBJECT
public:
    explicit ImportScreen(const Workbench &bench, QWidget *parent = nullptr);
    ~ImportScreen() override;
    void activate() override;
    void refresh() override;
    void cancel() override;
    void focusNextPane() override;
    void takeFiles(const QStringList &files);
    void takeText(const QString &text);

private:
    enum class Phase : std::uint8_t { Empty, Detecting, Mapped, Checking, Checked, Importing, Done };
    void build();
    StepCard *buildSource();
    StepCard *buildMapping();
    StepCard *buildCheck();
    StepCard *buildImport();
    void connectJob();
    void setPhase(Phase phase);
    void startOver();
    void detect();
    /// As what the user chose, or as it looks.
    void askDetection(std::optional<api::DocumentFormat> format);
    void takeDetection(const ApiClient::Detection &detection);
    void fillMapping();
    void fillCollections();
    void loadCollections();
    void check();
    void startJob(bool isDryRun);
    void prepareCollection(const std::function<void()> &then);
    void dropUnusedCollection();
    void showProgress();
    void showFinished();
    void showFailure(const ApiFailure &failure);
    [[nodiscard]] QString collectionName() const;
    [[nodiscard]] const api::CollectionInfo *existing() const;
    [[nodiscard]] QString nameProblem() const;

    Workbench m_bench;
    Phase m_phase = Phase::Empty;
    QStringList m_files;
    std::unique_ptr<QTemporaryFile> m_pasted;
    QByteArray m_head;
    std::optional<ApiClient::Detection> m_detection;
    std::vector<api::CollectionInfo> m_collections;
    /// Made for the dry run and removed again where nothing is imported into it.
    QString m_made;
    api::Schema m_madeSchema;
    QPointer<ApiCall> m_call;
    ImportJob *m_job;
    MappingModel *m_mapping;
    ProblemsModel *m_problems;
    DropZone *m_drop = nullptr;
    StepCard *m_source = nullptr;
    StepCard *m_mappingCard = nullptr;
    StepCard *m_checkCard = nullptr;
    StepCard *m_importCard = nullptr;
    QLabel *m_sourceText = nullptr;
    QComboBox *m_format = nullptr;
    QPushButton *m_another = nullptr;
    QComboBox *m_collection = nullptr;
    QLabel *m_nameHint = nullptr;
    QTableView *m_mappingView = nullptr;
    QPushButton *m_check = nullptr;
    QPushButton *m_import = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_open = nullptr;
    LedgerBar *m_checkLedger = nullptr;
    LedgerBar *m_ledger = nullptr;
    QProgressBar *m_checkProgress = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_checkText = nullptr;
    QLabel *m_progressText = nullptr;
    QLabel *m_failure = nullptr;
    QTableView *m_problemsView = nullptr;
    class QScrollArea *m_scroll = nullptr;
    QTimer *m_tick;
};

} // namespace explorer::ui
