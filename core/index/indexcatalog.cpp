#include "core/index/indexcatalog.h"

#include "core/base/threadpool.h"
#include "core/index/collectionindex.h"

#include <charconv>
#include <set>

namespace explorer::index
{
namespace
{

/// Larger indexes are verified by the index thread, so that the start does not wait for the disk.
constexpr std::uintmax_t kVerifiedAtStartBytes = 64ULL * 1024 * 1024;

} // namespace

struct IndexCatalog::Private {
    Private(std::filesystem::path directory, storage::Database &store, const IndexSettings &values,
            Logger &log)
        : root(std::move(directory)), database(store), settings(values), logger(log)
    {
    }
    void run();
    bool stepAll();
    void applySchemaChanges();
    std::shared_ptr<CollectionIndex> entry(std::int64_t key) const;
    std::vector<std::pair<std::int64_t, std::shared_ptr<CollectionIndex>>> entries() const;
    /// Makes the entry of a collection that is not known yet; null where the database has none either.
    std::shared_ptr<CollectionIndex> discover(std::int64_t key);
    std::shared_ptr<CollectionIndex> findOrDiscover(std::int64_t key);
    void removeUnknownDirectories(const std::vector<storage::Collection> &collections) const;
    void wake();

    const std::filesystem::path root;
    storage::Database &database;
    const IndexSettings settings;
    Logger &logger;

    mutable std::mutex mutex;
    std::condition_variable woken;
    std::map<std::int64_t, std::shared_ptr<CollectionIndex>> collections;
    std::map<std::int64_t, api::Schema> unopened;
    std::set<std::int64_t> schemaChanges;
    Published published;
    bool isWoken = false;
    bool isStopping = false;
    std::thread thread;
};

void IndexCatalog::Private::wake()
{
    const std::lock_guard lock(mutex);
    isWoken = true;
    woken.notify_one();
}

std::shared_ptr<CollectionIndex> IndexCatalog::Private::entry(std::int64_t key) const
{
    const std::lock_guard lock(mutex);
    const auto found = collections.find(key);
    return found == collections.end() ? nullptr : found->second;
}

std::vector<std::pair<std::int64_t, std::shared_ptr<CollectionIndex>>> IndexCatalog::Private::entries() const
{
    const std::lock_guard lock(mutex);
    return {collections.begin(), collections.end()};
}

std::shared_ptr<CollectionIndex> IndexCatalog::Private::discover(std::int64_t key)
{
    auto collection = storage::CollectionStore(database).findByKey(key);
    if (!collection)
        return nullptr;
    // Held while it opens, so that two callers do not open one directory; a new index has no files to read.
    const std::lock_guard lock(mutex);
    auto &slot = collections[key];
    if (!slot) {
        slot = std::make_shared<CollectionIndex>(key, root, database, settings, logger);
        slot->open(collection->schema);
        // After it: the callback may ask the catalog, which is locked here.
        slot->onPublished(published);
        isWoken = true;
        woken.notify_one();
    }
    return slot;
}

std::shared_ptr<CollectionIndex> IndexCatalog::Private::findOrDiscover(std::int64_t key)
{
    if (auto known = entry(key))
        return known;
    return discover(key);
}

void IndexCatalog::Private::applySchemaChanges()
{
    std::set<std::int64_t> keys;
    std::map<std::int64_t, api::Schema> toOpen;
    {
        const std::lock_guard lock(mutex);
        keys.swap(schemaChanges);
        toOpen.swap(unopened);
    }
    for (const auto &[key, schema] : toOpen) {
        if (const auto known = entry(key))
            known->open(schema);
    }
    for (const std::int64_t key : keys) {
        const auto known = entry(key);
        if (!known)
            continue;
        const auto collection = storage::CollectionStore(database).findByKey(key);
        if (collection) {
            known->setSchema(collection->schema);
        } else if (collection.error().code == ErrorCode::NotFound) {
            {
                const std::lock_guard lock(mutex);
                collections.erase(key);
            }
            known->remove();
        }
    }
}

bool IndexCatalog::Private::stepAll()
{
    bool more = false;
    for (const auto &[key, collection] : entries()) {
        if (collection->isOpened())
            more = collection->step() || more;
    }
    return more;
}

void IndexCatalog::Private::run()
{
    nameThread("index");
    for (;;) {
        applySchemaChanges();
        const bool more = stepAll();
        auto due = std::chrono::steady_clock::now() + std::chrono::seconds(2);
        for (const auto &[key, collection] : entries())
            due = std::min(due, collection->nextDue());
        std::unique_lock lock(mutex);
        if (!more)
            woken.wait_until(lock, due, [this] { return isWoken || isStopping; });
        isWoken = false;
        if (isStopping)
            break;
    }
    for (const auto &[key, collection] : entries())
        collection->close();
    database.closeThreadReader();
}

void IndexCatalog::Private::removeUnknownDirectories(const std::vector<storage::Collection> &known) const
{
    std::error_code ignored;
    for (const auto &found : std::filesystem::directory_iterator(root, ignored)) {
        const std::string name = found.path().filename().string();
        const bool isKnown =
            std::any_of(known.begin(), known.end(), [&name](const storage::Collection &collection) {
                return std::to_string(collection.key) == name;
            });
        const bool isNumber =
            std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!isKnown && isNumber)
            std::filesystem::remove_all(found.path(), ignored);
    }
}

IndexCatalog::IndexCatalog(std::unique_ptr<Private> priv) : d(std::move(priv)) {}

Result<std::unique_ptr<IndexCatalog>> IndexCatalog::open(const std::filesystem::path &directory,
                                                         storage::Database &database,
                                                         const IndexSettings &settings, Logger &logger)
{
    initializeLucene();
    auto d = std::make_unique<Private>(directory / "index", database, settings, logger);
    std::error_code failed;
    std::filesystem::create_directories(d->root, failed);
    if (failed)
        return fail(ErrorCode::Io, "index_io",
                    "The index directory " + d->root.string() + " cannot be made: " + failed.message());
    auto known = storage::CollectionStore(database).list();
    if (!known)
        return fail(std::move(known.error()));
    d->removeUnknownDirectories(*known);
    for (const storage::Collection &collection : *known) {
        auto entry =
            std::make_shared<CollectionIndex>(collection.key, d->root, database, d->settings, logger);
        if (entry->sizeBytes() <= kVerifiedAtStartBytes)
            entry->open(collection.schema);
        else
            d->unopened[collection.key] = collection.schema;
        d->collections[collection.key] = std::move(entry);
    }
    d->thread = std::thread([run = d.get()] { run->run(); });
    return std::unique_ptr<IndexCatalog>(new IndexCatalog(std::move(d)));
}

IndexCatalog::~IndexCatalog()
{
    for (const auto &[key, collection] : d->entries())
        collection->stopWaiting();
    {
        const std::lock_guard lock(d->mutex);
        d->isStopping = true;
        d->woken.notify_one();
    }
    d->thread.join();
}

Result<std::shared_ptr<SearchIndex>> IndexCatalog::find(std::int64_t collection)
{
    const auto known = d->findOrDiscover(collection);
    if (!known)
        return fail(ErrorCode::NotFound, "collection_unknown",
                    "There is no such collection, or it was just removed.");
    return known->find();
}

IndexState IndexCatalog::state(std::int64_t collection) const
{
    const auto known = d->findOrDiscover(collection);
    if (known)
        return known->state();
    IndexState state;
    state.phase = IndexState::Phase::Failed;
    state.reason = "There is no such collection.";
    return state;
}

IndexState IndexCatalog::overallState() const
{
    IndexState overall;
    double progress = 0;
    const auto entries = d->entries();
    for (const auto &[key, collection] : entries) {
        const IndexState state = collection->state();
        if (state.phase > overall.phase) {
            overall.phase = state.phase;
            overall.reason = state.reason;
        }
        progress += state.progress;
        overall.lag += state.lag;
        overall.visibleSequence = std::max(overall.visibleSequence, state.visibleSequence);
        overall.statistics.documents += state.statistics.documents;
        overall.statistics.sizeBytes += state.statistics.sizeBytes;
        overall.statistics.segments += state.statistics.segments;
        overall.statistics.generation = std::max(overall.statistics.generation, state.statistics.generation);
    }
    overall.progress = entries.empty() ? 1 : progress / static_cast<double>(entries.size());
    return overall;
}

void IndexCatalog::notifyChanged(std::int64_t collection)
{
    if (const auto known = d->findOrDiscover(collection))
        known->markChanged();
    d->wake();
}

void IndexCatalog::notifySchemaChanged(std::int64_t collection)
{
    const auto known = d->entry(collection);
    if (!known) {
        d->discover(collection);
        return;
    }
    if (const auto stored = storage::CollectionStore(d->database).findByKey(collection))
        known->expectSchema(stored->schema);
    const std::lock_guard lock(d->mutex);
    d->schemaChanges.insert(collection);
    d->isWoken = true;
    d->woken.notify_one();
}

void IndexCatalog::requestRebuild(std::int64_t collection)
{
    if (const auto known = d->findOrDiscover(collection))
        known->requestRebuild();
    d->wake();
}

Result<void> IndexCatalog::waitVisible(std::int64_t collection, std::int64_t sequence, Deadline deadline)
{
    const auto known = d->findOrDiscover(collection);
    if (!known)
        return fail(ErrorCode::NotFound, "collection_unknown",
                    "There is no such collection, or it was just removed.");
    // Announced before the index thread is woken, so that it publishes for us.
    known->announceWaiter(sequence);
    known->markChanged();
    d->wake();
    return known->waitVisible(sequence, deadline);
}

void IndexCatalog::onPublished(Published callback)
{
    {
        const std::lock_guard lock(d->mutex);
        d->published = std::move(callback);
    }
    for (const auto &[key, collection] : d->entries())
        collection->onPublished(d->published);
}

} // namespace explorer::index
