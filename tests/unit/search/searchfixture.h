#pragma once

#include "core/search/searchservice.h"
#include "support/fakeclock.h"

#include <QTemporaryDir>

#include <stdexcept>

namespace explorer::test
{

/// An index that fails as it is told to, else passes everything on.
class FailingIndex final : public index::SearchIndex
{
public:
    explicit FailingIndex(std::unique_ptr<index::SearchIndex> real) : m_real(std::move(real)) {}
    std::optional<Error> failure;
    std::atomic<int> searches{0};
    /// Called before each search, on its thread.
    std::function<void(const index::IndexQuery &)> beforeSearch;

    Result<index::IndexAnswer> search(const index::IndexQuery &query) override
    {
        ++searches;
        if (beforeSearch)
            beforeSearch(query);
        if (failure)
            return fail(*failure);
        return m_real->search(query);
    }
    Result<std::vector<api::Explanation>> explain(const index::IndexQuery &query,
                                                  std::span<const index::IndexHit> hits) override
    {
        return m_real->explain(query, hits);
    }
    Result<std::vector<index::IndexTerm>> terms(const index::TermQuery &query) override
    {
        if (failure)
            return fail(*failure);
        return m_real->terms(query);
    }
    Result<std::shared_ptr<const void>> hold(std::uint64_t snapshot) override
    {
        return m_real->hold(snapshot);
    }
    Result<void> apply(std::span<const index::IndexChange> changes) override
    {
        return m_real->apply(changes);
    }
    Result<void> publish() override { return m_real->publish(); }
    Result<void> commit(const index::CommitPoint &point) override { return m_real->commit(point); }
    [[nodiscard]] std::vector<index::CommitPoint> commits() const override { return m_real->commits(); }
    [[nodiscard]] index::IndexStatistics statistics() const override { return m_real->statistics(); }
    Result<void> releaseWriter() override { return m_real->releaseWriter(); }

private:
    std::unique_ptr<index::SearchIndex> m_real;
};

/// A search service over a real database and real indexes, without the thread that follows the change log.
class SearchFixture
{
public:
    SearchFixture()
    {
        index::initializeLucene();
        directory = m_temporary.path().toStdString();
        database = take(storage::Database::open(directory, {}, logger));
        cache = cache::makeLocalCache({}, clock);
        service = take(search::SearchService::create(
            *database,
            [this](std::int64_t key) -> Result<std::shared_ptr<index::SearchIndex>> {
                return std::shared_ptr<index::SearchIndex>(indexes.at(key));
            },
            *cache, metrics, {}, clock, logger));
    }

    template <typename T>
    static T take(Result<T> result)
    {
        if (!result)
            throw std::runtime_error(result.error().reason + ": " + result.error().message);
        return std::move(*result);
    }
    static void check(const Result<void> &result)
    {
        if (!result)
            throw std::runtime_error(result.error().reason + ": " + result.error().message);
    }

    void addCollection(const std::string &name, const char *schema, bool critical = false)
    {
        api::CollectionCreate create;
        create.critical = critical;
        create.name = name;
        create.schema = take(api::schemaFromJson(nlohmann::json::parse(schema)));
        std::int64_t key = 0;
        check(database->writeAndWait([&](storage::Connection &connection) -> Result<void> {
            Result<std::int64_t> made =
                storage::CollectionStore::create(connection, create, clock.nowMillis());
            if (!made)
                return fail(made.error());
            key = *made;
            return {};
        }));
        index::LuceneSettings settings;
        settings.clock = &clock;
        keys[name] = key;
        indexes[key] = std::make_shared<FailingIndex>(take(index::openLuceneIndex(
            directory / ("index" + std::to_string(key)), *create.schema, logger, settings)));
    }

    void put(const std::string &collection, const std::string &id, const std::string &json)
    {
        const std::int64_t key = keys.at(collection);
        check(database->writeAndWait([&](storage::Connection &connection) -> Result<void> {
            const auto done = storage::DocumentStore::put(connection, key, id, json, clock.nowMillis());
            return done ? Result<void>() : fail(done.error());
        }));
        const index::IndexChange change{id, json};
        check(indexes.at(key)->apply({&change, 1}));
    }
    /// Visible, and told to the cache as the engine does after a bulk.
    void publish(const std::string &collection)
    {
        check(indexes.at(keys.at(collection))->publish());
        cache->invalidate({collection}, cache::Removal::Fresh, false);
    }
    FailingIndex &index(const std::string &collection) { return *indexes.at(keys.at(collection)); }

    Result<api::SearchAnswer> ask(const api::SearchRequest &request, bool bypass = false,
                                  const std::string &scope = "admin")
    {
        const Result<std::string> body = service->search(request, scope, bypass, {});
        if (!body)
            return fail(body.error());
        return api::searchAnswerFromJson(*body);
    }

    std::filesystem::path directory;
    FakeClock clock;
    Logger logger{LogLevel::Error, [](std::string_view) {}};
    metrics::Metrics metrics;
    std::unique_ptr<storage::Database> database;
    std::map<std::string, std::int64_t> keys;
    std::map<std::int64_t, std::shared_ptr<FailingIndex>> indexes;
    std::unique_ptr<cache::ResultCache> cache;
    std::unique_ptr<search::SearchService> service;

private:
    QTemporaryDir m_temporary;
};

} // namespace explorer::test
