#include "ui/ingest/importjob.h"

#include "ui/client/servertext.h"

#include <QFileInfo>
#include <QFuture>
#include <QPromise>
#include <QThreadPool>
#include <QTimer>
#include <QUuid>

namespace explorer::ui
{

namespace
{

constexpr int kAttempts = 6;

bool mayPass(const ApiFailure &failure)
{
    switch (failure.kind) {
    case ApiFailure::Kind::Network:
    case ApiFailure::Kind::Timeout:
        return true;
    case ApiFailure::Kind::Problem:
        return failure.status == 429 || failure.status == 503 || failure.status == 504 ||
               (failure.status == 409 && failure.reason == "idempotency_in_flight");
    default:
        return false;
    }
}

ApiFailure fromError(const Error &error)
{
    ApiFailure failure;
    failure.kind = ApiFailure::Kind::Problem;
    failure.reason = error.reason;
    failure.message = serverText(error.message);
    failure.details = error.details;
    return failure;
}

} // namespace

struct ImportJob::Source {
    std::unique_ptr<api::BatchReader> reader;
};

struct ImportJob::Read {
    api::InputFormat format;
    std::optional<api::Batch> batch;
    std::optional<Error> error;
};

ImportJob::ImportJob(ApiClient *client, QObject *parent)
    : QObject(parent), m_client(client), m_retry(new QTimer(this))
{
    m_retry->setSingleShot(true);
    connect(m_retry, &QTimer::timeout, this, &ImportJob::send);
}

ImportJob::~ImportJob() { cancel(); }

void ImportJob::start(const Plan &plan)
{
    cancel();
    m_plan = plan;
    m_state = State::Running;
    m_file = 0;
    m_attempt = 0;
    m_atEnd = plan.files.isEmpty();
    m_sourceEnded = false;
    m_bytesBefore = m_bytesDone = m_bytesTotal = m_recordsBefore = 0;
    m_ledger = {};
    for (const QString &file : plan.files)
        m_bytesTotal += QFileInfo(file).size();
    m_source = std::make_shared<Source>();
    m_since.start();
    pump();
}

void ImportJob::cancel()
{
    ++m_run;
    m_retry->stop();
    if (m_call)
        m_call->cancel();
    m_call.clear();
    m_next.reset();
    m_sending.reset();
    m_isReading = false;
    m_source.reset();
    m_state = State::Idle;
}

void ImportJob::resume()
{
    if (m_state != State::Stopped)
        return;
    m_state = State::Running;
    m_attempt = 0;
    if (m_sending)
        send();
    else
        pump();
}

void ImportJob::pump()
{
    if (m_state != State::Running && m_state != State::Waiting)
        return;
    if (!m_sending && m_next) {
        if (m_next->error) {
            stop(fromError(*m_next->error));
            return;
        }
        m_sending = std::move(m_next);
        m_key = QUuid::createUuid().toString(QUuid::WithoutBraces);
        m_attempt = 0;
        send();
    }
    // The last batch of a file is still counted as its own.
    if (m_sourceEnded && !m_sending && !m_next)
        endSource();
    if (!m_next && !m_isReading && !m_atEnd && !m_sourceEnded)
        readNext();
    if (m_atEnd && !m_sending && !m_next && !m_isReading) {
        m_state = State::Finished;
        Q_EMIT progressed();
        Q_EMIT finished();
    }
}

void ImportJob::readNext()
{
    m_isReading = true;
    auto promise = std::make_shared<QPromise<std::shared_ptr<Read>>>();
    const std::filesystem::path path(m_plan.files[m_file].toStdString());
    promise->future().then(this, [this, run = m_run](const std::shared_ptr<Read> &read) {
        if (run == m_run)
            takeRead(*read);
    });
    QThreadPool::globalInstance()->start([promise, path, source = m_source, plan = m_plan] {
        promise->start();
        auto read = std::make_shared<Read>();
        if (!source->reader) {
            if (auto opened = api::BatchReader::open(path, plan.format, {}, plan.encoding))
                source->reader = std::move(*opened);
            else
                read->error = std::move(opened.error());
        }
        if (source->reader) {
            read->format = source->reader->bodyFormat();
            if (auto batch = source->reader->next())
                read->batch = std::move(*batch);
            else
                read->error = std::move(batch.error());
        }
        promise->addResult(std::move(read));
        promise->finish();
    });
}

void ImportJob::takeRead(const Read &read)
{
    m_isReading = false;
    if (!read.error && (!read.batch || read.batch->records == 0))
        m_sourceEnded = true;
    else
        m_next = std::make_unique<Read>(read);
    pump();
}

void ImportJob::endSource()
{
    m_sourceEnded = false;
    m_recordsBefore = 0;
    m_bytesBefore += QFileInfo(m_plan.files[m_file]).size();
    m_bytesDone = m_bytesBefore;
    m_source = std::make_shared<Source>();
    m_atEnd = ++m_file >= m_plan.files.size();
}

void ImportJob::send()
{
    if (!m_sending || !m_sending->batch)
        return;
    m_state = State::Running;
    ApiClient::Upload upload;
    upload.collection = m_plan.collection;
    upload.format = m_sending->format;
    upload.body = QByteArray(m_sending->batch->body.data(), qsizetype(m_sending->batch->body.size()));
    upload.dryRun = m_plan.isDryRun;
    // After the last one everything can be searched; the others need not wait for that.
    const bool isLastFile = m_file + 1 >= m_plan.files.size();
    upload.waitVisible = !m_plan.isDryRun && isLastFile &&
                         m_sending->batch->bytesRead >= QFileInfo(m_plan.files.value(m_file)).size();
    upload.idempotencyKey = m_key;
    m_call = m_client->upload(this, upload, [this, run = m_run](const ApiResult<api::BulkAnswer> &answer) {
        m_call.clear();
        if (run == m_run)
            takeAnswer(answer);
    });
}

void ImportJob::takeAnswer(const ApiResult<api::BulkAnswer> &answer)
{
    if (!answer) {
        takeFailure(answer.error());
        return;
    }
    report(*answer);
    m_ledger += answer->ledger;
    m_bytesDone =
        std::max(m_bytesDone, std::min(m_bytesTotal, m_bytesBefore + qint64(m_sending->batch->bytesRead)));
    m_recordsBefore += m_sending->batch->records;
    m_sending.reset();
    Q_EMIT progressed();
    pump();
}

void ImportJob::report(const api::BulkAnswer &answer)
{
    std::vector<ImportProblem> problems;
    for (const api::BulkItem &item : answer.items) {
        if (item.status != "quarantined" && item.status != "rejected")
            continue;
        ImportProblem problem;
        problem.file = m_plan.files[std::min<qsizetype>(m_file, m_plan.files.size() - 1)];
        // Of a JSON file people count the records, not the lines.
        problem.line = m_plan.format.format == api::DocumentFormat::Json
                           ? m_recordsBefore + item.line
                           : m_sending->batch->fileLine(item.line);
        problem.status = QString::fromStdString(item.status);
        if (item.error)
            problem.error = *item.error;
        problems.push_back(std::move(problem));
    }
    if (!problems.empty())
        Q_EMIT problemsFound(problems);
}

void ImportJob::takeFailure(const ApiFailure &failure)
{
    if (!mayPass(failure) || ++m_attempt >= kAttempts) {
        stop(failure);
        return;
    }
    m_state = State::Waiting;
    const int seconds = std::clamp(failure.retryAfterSeconds.value_or(1 << (m_attempt - 1)), 1, 30);
    m_retry->start(seconds * 1000);
    Q_EMIT waiting(failure.message, seconds);
}

void ImportJob::stop(const ApiFailure &failure)
{
    m_state = State::Stopped;
    Q_EMIT stopped(failure);
}

ImportJob::Progress ImportJob::progress() const
{
    Progress progress;
    progress.bytesRead = m_bytesDone;
    progress.bytesTotal = m_bytesTotal;
    progress.ledger = m_ledger;
    const double seconds = m_since.isValid() ? double(m_since.elapsed()) / 1000 : 0;
    if (seconds > 0.2 && m_bytesDone > 0) {
        progress.recordsPerSecond = double(m_ledger.received) / seconds;
        progress.secondsLeft = seconds * double(m_bytesTotal - m_bytesDone) / double(m_bytesDone);
    }
    return progress;
}

} // namespace explorer::ui
