#include "ui/client/apiclient.h"

#include "ui/client/answers.h"
#include "ui/client/apiclient_p.h"
#include "ui/client/failuretext.h"

#include <QUuid>

namespace explorer::ui
{

namespace
{

constexpr int kUploadTimeoutFactor = 4;

const QString kCollections = QStringLiteral("collections");

/// What the Content-Type does not say.
void addFormat(QUrlQuery &query, const api::InputFormat &format)
{
    const auto add = [&query](const char *name, const std::string &value) {
        query.addQueryItem(QString::fromLatin1(name),
                           QString::fromLatin1(QUrl::toPercentEncoding(QString::fromStdString(value))));
    };
    if (format.format == api::DocumentFormat::Log)
        add("pattern", format.pattern);
    if (format.format != api::DocumentFormat::Csv)
        return;
    if (format.csv.delimiter != '\0')
        add("delimiter", std::string(1, format.csv.delimiter));
    if (format.csv.quote != '"')
        add("quote", std::string(1, format.csv.quote));
    if (!format.csv.hasHeader)
        add("header", "false");
}

} // namespace

ApiClient::ApiClient(QObject *parent) : QObject(parent), d(std::make_unique<Private>(this)) {}

ApiClient::~ApiClient() = default;

void ApiClient::setTarget(const Target &target)
{
    ApiFailure failure;
    failure.kind = ApiFailure::Kind::Cancelled;
    failure.message = tr("Another server was chosen before the answer came.");
    d->endAll(failure);
    d->clearTokens();
    d->target = target;
}

const ApiClient::Target &ApiClient::target() const { return d->target; }

bool ApiClient::isSignedIn() const { return !d->accessToken.isEmpty(); }

const api::UserInfo &ApiClient::user() const { return d->user; }

void ApiClient::setRefreshToken(const QString &token) { d->refreshTokenText = token; }

QString ApiClient::refreshToken() const { return d->refreshTokenText; }

void ApiClient::setTimeout(std::chrono::milliseconds timeout) { d->timeout = timeout; }

ApiCall *ApiClient::probe(QObject *owner, Callback<ServerMeta> done)
{
    HttpSpec spec = get({QStringLiteral("meta")});
    spec.repeatable = false;
    spec.authorised = false;
    return d->start(std::move(spec), makeEnds<ServerMeta>(parseMeta, std::move(done)), owner);
}

ApiCall *ApiClient::signIn(QObject *owner, const QString &name, const QString &password,
                           Callback<api::UserInfo> done)
{
    HttpSpec spec = sendJson("POST", {QStringLiteral("auth"), QStringLiteral("login")},
                             {{"username", name.toStdString()}, {"password", password.toStdString()}});
    spec.authorised = false;
    Callback<api::TokenAnswer> taken = [this,
                                        done = std::move(done)](const ApiResult<api::TokenAnswer> &answer) {
        if (!answer)
            return done(tl::unexpected(answer.error()));
        d->takeTokens(*answer);
        done(answer->user);
    };
    return d->start(std::move(spec), makeEnds<api::TokenAnswer>(parseTokens, std::move(taken)), owner);
}

ApiCall *ApiClient::resume(QObject *owner, Callback<api::UserInfo> done)
{
    HttpSpec spec = sendJson("POST", {QStringLiteral("auth"), QStringLiteral("refresh")},
                             {{"refresh_token", d->refreshTokenText.toStdString()}});
    spec.authorised = false;
    Callback<api::TokenAnswer> taken = [this,
                                        done = std::move(done)](const ApiResult<api::TokenAnswer> &answer) {
        if (!answer)
            return done(tl::unexpected(answer.error()));
        d->takeTokens(*answer);
        done(answer->user);
    };
    return d->start(std::move(spec), makeEnds<api::TokenAnswer>(parseTokens, std::move(taken)), owner);
}

void ApiClient::signOut()
{
    if (!isSignedIn() && d->refreshTokenText.isEmpty())
        return;
    HttpSpec spec = sendJson("POST", {QStringLiteral("auth"), QStringLiteral("logout")},
                             {{"refresh_token", d->refreshTokenText.toStdString()}});
    ApiFailure failure;
    failure.kind = ApiFailure::Kind::Cancelled;
    failure.message = tr("You signed out before the answer came.");
    d->endAll(failure);
    // The request takes its token along when it starts, so both can be forgotten at once.
    d->start(std::move(spec), makeEnds<Nothing>(parseNothing, [](const ApiResult<Nothing> &) {}), this);
    d->clearTokens();
    Q_EMIT refreshTokenChanged({});
    Q_EMIT signedOut();
}

ApiCall *ApiClient::collections(QObject *owner, Callback<std::vector<api::CollectionInfo>> done)
{
    return d->start(get({kCollections}),
                    makeEnds<std::vector<api::CollectionInfo>>(parseCollections, std::move(done)), owner);
}

ApiCall *ApiClient::createCollection(QObject *owner, const api::CollectionCreate &create,
                                     Callback<api::CollectionInfo> done)
{
    return d->start(sendJson("POST", {kCollections}, api::toJson(create)),
                    makeEnds<api::CollectionInfo>(parseCollection, std::move(done)), owner);
}

ApiCall *ApiClient::changeSchema(QObject *owner, const QString &collection, const api::Schema &schema,
                                 Callback<api::CollectionInfo> done)
{
    HttpSpec spec =
        sendJson("PUT", {kCollections, collection, QStringLiteral("schema")}, api::toJson(schema));
    spec.headers.emplaceBack("If-Match", "*");
    return d->start(std::move(spec), makeEnds<api::CollectionInfo>(parseCollection, std::move(done)), owner);
}

ApiCall *ApiClient::removeCollection(QObject *owner, const QString &collection, Callback<Nothing> done)
{
    HttpSpec spec;
    spec.verb = "DELETE";
    spec.path = {kCollections, collection};
    spec.headers.emplaceBack("If-Match", "*");
    return d->start(std::move(spec), makeEnds<Nothing>(parseNothing, std::move(done)), owner);
}

ApiCall *ApiClient::search(QObject *owner, const api::SearchRequest &request, bool bypassCache,
                           Callback<api::SearchAnswer> done)
{
    HttpSpec spec = sendJson("POST", {QStringLiteral("search")}, api::toJson(request));
    if (bypassCache)
        spec.headers.emplaceBack("Cache-Control", "no-cache");
    return d->start(std::move(spec), makeEnds<api::SearchAnswer>(parseSearch, std::move(done)), owner);
}

ApiCall *ApiClient::document(QObject *owner, const QString &collection, const QString &id,
                             Callback<DocumentAnswer> done)
{
    return d->start(get({kCollections, collection, QStringLiteral("documents"), id}),
                    makeEnds<DocumentAnswer>(parseDocument, std::move(done)), owner);
}

ApiCall *ApiClient::upload(QObject *owner, const Upload &upload, Callback<api::BulkAnswer> done)
{
    HttpSpec spec;
    spec.verb = "POST";
    spec.path = {kCollections, upload.collection, QStringLiteral("documents")};
    if (upload.dryRun)
        spec.query.addQueryItem(QStringLiteral("dry_run"), QStringLiteral("true"));
    spec.query.addQueryItem(QStringLiteral("refresh"),
                            upload.waitVisible ? QStringLiteral("wait") : QStringLiteral("none"));
    const std::string_view type = api::contentType(upload.format.format);
    spec.contentType = QByteArray(type.data(), qsizetype(type.size()));
    addFormat(spec.query, upload.format);
    spec.body = upload.body;
    spec.timeoutFactor = kUploadTimeoutFactor;
    // Qt itself may send again where a kept connection was closed: without a key that could write twice.
    const QByteArray key = upload.idempotencyKey.isEmpty()
                               ? QUuid::createUuid().toByteArray(QUuid::WithoutBraces)
                               : upload.idempotencyKey.toUtf8();
    spec.headers.emplaceBack("Idempotency-Key", key);
    spec.repeatable = true;
    return d->start(std::move(spec), makeEnds<api::BulkAnswer>(parseBulk, std::move(done)), owner);
}

ApiCall *ApiClient::detect(QObject *owner, const QByteArray &head, std::optional<api::DocumentFormat> format,
                           Callback<Detection> done)
{
    HttpSpec spec;
    spec.verb = "POST";
    spec.path = {QStringLiteral("ingest"), QStringLiteral("detect")};
    spec.contentType = "application/octet-stream";
    if (format) {
        const std::string_view name = api::toString(*format);
        spec.query.addQueryItem(QStringLiteral("format"),
                                QString::fromLatin1(name.data(), qsizetype(name.size())));
    }
    spec.body = head;
    return d->start(std::move(spec), makeEnds<Detection>(parseDetection, std::move(done)), owner);
}

ApiCall *ApiClient::health(QObject *owner, bool fresh, Callback<api::HealthReport> done)
{
    HttpSpec spec = get({QStringLiteral("health")});
    if (fresh)
        spec.query.addQueryItem(QStringLiteral("fresh"), QStringLiteral("true"));
    return d->start(std::move(spec), makeEnds<api::HealthReport>(parseHealth, std::move(done)), owner);
}

} // namespace explorer::ui
