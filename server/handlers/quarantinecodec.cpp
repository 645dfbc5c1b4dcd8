#include "server/handlers/quarantinecodec.h"

#include "core/api/wire.h"
#include "core/base/timestamp.h"

namespace explorer::gateway
{
namespace
{

constexpr std::size_t kIdLimit = 5000;

tl::unexpected<Error> wrong(const char *pointer, const std::string &message)
{
    Error error = makeError(ErrorCode::InvalidArgument, "wrong_value", message);
    ErrorDetail detail;
    detail.code = "wrong_value";
    detail.message = message;
    detail.pointer = pointer;
    error.details.push_back(std::move(detail));
    return fail(std::move(error));
}

} // namespace

nlohmann::json quarantineJson(const storage::QuarantinedRecord &record, const std::string &collection)
{
    nlohmann::json json{{"id", record.id},
                        {"collection", collection},
                        {"raw", record.text()},
                        {"stage", record.stage},
                        {"code", record.code},
                        {"rule", record.rule},
                        {"message", record.message},
                        {"pointer", record.pointer},
                        {"pattern", record.pattern},
                        {"line", record.line},
                        {"request_id", record.requestId},
                        {"batch", record.requestId},
                        {"at", toRfc3339(record.at)},
                        {"version", record.version}};
    if (!record.content.empty())
        json["original"] = record.raw;
    json["trail"] = nlohmann::json::parse(record.trail, nullptr, false);
    if (json["trail"].is_discarded())
        json["trail"] = nlohmann::json::array();
    return json;
}

Result<std::string> rawMember(const nlohmann::json &json)
{
    if (auto known = api::requireKnownMembers(json, {"raw"}); !known)
        return fail(known.error());
    if (!json.contains("raw") || !json["raw"].is_string())
        return wrong("/raw", "raw is the record's text as it should be tried again.");
    return json["raw"].get<std::string>();
}

Result<ingest::QuarantineSelection> selectionFromJson(const nlohmann::json &json)
{
    ingest::QuarantineSelection selection;
    for (auto read :
         {api::readMember(json, "collection", selection.collection),
          api::readMember(json, "ids", selection.ids), api::readMember(json, "q", selection.query),
          api::readMember(json, "cursor", selection.cursor)}) {
        if (!read)
            return fail(std::move(read.error()));
    }
    if (selection.collection.empty())
        return wrong("/collection", "collection names the collection whose quarantine is meant.");
    if (json.contains("ids") == json.contains("q"))
        return wrong("/ids", "Name the records by ids or by a query q (`*` for all), one of the two.");
    if (json.contains("ids") && (selection.ids.empty() || selection.ids.size() > kIdLimit))
        return wrong("/ids", "ids has 1 to 5,000 records.");
    return selection;
}

} // namespace explorer::gateway
