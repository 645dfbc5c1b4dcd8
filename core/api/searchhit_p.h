#pragma once

#include "core/api/search.h"

namespace explorer::api
{

/// One hit as it stands in every answer; its source is spliced in as it is.
void appendHit(std::string &out, const SearchHit &hit);
SearchHit readHit(const nlohmann::ordered_json &json);
/// A list of them, with its brackets.
void appendHitList(std::string &out, const std::vector<SearchHit> &hits);

void appendJson(std::string &out, const nlohmann::json &json);
/// The shortest text that reads back as the same double.
std::string numberText(double value);

} // namespace explorer::api
