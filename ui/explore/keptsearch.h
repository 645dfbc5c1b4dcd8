#pragma once

#include "core/api/savedsearch.h"
#include "ui/explore/explorestate.h"

namespace explorer::ui
{

/// What of Explore is kept with a saved search and in the history. Filters that are switched off are not.
/// `timeField` is the one that is in use.
api::KeptSearch keptSearch(const ExploreState &state, const QString &timeField);
/// Explore asks what was kept; how it looks (panes, density, refresh) stays.
void applyKeptSearch(ExploreState &state, const api::KeptSearch &search);
bool isSameSearch(const api::KeptSearch &a, const api::KeptSearch &b);

} // namespace explorer::ui
