#include "core/ingest/compiledschema.h"
#include "core/ingest/fieldstatistics.h"
#include "core/ingest/ingestservice.h"
#include "core/ingest/parseddocument_p.h"

#include <map>

namespace explorer::ingest
{
namespace
{
using simdjson::dom::element;
using simdjson::dom::element_type;
constexpr int kDepthLimit = 32;
} // namespace

struct SchemaInference::Private {
    DocumentParser parser;
    std::map<std::string, FieldStatistics, std::less<>> fields;
    std::string path;

    FieldStatistics &field()
    {
        const auto found = fields.find(path);
        return found != fields.end() ? found->second : fields[path];
    }
    void lookObject(simdjson::dom::object object, int depth);
    void lookValue(element value, int depth);
};

void SchemaInference::Private::lookObject(simdjson::dom::object object, int depth)
{
    const std::size_t length = path.size();
    for (const auto member : object) {
        if (length != 0)
            path += '.';
        path += member.key;
        lookValue(member.value, depth);
        path.resize(length);
    }
}

void SchemaInference::Private::lookValue(element value, int depth)
{
    // A value at the limit is still a field; only what holds more is too deep.
    if (depth >= kDepthLimit && (value.is_object() || value.is_array()))
        return;
    switch (value.type()) {
    case element_type::OBJECT:
        lookObject(simdjson::dom::object(value), depth + 1);
        return;
    case element_type::ARRAY:
        for (const element item : simdjson::dom::array(value))
            lookValue(item, depth + 1);
        return;
    case element_type::NULL_VALUE:
        return;
    case element_type::STRING:
        field().addText(std::string_view(value));
        return;
    case element_type::INT64:
        field().addInteger(std::int64_t(value));
        return;
    case element_type::UINT64:
        field().addHugeInteger();
        return;
    case element_type::DOUBLE:
        field().addReal();
        return;
    case element_type::BOOL:
        field().addBoolean();
        return;
    }
}

SchemaInference::SchemaInference() : d(std::make_unique<Private>()) {}
SchemaInference::~SchemaInference() = default;

void SchemaInference::look(std::string_view json)
{
    if (d->parser.parse(json) || !d->parser.root().is_object())
        return;
    d->path.clear();
    d->lookObject(simdjson::dom::object(d->parser.root()), 1);
}

api::Schema SchemaInference::schema() const
{
    api::Schema schema;
    for (const auto &[name, statistics] : d->fields) {
        if (canBeField(name))
            schema.fields[name].type = statistics.type();
    }
    return schema;
}

} // namespace explorer::ingest
