#pragma once

#include "ui/client/apiclient.h"
#include "ui/models/problemsmodel.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QStringList>

class QTimer;

namespace explorer::ui
{

/// Sends files to a collection, batch by batch: one is read on the thread pool while one is on its way. A
/// batch carries its idempotency key, so that a repeat after a lost answer is harmless; failures that may
/// pass are retried, others stop the job until resume().
class ImportJob : public QObject
{
    Q_OBJECT
public:
    struct Plan {
        QStringList files;
        api::InputFormat format;
        /// As asUtf8() takes it.
        std::string encoding;
        QString collection;
        bool isDryRun = false;
    };
    struct Progress {
        qint64 bytesRead = 0;
        qint64 bytesTotal = 0;
        api::Ledger ledger;
        double recordsPerSecond = 0;
        std::optional<double> secondsLeft;
    };
    enum class State : std::uint8_t { Idle, Running, Waiting, Stopped, Finished };

    explicit ImportJob(ApiClient *client, QObject *parent = nullptr);
    ~ImportJob() override;
    void start(const Plan &plan);
    void cancel();
    /// Goes on with the batch that failed.
    void resume();
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Plan &plan() const { return m_plan; }
    [[nodiscard]] Progress progress() const;

Q_SIGNALS:
    void progressed();
    void problemsFound(const std::vector<explorer::ui::ImportProblem> &problems);
    /// A passing failure; it is tried again after that time.
    void waiting(const QString &why, int seconds);
    void stopped(const explorer::ui::ApiFailure &failure);
    void finished();

private:
    struct Source;
    struct Read;
    void pump();
    void readNext();
    void takeRead(const Read &read);
    void send();
    void takeAnswer(const ApiResult<api::BulkAnswer> &answer);
    void takeFailure(const ApiFailure &failure);
    void report(const api::BulkAnswer &answer);
    void stop(const ApiFailure &failure);
    void endSource();

    ApiClient *m_client;
    Plan m_plan;
    State m_state = State::Idle;
    /// Shared with the reading task, which may outlive the job.
    std::shared_ptr<Source> m_source;
    std::unique_ptr<Read> m_next;
    std::unique_ptr<Read> m_sending;
    bool m_isReading = false;
    bool m_atEnd = false;
    bool m_sourceEnded = false;
    int m_file = 0;
    int m_attempt = 0;
    /// Answers of an older start() are not for this one.
    int m_run = 0;
    QString m_key;
    QPointer<ApiCall> m_call;
    QTimer *m_retry;
    QElapsedTimer m_since;
    qint64 m_bytesBefore = 0;
    qint64 m_bytesTotal = 0;
    qint64 m_bytesDone = 0;
    qint64 m_recordsBefore = 0;
    api::Ledger m_ledger;
};

} // namespace explorer::ui
