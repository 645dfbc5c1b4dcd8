#include "core/ingest/quarantinequery.h"

#include "core/query/fieldvalues.h"

#include <algorithm>

namespace explorer::ingest
{
namespace
{

constexpr const char *kText = "raw";

const api::Schema &schema()
{
    static const api::Schema made = [] {
        api::Schema fields;
        const auto add = [&fields](const char *name, api::FieldType type) {
            fields.fields[name].type = type;
        };
        for (const char *name : {"stage", "code", "rule", "path", "pattern", "batch"})
            add(name, api::FieldType::Keyword);
        add("message", api::FieldType::Text);
        add(kText, api::FieldType::Text);
        add("at", api::FieldType::Date);
        add("line", api::FieldType::Long);
        fields.defaultFields = {"message", kText, "code", "rule", "path"};
        return fields;
    }();
    return made;
}

bool namesText(const query::Node &node)
{
    return std::visit(
        [](const auto &what) {
            if constexpr (requires { what.field; })
                return what.field == kText;
            else if constexpr (requires { what.child; })
                return what.child && namesText(*what.child);
            else if constexpr (requires { what.children; })
                return std::any_of(what.children.begin(), what.children.end(),
                                   [](const query::NodePtr &child) { return namesText(*child); });
            else
                return false;
        },
        node.what);
}

} // namespace

Result<QuarantineQuery> QuarantineQuery::compile(std::string_view text, UnixMillis now)
{
    query::QueryContext context;
    context.now = now;
    auto compiled = query::compile(text, schema(), context);
    if (!compiled)
        return fail(std::move(compiled.error()));
    return QuarantineQuery(std::move(compiled->root));
}

bool QuarantineQuery::isEverything() const { return std::holds_alternative<query::MatchAll>(m_root->what); }

bool QuarantineQuery::readsText() const { return namesText(*m_root); }

bool QuarantineQuery::matches(const storage::QuarantinedRecord &record) const
{
    query::DocumentFields fields;
    const auto add = [&fields](const char *name, query::FieldValue value) {
        fields.values[name].push_back(std::move(value));
    };
    const auto addText = [&add](const char *name, const std::string &value) {
        if (!value.empty())
            add(name, value);
    };
    addText("stage", record.stage);
    addText("code", record.code);
    addText("rule", record.rule);
    addText("path", record.pointer);
    addText("pattern", record.pattern);
    addText("batch", record.requestId);
    addText("message", record.message);
    addText(kText, record.text());
    add("at", record.at);
    add("line", record.line);
    return query::matches(m_root, schema(), record.id, fields);
}

} // namespace explorer::ingest
