#pragma once

#include "app/embeddedserver.h"

#include <nlohmann/json.hpp>

#include <QNetworkAccessManager>

namespace explorer::app
{

/// The first-run tour without a window: signs in, creates a collection, ingests, searches and asks for the
/// health over HTTP against the embedded server, and prints each real answer. For machines without a display.
class Tour : public QObject
{
    Q_OBJECT
public:
    explicit Tour(const EmbeddedServer::Access &access, QObject *parent = nullptr);
    /// Runs to its end; true only if every step answered as it has to.
    bool run();

private:
    struct Answer {
        int status = 0;
        nlohmann::json body;
    };
    Answer send(const QByteArray &method, const QString &path, const QByteArray &contentType = {},
                const QByteArray &body = {});
    bool check(const char *step, const Answer &answer, int wantedStatus, bool asExpected);
    bool signIn();
    bool ingestShop();
    bool searchStories();

    EmbeddedServer::Access m_access;
    QNetworkAccessManager m_network;
    QByteArray m_token;
};

} // namespace explorer::app
