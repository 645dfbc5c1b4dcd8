#include "app/sampleimport.h"

#include <QThreadPool>

namespace explorer::app
{
namespace
{

constexpr std::size_t kBatchRecords = 2000;

} // namespace

SampleImport::SampleImport(ui::ApiClient &client, QObject *parent) : QObject(parent), m_client(client) {}

void SampleImport::start()
{
    QPointer<SampleImport> self(this);
    QThreadPool::globalInstance()->start([self] {
        auto shop = std::make_shared<std::vector<ingest::SampleCollection>>(ingest::makeSampleShop());
        QMetaObject::invokeMethod(
            qApp,
            [self, shop] {
                if (!self)
                    return;
                self->m_shop = std::move(*shop);
                for (const ingest::SampleCollection &collection : self->m_shop)
                    self->m_total += static_cast<qint64>(collection.documents.size());
                self->createNext();
            },
            Qt::QueuedConnection);
    });
}

void SampleImport::cancel() { m_isCancelled = true; }

void SampleImport::createNext()
{
    if (m_isCancelled) {
        removeCreated();
        return;
    }
    if (m_collection == m_shop.size()) {
        Q_EMIT finished();
        return;
    }
    const ingest::SampleCollection &collection = m_shop[m_collection];
    api::CollectionCreate create;
    create.name = collection.name;
    create.schema = collection.schema;
    m_document = 0;
    m_client.createCollection(this, create,
                              [this, name = QString::fromStdString(collection.name)](auto result) {
                                  // It is there from an earlier try: the documents have fixed ids, so that
                                  // loading them again changes nothing.
                                  const bool exists = !result && result.error().status == 409;
                                  if (!result && !exists) {
                                      stepFailed(result.error());
                                      return;
                                  }
                                  if (!exists)
                                      m_created.append(name);
                                  uploadNext();
                              });
}

void SampleImport::uploadNext()
{
    if (m_isCancelled) {
        removeCreated();
        return;
    }
    const ingest::SampleCollection &collection = m_shop[m_collection];
    const QString name = QString::fromStdString(collection.name);
    Q_EMIT progressed(m_done, m_total, name);
    if (m_document == collection.documents.size()) {
        ++m_collection;
        createNext();
        return;
    }
    const std::size_t last = std::min(m_document + kBatchRecords, collection.documents.size());
    ui::ApiClient::Upload upload;
    upload.collection = name;
    for (std::size_t i = m_document; i < last; ++i)
        upload.body
            .append(collection.documents[i].data(), static_cast<qsizetype>(collection.documents[i].size()))
            .append('\n');
    upload.waitVisible = last == collection.documents.size();
    m_client.upload(this, upload, [this, last](auto result) {
        if (!result) {
            stepFailed(result.error());
            return;
        }
        m_done += static_cast<qint64>(last - m_document);
        m_document = last;
        uploadNext();
    });
}

void SampleImport::stepFailed(const ui::ApiFailure &failure) { Q_EMIT failed(failure.message); }

void SampleImport::removeCreated()
{
    if (m_created.isEmpty()) {
        Q_EMIT cancelled();
        return;
    }
    m_client.removeCollection(this, m_created.takeLast(), [this](auto) { removeCreated(); });
}

} // namespace explorer::app
