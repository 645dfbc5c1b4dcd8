#pragma once

#include "ui/client/apiclient.h"

#include "core/ingest/sampledata.h"

#include <QObject>
#include <QPointer>

namespace explorer::app
{

/// Loads the sample shop through the client, collection by collection and batch by batch. The generator runs
/// on a pool thread. Cancelling stops after the batch under way and removes the collections it made.
/// Interface thread.
class SampleImport : public QObject
{
    Q_OBJECT
public:
    explicit SampleImport(ui::ApiClient &client, QObject *parent = nullptr);
    void start();
    void cancel();

Q_SIGNALS:
    void progressed(qint64 done, qint64 total, const QString &collection);
    void finished();
    void failed(const QString &message);
    void cancelled();

private:
    void createNext();
    void uploadNext();
    void stepFailed(const ui::ApiFailure &failure);
    void removeCreated();

    ui::ApiClient &m_client;
    std::vector<ingest::SampleCollection> m_shop;
    std::size_t m_collection = 0;
    std::size_t m_document = 0;
    qint64 m_done = 0;
    qint64 m_total = 0;
    QStringList m_created;
    bool m_isCancelled = false;
};

} // namespace explorer::app
