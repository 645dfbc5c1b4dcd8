#include "core/ingest/stages/securityrules.h"

#include "core/ingest/stages/shippedrules_p.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <sstream>

// Its macros take words that others use.
#include <yara.h>

namespace explorer::ingest
{
namespace
{

constexpr int kScanSeconds = 1;
constexpr std::int64_t kPrefilterMemory = 16LL << 20;

/// libyara counts its users; this one stays to the end of the process.
struct Library {
    Library() : isReady(yr_initialize() == ERROR_SUCCESS) {}
    ~Library()
    {
        if (isReady)
            yr_finalize();
    }
    bool isReady;
};

struct RulesDeleter {
    void operator()(YR_RULES *rules) const { yr_rules_destroy(rules); }
};
using RulesPtr = std::unique_ptr<YR_RULES, RulesDeleter>;

void noteProblem(int level, const char *, int line, const YR_RULE *, const char *message, void *target)
{
    auto &problems = *static_cast<std::string *>(target);
    if (level == YARA_ERROR_LEVEL_ERROR)
        problems.append(problems.empty() ? "" : "; ")
            .append("line ")
            .append(std::to_string(line))
            .append(": ")
            .append(message);
}

struct Source {
    std::string name;
    std::string text;
};

/// Null with `problems` where a source does not compile.
RulesPtr compile(const std::vector<Source> &sources, std::string &problems)
{
    YR_COMPILER *compiler = nullptr;
    if (yr_compiler_create(&compiler) != ERROR_SUCCESS) {
        problems = "There is not enough memory.";
        return nullptr;
    }
    const std::unique_ptr<YR_COMPILER, void (*)(YR_COMPILER *)> owner(compiler, yr_compiler_destroy);
    yr_compiler_set_callback(compiler, noteProblem, &problems);
    // Rules may not read other files.
    yr_compiler_set_include_callback(compiler, nullptr, nullptr, nullptr);
    for (const Source &source : sources) {
        if (yr_compiler_add_string(compiler, source.text.c_str(), source.name.c_str()) != 0)
            return nullptr;
    }
    YR_RULES *rules = nullptr;
    if (yr_compiler_get_rules(compiler, &rules) != ERROR_SUCCESS)
        problems = "There is not enough memory.";
    return RulesPtr(rules);
}

const char *metaOf(YR_RULE *rule, const char *name)
{
    YR_META *meta = nullptr;
    yr_rule_metas_foreach(rule, meta)
    {
        if (std::strcmp(meta->identifier, name) == 0 && meta->type == META_TYPE_STRING)
            return meta->string;
    }
    return nullptr;
}

/// Null where a rule has none or one that does not compile: then everything is scanned.
std::unique_ptr<const re2::RE2> prefilterOf(YR_RULES *rules)
{
    std::string all;
    YR_RULE *rule = nullptr;
    yr_rules_foreach(rules, rule)
    {
        const char *const one = metaOf(rule, "prefilter");
        if (one == nullptr)
            return nullptr;
        all.append(all.empty() ? "" : "|").append("(?:").append(one).append(")");
    }
    re2::RE2::Options options;
    options.set_encoding(re2::RE2::Options::EncodingLatin1);
    options.set_case_sensitive(false);
    options.set_never_capture(true);
    options.set_log_errors(false);
    options.set_max_mem(kPrefilterMemory);
    auto made = std::make_unique<const re2::RE2>(all, options);
    return made->ok() ? std::move(made) : nullptr;
}

std::vector<Source> filesOf(const std::filesystem::path &folder, Logger &logger)
{
    std::vector<Source> sources;
    std::error_code failure;
    for (const auto &entry : std::filesystem::directory_iterator(folder, failure)) {
        if (entry.path().extension() != ".yar")
            continue;
        std::ifstream file(entry.path(), std::ios::binary);
        std::stringstream text;
        text << file.rdbuf();
        Source source{entry.path().filename().string(), text.str()};
        std::string problems;
        if (!file || !compile({source}, problems))
            logger.error("security_rules_left_out",
                         {{"file", entry.path().string()},
                          {"message", problems.empty() ? "It cannot be read." : problems}});
        else
            sources.push_back(std::move(source));
    }
    std::sort(sources.begin(), sources.end(),
              [](const Source &left, const Source &right) { return left.name < right.name; });
    return sources;
}

} // namespace

struct SecurityRules::Private {
    RulesPtr rules;
    std::unique_ptr<const re2::RE2> prefilter;
};

SecurityRules::SecurityRules(std::unique_ptr<Private> parts) : d(std::move(parts)) {}
SecurityRules::~SecurityRules() = default;

std::size_t SecurityRules::count() const { return d->rules->num_rules; }

Result<std::shared_ptr<const SecurityRules>> SecurityRules::load(const std::filesystem::path &folder,
                                                                 Logger &logger)
{
    static const Library library;
    std::vector<Source> sources;
    if (!folder.empty())
        sources = filesOf(folder, logger);
    sources.insert(sources.begin(), {"explorerio", std::string(shippedSecurityRules())});
    std::string problems;
    auto parts = std::make_unique<Private>();
    if (library.isReady)
        parts->rules = compile(sources, problems);
    if (!parts->rules)
        return fail(ErrorCode::Corrupt, "security_rules_broken",
                    "The security scan's rules cannot be used: " + problems);
    parts->prefilter = prefilterOf(parts->rules.get());
    return std::shared_ptr<const SecurityRules>(new SecurityRules(std::move(parts)));
}

struct SecurityRules::Scanner::Private {
    std::shared_ptr<const SecurityRules> rules;
    YR_SCANNER *scanner = nullptr;
};

SecurityRules::Scanner::Scanner(std::shared_ptr<const SecurityRules> rules) : d(std::make_unique<Private>())
{
    d->rules = std::move(rules);
}

SecurityRules::Scanner::~Scanner()
{
    if (d->scanner != nullptr)
        yr_scanner_destroy(d->scanner);
}

namespace
{

int noteMatch(YR_SCAN_CONTEXT *context, int message, void *data, void *target)
{
    if (message != CALLBACK_MSG_RULE_MATCHING)
        return CALLBACK_CONTINUE;
    auto *const rule = static_cast<YR_RULE *>(data);
    SecurityRules::Finding finding;
    finding.rule = rule->identifier;
    const char *const description = metaOf(rule, "description");
    finding.description = description != nullptr ? description : "Matches a security rule";
    std::size_t offset = std::string::npos;
    YR_STRING *string = nullptr;
    yr_rule_strings_foreach(rule, string)
    {
        YR_MATCH *match = nullptr;
        yr_string_matches_foreach(context, string, match)
        {
            offset = std::min(offset, static_cast<std::size_t>(match->base + match->offset));
        }
    }
    finding.offset = offset == std::string::npos ? 0 : offset;
    static_cast<std::vector<SecurityRules::Finding> *>(target)->push_back(std::move(finding));
    return CALLBACK_CONTINUE;
}

} // namespace

std::vector<SecurityRules::Finding> SecurityRules::Scanner::scan(std::string_view text, bool &isIncomplete)
{
    std::vector<Finding> findings;
    const Private &rules = *d;
    if (const auto &prefilter = rules.rules->d->prefilter;
        prefilter && !re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *prefilter))
        return findings;
    if (d->scanner == nullptr && yr_scanner_create(d->rules->d->rules.get(), &d->scanner) != ERROR_SUCCESS) {
        isIncomplete = true;
        return findings;
    }
    yr_scanner_set_timeout(d->scanner, kScanSeconds);
    yr_scanner_set_callback(d->scanner, noteMatch, &findings);
    isIncomplete = yr_scanner_scan_mem(d->scanner, reinterpret_cast<const std::uint8_t *>(text.data()),
                                       text.size()) != ERROR_SUCCESS;
    return findings;
}

} // namespace explorer::ingest
