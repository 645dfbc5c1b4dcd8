#include "core/api/documentcontext.h"

#include "core/api/searchhit_p.h"
#include "core/api/searchpart_p.h"

namespace explorer::api
{

std::string encodeDocumentContext(const DocumentContext &context)
{
    std::string out = "{\"before\":";
    appendHitList(out, context.before);
    out += ",\"document\":";
    appendHit(out, context.document);
    out += ",\"after\":";
    appendHitList(out, context.after);
    out += '}';
    return out;
}

Result<DocumentContext> documentContextFromJson(std::string_view body)
{
    try {
        const nlohmann::ordered_json json = nlohmann::ordered_json::parse(body);
        DocumentContext context;
        for (const auto &hit : json.at("before"))
            context.before.push_back(readHit(hit));
        context.document = readHit(json.at("document"));
        for (const auto &hit : json.at("after"))
            context.after.push_back(readHit(hit));
        return context;
    } catch (const nlohmann::json::exception &failure) {
        return fail(answerUnreadable(failure.what()));
    }
}

} // namespace explorer::api
