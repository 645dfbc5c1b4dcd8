#include "core/search/searchplan.h"

#include "core/query/nearwords.h"

namespace explorer::search
{
namespace
{

constexpr std::size_t kCollectionsLimit = 32;
constexpr std::size_t kFieldsLimit = 256;
constexpr std::size_t kFiltersLimit = 64;
constexpr std::size_t kSortLimit = 8;

ErrorDetail problem(std::string code, std::string pointer, std::string message)
{
    ErrorDetail detail;
    detail.code = std::move(code);
    detail.pointer = std::move(pointer);
    detail.message = std::move(message);
    return detail;
}

tl::unexpected<Error> failWith(std::string reason, ErrorDetail detail)
{
    Error error = makeError(ErrorCode::InvalidArgument, std::move(reason), detail.message);
    error.details.push_back(std::move(detail));
    return fail(std::move(error));
}

bool isCountable(const api::Schema &schema, const std::string &name)
{
    const api::Field *field = schema.find(name);
    return field != nullptr && api::isNumeric(field->type) && field->type != api::FieldType::Boolean;
}

bool isBuiltIn(const std::string &field) { return field == "score" || field == "id"; }

/// The date field that a time range without one means: `ts`, else the only one of its kind.
std::string timeFieldOf(const api::TimeRange &time, const api::Schema &schema)
{
    if (!time.field.empty())
        return time.field;
    const api::Field *usual = schema.find("ts");
    if (usual != nullptr && usual->type == api::FieldType::Date)
        return "ts";
    std::string only;
    for (const auto &[name, field] : schema.fields) {
        if (field.type != api::FieldType::Date)
            continue;
        if (!only.empty())
            return {};
        only = name;
    }
    return only;
}

class Planner
{
public:
    Planner(const api::SearchRequest &request, UnixMillis now)
    {
        m_plan.request = request;
        m_plan.now = now;
        m_plan.zone = !request.zone.empty() || !request.time ? request.zone : request.time->zone;
        m_plan.sort = request.sort;
        if (m_plan.sort.empty())
            m_plan.sort.push_back({"score", true});
    }

    Result<SearchPlan> make(std::vector<storage::Collection> collections)
    {
        if (auto read = readHistogram(collections); !read)
            return fail(read.error());
        if (auto known = requireFields(collections); !known)
            return fail(known.error());
        for (storage::Collection &collection : collections) {
            if (auto added = addPart(std::move(collection)); !added)
                return fail(added.error());
        }
        finishCanonical();
        return std::move(m_plan);
    }

private:
    Result<void> readHistogram(const std::vector<storage::Collection> &collections)
    {
        const std::string &text = m_plan.request.histogram;
        if (text.empty())
            return {};
        const std::size_t colon = text.rfind(':');
        m_plan.histogramField = text.substr(0, colon);
        const std::string interval = colon == std::string::npos ? "auto" : text.substr(colon + 1);
        if (interval != "auto") {
            const Result<query::CalendarInterval> parsed = query::CalendarInterval::parse(interval);
            if (!parsed)
                return failWith("histogram_interval",
                                problem("histogram_interval", "/histogram", parsed.error().message));
            m_plan.interval = *parsed;
        }
        const bool isDate =
            std::any_of(collections.begin(), collections.end(), [this](const storage::Collection &one) {
                const api::Field *field = one.schema.find(m_plan.histogramField);
                return field != nullptr && field->type == api::FieldType::Date;
            });
        if (!isDate)
            return failWith("histogram_field",
                            problem("histogram_field", "/histogram",
                                    "A histogram needs a date field; " + m_plan.histogramField +
                                        " is none. Name one as field:interval."));
        return {};
    }

    Result<void> requireFields(const std::vector<storage::Collection> &collections)
    {
        const auto isKnown = [&collections](const std::string &name) {
            return std::any_of(
                collections.begin(), collections.end(),
                [&name](const storage::Collection &one) { return one.schema.find(name) != nullptr; });
        };
        for (const api::SortField &sort : m_plan.sort) {
            if (!isBuiltIn(sort.field) && !isKnown(sort.field))
                return failWith("sort_field", problem("sort_field", "/sort",
                                                      "There is no field " + sort.field + " to sort by."));
        }
        for (std::size_t i = 0; i < m_plan.request.facets.size(); ++i) {
            if (!isKnown(m_plan.request.facets[i]))
                return failWith("facet_field", problem("facet_field", "/facets/" + std::to_string(i),
                                                       "There is no field " + m_plan.request.facets[i] +
                                                           " to count values of."));
        }
        for (std::size_t i = 0; i < m_plan.request.statistics.size(); ++i) {
            const std::string &name = m_plan.request.statistics[i];
            const bool isGood =
                std::any_of(collections.begin(), collections.end(), [&name](const storage::Collection &one) {
                    return isCountable(one.schema, name);
                });
            if (!isGood)
                return failWith("statistics_field",
                                problem("statistics_field", "/statistics/" + std::to_string(i),
                                        "Statistics need a field of numbers or dates; " + name +
                                            " is none. Facets count the values of other fields."));
        }
        return {};
    }

    Result<void> addPart(storage::Collection collection)
    {
        CollectionPlan part;
        part.collection = std::move(collection);
        const api::Schema &schema = part.collection.schema;
        Result<query::NodePtr> root = compile(m_plan.request.query, schema, {});
        if (!root)
            return fail(root.error());
        part.root = std::move(*root);
        for (std::size_t i = 0; i < m_plan.request.filters.size(); ++i) {
            Result<query::NodePtr> filter =
                compile(m_plan.request.filters[i], schema, "/filters/" + std::to_string(i));
            if (!filter)
                return fail(filter.error());
            part.filters.push_back(std::move(*filter));
        }
        if (m_plan.request.time) {
            Result<query::NodePtr> time = compileTime(*m_plan.request.time, schema);
            if (!time)
                return fail(time.error());
            part.filters.push_back(std::move(*time));
        }
        for (std::size_t i = 0; i < m_plan.sort.size(); ++i) {
            if (isBuiltIn(m_plan.sort[i].field) || schema.find(m_plan.sort[i].field) != nullptr) {
                part.sort.push_back(m_plan.sort[i]);
                part.sortPlaces.push_back(i);
            }
        }
        for (const std::string &facet : m_plan.request.facets) {
            if (schema.find(facet) != nullptr)
                part.facets.push_back(facet);
        }
        for (const std::string &name : m_plan.request.statistics) {
            if (isCountable(schema, name))
                part.statistics.push_back(name);
        }
        const api::Field *dates = schema.find(m_plan.histogramField);
        part.hasHistogram = dates != nullptr && dates->type == api::FieldType::Date;
        addCanonical(part);
        m_plan.parts.push_back(std::move(part));
        return {};
    }

    Result<query::NodePtr> compile(const std::string &text, const api::Schema &schema,
                                   const std::string &pointer)
    {
        query::QueryContext context;
        context.now = m_plan.now;
        context.zone = m_plan.zone;
        context.orByDefault = m_plan.request.defaultOperator == "or";
        context.ranksFreeWords = pointer.empty() && m_plan.request.ranking == "natural";
        // Filters are pills the client writes, never free text.
        context.literal = m_plan.request.literal && pointer.empty();
        context.pointer = pointer;
        Result<query::CompiledQuery> compiled = query::compile(text, schema, context);
        if (!compiled) {
            for (ErrorDetail &detail : compiled.error().details)
                detail.pointer = pointer;
            return fail(std::move(compiled.error()));
        }
        for (ErrorDetail &warning : compiled->warnings) {
            warning.pointer = pointer;
            addWarning(std::move(warning));
        }
        return std::move(compiled->root);
    }

    Result<query::NodePtr> compileTime(const api::TimeRange &time, const api::Schema &schema)
    {
        const std::string name = timeFieldOf(time, schema);
        if (name.empty())
            return failWith("query_meaning",
                            problem("time_field", "/time/field",
                                    "The collection has no single date field that the time range could "
                                    "mean. Name one in time.field."));
        const api::Field *field = schema.find(name);
        if (field == nullptr) {
            addWarning(problem("unknown_field", "/time/field",
                               "There is no field " + name + ", so nothing is found."));
            return query::makeNode(query::MatchNone{});
        }
        if (field->type != api::FieldType::Date)
            return failWith("query_meaning",
                            problem("type_mismatch", "/time/field",
                                    "A time range needs a date field; " + name + " is none."));
        query::LongRange range{name};
        const std::string &zone = time.zone.empty() ? m_plan.zone : time.zone;
        if (auto set = setBound(time.from, "/time/from", zone, [&range](UnixMillis at) { range.low = at; });
            !set)
            return fail(set.error());
        if (auto set = setBound(time.to, "/time/to", zone, [&range](UnixMillis at) { range.high = at - 1; });
            !set)
            return fail(set.error());
        return query::makeNode(std::move(range));
    }

    template <typename Set>
    Result<void> setBound(const std::string &text, const char *pointer, const std::string &zone, Set set)
    {
        if (text.empty())
            return {};
        const Result<query::DateInterval> interval = query::resolveDate(text, m_plan.now, zone);
        if (!interval)
            return failWith("query_meaning", problem("type_mismatch", pointer, interval.error().message));
        set(interval->from);
        return {};
    }

    void addWarning(ErrorDetail warning)
    {
        const auto isSame = [&warning](const ErrorDetail &known) {
            return known.code == warning.code && known.message == warning.message &&
                   known.offset == warning.offset;
        };
        if (std::none_of(m_plan.warnings.begin(), m_plan.warnings.end(), isSame))
            m_plan.warnings.push_back(std::move(warning));
    }

    void addCanonical(const CollectionPlan &part)
    {
        std::vector<std::string> filters;
        for (const query::NodePtr &filter : part.filters)
            filters.push_back(query::canonicalForm(filter));
        std::sort(filters.begin(), filters.end());
        filters.erase(std::unique(filters.begin(), filters.end()), filters.end());
        // The lengths keep a text from posing as another part.
        const auto add = [this](const std::string &text) {
            m_plan.canonical.append(std::to_string(text.size())).append(":").append(text);
        };
        add(std::to_string(part.collection.key) + "/" + std::to_string(part.collection.schemaVersion));
        add(query::canonicalForm(part.root));
        // The order of words decides which should stand near each other.
        std::string order;
        for (const query::WordPair &pair : query::nearPairs(part.root, part.collection.schema))
            order += pair.field + '\t' + pair.first + '\t' + pair.second + '\n';
        add(order);
        for (const std::string &filter : filters)
            add(filter);
    }

    void finishCanonical()
    {
        const api::SearchRequest &request = m_plan.request;
        // Warnings stand in the answer with offsets into the query's own text.
        nlohmann::json rest{
            api::formatSort(m_plan.sort), request.size,      request.offset, request.fields, request.facets,
            request.statistics,           request.highlight, request.ranking};
        if (request.explain)
            rest.push_back("explain");
        if (!m_plan.warnings.empty())
            rest.push_back({request.query, request.filters});
        if (!m_plan.histogramField.empty())
            rest.push_back(
                {m_plan.histogramField, m_plan.interval ? m_plan.interval->toString() : "auto", m_plan.zone});
        m_plan.canonical += rest.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }

    SearchPlan m_plan;
};

} // namespace

Result<void> checkLimits(const api::SearchRequest &request, const SearchSettings &settings)
{
    std::vector<ErrorDetail> problems;
    const auto require = [&problems](bool isGood, const char *pointer, const std::string &message) {
        if (!isGood)
            problems.push_back(problem("limit_exceeded", pointer, message));
    };
    if (request.collections.empty())
        problems.push_back(
            problem("missing_member", "/collection", "collection is missing: name one or several."));
    require(request.collections.size() <= kCollectionsLimit, "/collection",
            "At most 32 collections can be searched at once.");
    require(request.size >= 0 && request.size <= settings.pageLimit, "/size",
            "size is 0 to " + std::to_string(settings.pageLimit) + "; later pages are reached with cursor.");
    require(request.offset >= 0 && request.offset <= settings.offsetLimit, "/offset",
            "offset is 0 to " + std::to_string(settings.offsetLimit) +
                "; what lies further is reached with cursor.");
    require(request.facets.size() <= static_cast<std::size_t>(settings.facetFieldsLimit), "/facets",
            "At most " + std::to_string(settings.facetFieldsLimit) + " facets can be counted at once.");
    require(request.statistics.size() <= static_cast<std::size_t>(settings.facetFieldsLimit), "/statistics",
            "At most " + std::to_string(settings.facetFieldsLimit) + " statistics can be made at once.");
    require(!request.timeoutMillis ||
                (*request.timeoutMillis >= 1 && *request.timeoutMillis <= settings.timeoutLimitMillis),
            "/timeout_ms", "timeout_ms is 1 to " + std::to_string(settings.timeoutLimitMillis) + ".");
    require(request.fields.size() <= kFieldsLimit, "/fields", "At most 256 fields can be named.");
    require(request.filters.size() <= kFiltersLimit, "/filters", "At most 64 filters can be set.");
    require(request.sort.size() <= kSortLimit, "/sort", "At most 8 sort fields can be named.");
    if (problems.empty())
        return {};
    Error error = makeError(ErrorCode::InvalidArgument, problems.front().code, problems.front().message);
    error.details = std::move(problems);
    return fail(std::move(error));
}

Result<SearchPlan> makeSearchPlan(const api::SearchRequest &request,
                                  std::vector<storage::Collection> collections, UnixMillis now)
{
    return Planner(request, now).make(std::move(collections));
}

} // namespace explorer::search
