#pragma once

#include "core/api/account.h"
#include "core/api/audit.h"
#include "core/api/batchreader.h"
#include "core/api/cache.h"
#include "core/api/documentcontext.h"
#include "core/api/documents.h"
#include "core/api/exportrequest.h"
#include "core/api/health.h"
#include "core/api/savedsearch.h"
#include "core/api/search.h"
#include "core/api/suggest.h"
#include "ui/client/apifailure.h"

#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace explorer::ui
{

/// A running call. Deleting the handle or cancel() aborts it (the socket too, so the server stops working on
/// it): its callback is then never called. It deletes itself when it is over: keep it in a QPointer.
class ApiCall : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void cancel() = 0;
    /// The X-Request-Id of the latest attempt: the id under which the server knows a running search.
    [[nodiscard]] virtual QString requestId() const = 0;
};

template <typename T>
using ApiResult = tl::expected<T, ApiFailure>;

/// The HTTP contract over QNetworkAccessManager, for one server. Lives on the interface thread; nothing
/// blocks. Every callback comes once, on that thread, unless the call was cancelled or `owner` is gone. GETs
/// are retried as the limits say; an expired access token is refreshed once and the call repeated; where that
/// fails, sessionExpired() is raised and the call waits for signIn() or ends with its 401.
class ApiClient : public QObject
{
    Q_OBJECT
public:
    struct Target {
        QUrl url;
        /// Secret of this launch, for the embedded server.
        QByteArray launchSecret;
        /// SHA-256 fingerprints that the user accepted for this host.
        QList<QByteArray> trustedCertificates;
        bool embedded = false;
    };
    explicit ApiClient(QObject *parent = nullptr);
    ~ApiClient() override;

    /// Running calls to the server before end with Kind::Cancelled, and nobody is signed in.
    void setTarget(const Target &target);
    [[nodiscard]] const Target &target() const;
    [[nodiscard]] bool isSignedIn() const;
    [[nodiscard]] const api::UserInfo &user() const;
    /// Where tokens of a remembered session come from and go to.
    void setRefreshToken(const QString &token);
    [[nodiscard]] QString refreshToken() const;
    /// How long an answer may be silent (30 s; uploads four times that). Kind::Timeout then.
    void setTimeout(std::chrono::milliseconds timeout);

    template <typename T>
    using Callback = std::function<void(ApiResult<T>)>;
    struct Nothing {
    };
    struct ServerMeta {
        QString version;
        QString oldestClient;
        double roundTripMillis = 0;
    };

    /// One attempt, without a token: whether this address is a server of ours, and how far away.
    ApiCall *probe(QObject *owner, Callback<ServerMeta> done);
    ApiCall *signIn(QObject *owner, const QString &name, const QString &password,
                    Callback<api::UserInfo> done);
    /// With the stored refresh token.
    ApiCall *resume(QObject *owner, Callback<api::UserInfo> done);
    void signOut();

    ApiCall *collections(QObject *owner, Callback<std::vector<api::CollectionInfo>> done);
    ApiCall *createCollection(QObject *owner, const api::CollectionCreate &create,
                              Callback<api::CollectionInfo> done);
    ApiCall *changeSchema(QObject *owner, const QString &collection, const api::Schema &schema,
                          Callback<api::CollectionInfo> done);
    ApiCall *removeCollection(QObject *owner, const QString &collection, Callback<Nothing> done);

    ApiCall *search(QObject *owner, const api::SearchRequest &request, bool bypassCache,
                    Callback<api::SearchAnswer> done);
    ApiCall *suggest(QObject *owner, const api::SuggestRequest &request, Callback<api::SuggestAnswer> done);
    /// Ends a search of this user that runs anywhere. 404 where none does.
    ApiCall *cancelSearch(QObject *owner, const QString &requestId, Callback<Nothing> done);
    /// Every hit, piece by piece into `sink` on the interface thread; false from it ends the call. A failure
    /// (a broken connection too) means that what came is not whole. The value is the number of bytes.
    using Sink = std::function<bool(const QByteArray &piece)>;
    ApiCall *exportHits(QObject *owner, const api::ExportRequest &request, Sink sink, Callback<qint64> done);
    struct ContextWanted {
        QString collection;
        QString id;
        /// As `field:asc`; empty: the collection's time, else the order of ids.
        QString sort;
        int before = 5;
        int after = 5;
        QString query;
        QStringList filters;
    };
    ApiCall *documentContext(QObject *owner, const ContextWanted &wanted,
                             Callback<api::DocumentContext> done);

    // What a person keeps; see core/api/savedsearch.h. An empty cursor is the first page, an empty etag any
    // version.
    ApiCall *savedSearches(QObject *owner, const QString &cursor, Callback<api::SavedSearchPage> done);
    ApiCall *createSavedSearch(QObject *owner, const api::SavedSearchDraft &draft,
                               Callback<api::SavedSearch> done);
    ApiCall *updateSavedSearch(QObject *owner, const QString &id, const QString &etag,
                               const api::SavedSearchDraft &draft, Callback<api::SavedSearch> done);
    ApiCall *removeSavedSearch(QObject *owner, const QString &id, const QString &etag,
                               Callback<Nothing> done);
    /// The portable file, and a file's content taken in.
    ApiCall *exportSavedSearches(QObject *owner, Callback<QByteArray> done);
    ApiCall *importSavedSearches(QObject *owner, const QByteArray &file, Callback<api::ImportCounts> done);
    ApiCall *history(QObject *owner, const QString &cursor, Callback<api::HistoryPage> done);
    /// `entry.id` is not sent; an `at` of 0 is the server's now.
    ApiCall *addToHistory(QObject *owner, const api::HistoryEntry &entry, Callback<api::HistoryEntry> done);
    ApiCall *removeFromHistory(QObject *owner, const QString &id, Callback<Nothing> done);
    ApiCall *clearHistory(QObject *owner, Callback<Nothing> done);
    ApiCall *exportHistory(QObject *owner, Callback<QByteArray> done);
    ApiCall *importHistory(QObject *owner, const QByteArray &file, Callback<api::ImportCounts> done);
    /// One JSON object of at most 64 KiB; `{}` where none was kept yet.
    struct Preferences {
        std::string json;
        QString etag;
    };
    ApiCall *preferences(QObject *owner, Callback<Preferences> done);
    ApiCall *setPreferences(QObject *owner, const Preferences &preferences, Callback<Preferences> done);

    /// `json` is the source as stored, `etag` the strong ETag.
    struct DocumentAnswer {
        std::string json;
        QString etag;
    };
    ApiCall *document(QObject *owner, const QString &collection, const QString &id,
                      Callback<DocumentAnswer> done);

    struct Upload {
        QString collection;
        /// Of the body, which is UTF-8.
        api::InputFormat format;
        QByteArray body;
        bool dryRun = false;
        bool waitVisible = false;
        /// Makes a repeat after a lost answer harmless.
        QString idempotencyKey;
    };
    ApiCall *upload(QObject *owner, const Upload &upload, Callback<api::BulkAnswer> done);
    struct Detection {
        api::InputFormat format;
        /// As the file is.
        std::string encoding;
        double parsedRatio = 0;
        qint64 sampled = 0;
        api::Schema schema;
        /// The first records as JSON.
        std::vector<std::string> records;
    };
    /// `head` as the file has it, packed too; `format` where it is to be read as that.
    ApiCall *detect(QObject *owner, const QByteArray &head, std::optional<api::DocumentFormat> format,
                    Callback<Detection> done);

    // What an admin may; 403 for others.
    ApiCall *cacheStats(QObject *owner, Callback<api::CacheStats> done);
    ApiCall *invalidateCache(QObject *owner, const api::InvalidationRequest &request,
                             Callback<api::InvalidationAnswer> done);
    /// No collection means all. The value is false where a warming runs already.
    ApiCall *warmCache(QObject *owner, const QStringList &collections, Callback<bool> done);
    ApiCall *setCritical(QObject *owner, const QString &collection, bool isCritical,
                         Callback<api::CollectionInfo> done);
    /// The newest lines first; of one action, or with an empty one of all.
    ApiCall *audit(QObject *owner, const QString &action, int size, Callback<api::AuditPage> done);

    ApiCall *health(QObject *owner, bool fresh, Callback<api::HealthReport> done);

Q_SIGNALS:
    void signedIn();
    void signedOut();
    /// The work stays; somebody has to sign in again.
    void sessionExpired();
    /// Whether the last call reached the server.
    void reachabilityChanged(bool reachable);
    void refreshTokenChanged(const QString &token);

private:
    friend class PendingCall;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace explorer::ui
