#pragma once

#include "core/engine/engine.h"
#include "server/middleware/middleware.h"

/// The routes by resource; each function adds its own. Handlers decode, call one service and encode.
namespace explorer::gateway
{

void addAuthRoutes(http::Router &router, engine::Engine &engine);
void addCollectionRoutes(http::Router &router, engine::Engine &engine);
/// Business rules and enrichments of a collection.
void addValidationRoutes(http::Router &router, engine::Engine &engine);
void addDocumentRoutes(http::Router &router, engine::Engine &engine);
void addContextRoutes(http::Router &router, engine::Engine &engine);
void addBulkRoutes(http::Router &router, engine::Engine &engine);
void addSearchRoutes(http::Router &router, engine::Engine &engine);
/// `exportsAtOnce` is by user.
void addExportRoutes(http::Router &router, engine::Engine &engine, int exportsAtOnce);
void addSuggestRoutes(http::Router &router, engine::Engine &engine);
/// What each user keeps for himself.
void addSavedSearchRoutes(http::Router &router, engine::Engine &engine);
void addHistoryRoutes(http::Router &router, engine::Engine &engine);
void addPreferencesRoutes(http::Router &router, engine::Engine &engine);
void addIngestRoutes(http::Router &router, engine::Engine &engine);
void addJobRoutes(http::Router &router, engine::Engine &engine);
void addQuarantineRoutes(http::Router &router, engine::Engine &engine);
/// Fix, revalidate, replay and discard; part of the quarantine's routes.
void addQuarantineActions(http::Router &router, engine::Engine &engine);
/// `status` is asked for what the transport knows: connections, draining.
void addHealthRoutes(http::Router &router, engine::Engine &engine,
                     std::function<http::ServerStatus()> status);
void addCacheRoutes(http::Router &router, engine::Engine &engine);
void addAuditRoutes(http::Router &router, engine::Engine &engine);
void addMetaRoutes(http::Router &router);
/// All of the above.
void addAllRoutes(http::Router &router, engine::Engine &engine, std::function<http::ServerStatus()> status,
                  const middleware::RateSettings &rates = {});

} // namespace explorer::gateway
