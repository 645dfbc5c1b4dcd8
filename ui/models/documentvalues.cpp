#include "ui/models/documentvalues.h"

#include "ui/models/codepoints.h"

#include <nlohmann/json.hpp>

#include <QHash>

namespace explorer::ui
{

namespace
{

using Json = nlohmann::ordered_json;

class Flattener
{
public:
    std::vector<DocumentValue> values;

    void walk(const QString &path, const Json &json)
    {
        if (json.is_object()) {
            for (const auto &[key, member] : json.items()) {
                const QString name = QString::fromStdString(key);
                walk(path.isEmpty() ? name : path + QLatin1Char('.') + name, member);
            }
        } else if (json.is_array()) {
            for (const Json &element : json)
                walk(path, element);
        } else {
            add(path, json);
        }
    }

private:
    void add(const QString &path, const Json &json)
    {
        const auto known = m_positions.constFind(path);
        if (known == m_positions.constEnd()) {
            m_positions.insert(path, values.size());
            values.push_back({path, {}, kindOf(json), {}});
        }
        DocumentValue &value = values[m_positions.value(path)];
        if (!value.elementStarts.empty())
            value.text += QStringLiteral(", ");
        value.elementStarts.push_back(int(value.text.size()));
        value.text += json.is_string() ? QString::fromStdString(json.get_ref<const std::string &>())
                                       : QString::fromStdString(json.dump());
    }

    static DocumentValue::Kind kindOf(const Json &json)
    {
        if (json.is_number())
            return DocumentValue::Kind::Number;
        if (json.is_boolean())
            return DocumentValue::Kind::Boolean;
        return json.is_null() ? DocumentValue::Kind::Null : DocumentValue::Kind::Text;
    }

    QHash<QString, std::size_t> m_positions;
};

} // namespace

DocumentValues DocumentValues::fromJson(std::string_view json)
{
    DocumentValues result;
    const Json parsed = Json::parse(json, nullptr, false);
    if (!parsed.is_object())
        return result;
    Flattener flattener;
    flattener.walk({}, parsed);
    result.m_values = std::move(flattener.values);
    return result;
}

const DocumentValue *DocumentValues::find(const QString &path) const
{
    const auto found = std::find_if(m_values.begin(), m_values.end(),
                                    [&](const DocumentValue &v) { return v.path == path; });
    return found == m_values.end() ? nullptr : &*found;
}

TextSpans DocumentValues::spans(const DocumentValue &value, const std::vector<api::HighlightSpan> &highlights)
{
    TextSpans result;
    for (const api::HighlightSpan &highlight : highlights) {
        if (highlight.element < 0 || highlight.element >= int(value.elementStarts.size()))
            continue;
        const int base = value.elementStarts[std::size_t(highlight.element)];
        const QStringView element = QStringView(value.text).mid(base);
        const qsizetype from = utf16Position(element, highlight.offset);
        const qsizetype to = utf16Position(element, highlight.offset + highlight.length);
        if (to > from)
            result.push_back({TextSpan::Kind::Highlight, base + int(from), int(to - from)});
    }
    return result;
}

} // namespace explorer::ui
