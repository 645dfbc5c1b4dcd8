#pragma once

#include "core/api/exportrequest.h"

#include <QDialog>
#include <QPointer>

#include <memory>

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QRadioButton;
class QSaveFile;

namespace explorer::ui
{

class ApiCall;
class ApiClient;
class Theme;
struct ApiFailure;

/// Writes the hits of a search into a file, all of them or those selected, while the rest of the window stays
/// usable. The file stands under its name only when it is whole. Closing it stops what runs.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    struct Hits {
        api::SearchRequest search;
        qint64 total = 0;
        /// Of a document, as far as is known; 0: nothing is known.
        qint64 bytesEach = 0;
        std::vector<std::string> selectedIds;
        /// Everything that can be a column, and the columns that are shown (empty: all).
        QStringList fields;
        QStringList columns;
    };
    ExportDialog(ApiClient *client, Theme *theme, Hits hits, QWidget *parent = nullptr);
    ~ExportDialog() override;

    /// What stands in the form.
    [[nodiscard]] api::ExportRequest request() const;
    void exportTo(const QString &path);
    [[nodiscard]] bool isRunning() const { return !m_call.isNull(); }
    [[nodiscard]] QString message() const;

Q_SIGNALS:
    void finished(bool isWhole);

protected:
    void done(int result) override;

private:
    QWidget *buildForm();
    QWidget *buildColumns();
    void chooseFile();
    void showForm();
    void showEstimate();
    void showProgress();
    void setRunning(bool isRunning);
    bool take(const QByteArray &piece);
    void succeed(qint64 bytes);
    void fail(const QString &message, bool isCancelled);
    [[nodiscard]] api::ExportFormat format() const;
    [[nodiscard]] qint64 rowsWanted() const;
    [[nodiscard]] QStringList chosenFields() const;

    ApiClient *m_client;
    Theme *m_theme;
    Hits m_hits;
    QWidget *m_form = nullptr;
    QRadioButton *m_all;
    QRadioButton *m_selected;
    QComboBox *m_format;
    QListWidget *m_columns;
    QCheckBox *m_whole;
    QCheckBox *m_guard;
    QLabel *m_estimate;
    QLabel *m_message;
    QProgressBar *m_progress;
    QPushButton *m_start;
    QPushButton *m_close;
    std::unique_ptr<QSaveFile> m_file;
    QPointer<ApiCall> m_call;
    qint64 m_bytes = 0;
    qint64 m_lines = 0;
};

} // namespace explorer::ui
