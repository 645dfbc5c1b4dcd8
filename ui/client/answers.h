#pragma once

#include "ui/client/apiclient.h"
#include "ui/client/httpspec.h"

namespace explorer::ui
{

/// Bodies of the contract into their types. Pure, any thread. May throw nlohmann::json::exception, which the
/// caller turns into an unreadable answer. Members that are not known are ignored.
Result<ApiClient::ServerMeta> parseMeta(const RawAnswer &raw);
Result<api::TokenAnswer> parseTokens(const RawAnswer &raw);
Result<std::vector<api::CollectionInfo>> parseCollections(const RawAnswer &raw);
Result<api::CollectionInfo> parseCollection(const RawAnswer &raw);
Result<api::SearchAnswer> parseSearch(const RawAnswer &raw);
Result<ApiClient::DocumentAnswer> parseDocument(const RawAnswer &raw);
Result<api::BulkAnswer> parseBulk(const RawAnswer &raw);
Result<ApiClient::Detection> parseDetection(const RawAnswer &raw);
Result<api::HealthReport> parseHealth(const RawAnswer &raw);
Result<api::SuggestAnswer> parseSuggest(const RawAnswer &raw);
Result<api::DocumentContext> parseContext(const RawAnswer &raw);
Result<api::SavedSearch> parseSavedSearch(const RawAnswer &raw);
Result<api::SavedSearchPage> parseSavedSearches(const RawAnswer &raw);
Result<api::HistoryEntry> parseHistoryEntry(const RawAnswer &raw);
Result<api::HistoryPage> parseHistory(const RawAnswer &raw);
Result<api::ImportCounts> parseImportCounts(const RawAnswer &raw);
Result<QByteArray> parseFile(const RawAnswer &raw);
Result<ApiClient::Preferences> parsePreferences(const RawAnswer &raw);
Result<ApiClient::Nothing> parseNothing(const RawAnswer &raw);

} // namespace explorer::ui
