#include "core/ingest/bulkrecords.h"

namespace explorer::ingest
{
namespace
{

/// Refused rather than quarantined: the record itself may be good.
Problem refusal(std::string code, std::string message)
{
    return {"reception", std::move(code), std::move(message), {}, {}};
}

} // namespace

/// Whether the condition of the action holds by then: one that fails leaves the document as it is.
bool BulkRecords::willBeDone(const BulkAction &action, const State &state)
{
    if (!action.expectedSequence)
        return true;
    return *action.expectedSequence == 0 ? state.source.empty() : state.sequence == action.expectedSequence;
}

Result<void> BulkRecords::load(const std::vector<const BulkAction *> &actions)
{
    std::vector<std::string> ids;
    for (const BulkAction *action : actions) {
        if (action->action == Action::Update && m_states.try_emplace(action->id).second)
            ids.push_back(action->id);
    }
    auto stored = m_documents.findMany(m_collection, ids);
    if (!stored)
        return fail(std::move(stored.error()));
    for (storage::Document &document : *stored)
        m_states[document.id] = {std::move(document.source), document.sequence};
    return {};
}

void BulkRecords::update(const BulkAction &action, Record &record)
{
    const auto update = readBulkUpdate(action.source);
    if (!update) {
        record.problem = refusal("update_invalid", update.error().message);
        return;
    }
    const State &state = m_states.at(action.id);
    if (state.source.empty() && !update->upsert) {
        record.problem = refusal("document_unknown", "There is no document of this id to update. Send "
                                                     "\"doc_as_upsert\": true to make it.");
        return;
    }
    auto made = state.source.empty() ? Result<std::string>(*update->upsert)
                                     : withChanges(state.source, update->changes);
    if (!made) {
        record.problem = refusal("update_invalid", made.error().message);
        return;
    }
    record.made = std::move(*made);
    if (!record.expectedSequence)
        record.expectedSequence = state.sequence;
}

Result<std::vector<Record>> BulkRecords::make(const std::vector<const BulkAction *> &actions)
{
    if (auto loaded = load(actions); !loaded)
        return fail(std::move(loaded.error()));
    std::vector<Record> records;
    records.reserve(actions.size());
    for (const BulkAction *action : actions) {
        Record &record = records.emplace_back();
        record.line = action->line;
        record.raw = action->source;
        record.id = action->id;
        record.action = action->action;
        record.expectedSequence = action->expectedSequence;
        if (action->action == Action::Update)
            update(*action, record);
        const auto state = m_states.find(action->id);
        if (state != m_states.end() && !record.problem && willBeDone(*action, state->second))
            state->second = {
                std::string(action->action == Action::Delete ? std::string_view() : record.json()),
                std::nullopt};
    }
    return records;
}

} // namespace explorer::ingest
