#include "core/index/lucene/build/schemafields.h"

#include "core/index/lucene/lucenetext.h"

namespace explorer::index
{

FieldInfos fieldInfosOf(const api::Schema &schema)
{
    FieldInfos infos;
    const auto add = [&infos](std::string name, bool scored) {
        SegmentField field;
        field.name = std::move(name);
        field.omitsNorms = !scored;
        field.omitsFrequencies = !scored;
        infos.fields.push_back(std::move(field));
    };
    add(toUtf8(kIdField), false);
    add(toUtf8(kExistsField), false);
    for (const auto &[name, field] : schema.fields)
        add(indexedFieldUtf8(name), field.type == api::FieldType::Text);
    return infos;
}

} // namespace explorer::index
