#include "core/api/inputformat.h"

#include <array>
#include <utility>

namespace explorer::api
{
namespace
{

struct Name {
    DocumentFormat format;
    std::string_view name;
    std::string_view contentType;
};

constexpr std::array kNames{Name{DocumentFormat::Json, "json", "application/json"},
                            Name{DocumentFormat::NdJson, "ndjson", "application/x-ndjson"},
                            Name{DocumentFormat::Csv, "csv", "text/csv"},
                            Name{DocumentFormat::Log, "log", "text/plain"}};

const Name &nameOf(DocumentFormat format) { return kNames[static_cast<std::size_t>(format)]; }

} // namespace

std::string_view contentType(DocumentFormat format) { return nameOf(format).contentType; }

std::string_view toString(DocumentFormat format) { return nameOf(format).name; }

Result<DocumentFormat> documentFormatFromString(std::string_view text)
{
    for (const Name &name : kNames) {
        if (name.name == text)
            return name.format;
    }
    return fail(ErrorCode::InvalidArgument, "wrong_value", "The format is json, ndjson, csv or log.");
}

} // namespace explorer::api
