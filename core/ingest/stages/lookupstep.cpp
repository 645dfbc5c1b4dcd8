#include "core/ingest/csvreader.h"
#include "core/ingest/stages/jsonedit.h"
#include "core/ingest/stages/stepreader_p.h"

#include <map>
#include <unordered_map>

namespace explorer::ingest
{
namespace
{

constexpr std::size_t kCsvLimitBytes = 512 * 1024;

/// Column or field there -> pointer here.
using Taken = std::vector<std::pair<std::string, std::string>>;

/// A CSV text by the values of its key column, each row as JSON texts.
class LookupTable
{
public:
    /// Notes what is wrong with the CSV.
    void read(std::string_view csv, const std::string &key, const Taken &taken, StepReader &reader)
    {
        CsvReader rows(csv, api::CsvDialect{});
        const auto header = readCsvHeader(rows, true);
        if (!header) {
            reader.note("csv", "csv_header", header.error().message);
            return;
        }
        const auto column = [&](const std::string &name) {
            return static_cast<std::size_t>(std::find(header->begin(), header->end(), name) -
                                            header->begin());
        };
        const std::size_t keyColumn = column(key);
        if (keyColumn == header->size())
            reader.note("key", "unknown_column", "The CSV has no column " + key + ".");
        std::vector<std::size_t> columns;
        for (const auto &[name, pointer] : taken) {
            columns.push_back(column(name));
            if (columns.back() == header->size())
                reader.note("take", "unknown_column", "The CSV has no column " + name + ".");
        }
        Row row;
        while (rows.next(row) && !row.problem && keyColumn < row.cells.size()) {
            std::vector<std::string> values;
            for (const std::size_t index : columns)
                values.push_back(index < row.cells.size() ? row.cells[index] : std::string());
            m_rows.emplace(row.cells[keyColumn], std::move(values));
        }
    }
    [[nodiscard]] const std::vector<std::string> *find(const std::string &key) const
    {
        const auto found = m_rows.find(key);
        return found == m_rows.end() ? nullptr : &found->second;
    }

private:
    std::unordered_map<std::string, std::vector<std::string>> m_rows;
};

class LookupStep : public EnrichmentStep
{
public:
    LookupStep(std::string from, std::string collection, LookupTable table, Taken taken, bool isRequired)
        : m_from(std::move(from)), m_collection(std::move(collection)), m_table(std::move(table)),
          m_taken(std::move(taken)), m_isRequired(isRequired)
    {
    }
    std::optional<Problem> apply(const Record &, JsonEdit &json, const EnrichmentContext &context,
                                 std::vector<api::StageChange> &changes) const override
    {
        const auto key = plainTextAt(json, m_from);
        const bool isFound = key && (m_collection.empty() ? takeRow(*key, json, changes)
                                                          : takeDocument(*key, json, context, changes));
        if (isFound || !m_isRequired)
            return std::nullopt;
        return enrichmentProblem(
            "lookup_missed",
            "Nothing is known of this value" +
                (m_collection.empty() ? std::string(" in the table") : " in the collection " + m_collection) +
                ". Correct it, or add it there.",
            m_from);
    }

private:
    bool takeRow(const std::string &key, JsonEdit &json, std::vector<api::StageChange> &changes) const
    {
        const std::vector<std::string> *const row = m_table.find(key);
        for (std::size_t i = 0; row != nullptr && i < m_taken.size(); ++i) {
            if ((*row)[i].empty())
                continue;
            std::string value;
            appendJsonString(value, (*row)[i]);
            setNoted(json, m_taken[i].second, value, changes);
        }
        return row != nullptr;
    }
    bool takeDocument(const std::string &key, JsonEdit &json, const EnrichmentContext &context,
                      std::vector<api::StageChange> &changes) const
    {
        auto found = context.lookUp ? context.lookUp(m_collection, key) : std::nullopt;
        if (!found)
            return false;
        const JsonEdit document(std::move(*found));
        for (const auto &[field, pointer] : m_taken) {
            if (const auto span = document.find(pointerOfField(field)))
                setNoted(json, pointer, std::string(document.textAt(*span)), changes);
        }
        return true;
    }

    std::string m_from;
    /// Empty: the table.
    std::string m_collection;
    LookupTable m_table;
    Taken m_taken;
    bool m_isRequired;
};

Taken readTaken(StepReader &reader)
{
    Taken taken;
    if (!reader.has("take") || !reader.member("take").is_object() || reader.member("take").empty()) {
        reader.note("take", "wrong_type", "take names what is taken over: {\"there\": \"here\"}.");
        return taken;
    }
    for (const auto &[there, here] : reader.member("take").items()) {
        const std::string pointer =
            here.is_string() ? pointerOfField(here.get_ref<const std::string &>()) : std::string();
        if (pointer.empty() || pointer == "/id")
            reader.note("take", "wrong_value", "take names fields, and the id of a document is not changed.");
        taken.emplace_back(there, pointer);
    }
    return taken;
}

} // namespace

StepPtr makeLookupStep(StepReader &reader)
{
    reader.requireKnown({"from", "collection", "csv", "key", "take", "required"});
    Taken taken = readTaken(reader);
    LookupTable table;
    if (reader.has("csv") == reader.has("collection")) {
        reader.note("collection", "wrong_value", "A lookup has either a collection or a csv.");
    } else if (reader.has("csv")) {
        const std::string csv = reader.text("csv");
        if (csv.size() > kCsvLimitBytes)
            reader.note("csv", "limit_exceeded", "A lookup's CSV has at most 512 KiB.");
        else
            table.read(csv, reader.text("key"), taken, reader);
    } else if (reader.has("key")) {
        reader.note("key", "wrong_value", "A collection is looked up by its documents' ids, without a key.");
    }
    return std::make_unique<LookupStep>(reader.field("from"), reader.optionalText("collection"),
                                        std::move(table), std::move(taken), reader.flag("required"));
}

} // namespace explorer::ingest
