#pragma once

#include "core/api/search.h"

namespace explorer::api
{

/// What stands around a document in an order: at most `before` and `after` neighbours, in that order, the
/// document between them.
struct DocumentContext {
    std::vector<SearchHit> before;
    SearchHit document;
    std::vector<SearchHit> after;
};
std::string encodeDocumentContext(const DocumentContext &context);
Result<DocumentContext> documentContextFromJson(std::string_view body);

} // namespace explorer::api
