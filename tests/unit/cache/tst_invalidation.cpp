#include "core/cache/invalidation.h"
#include "support/fakeclock.h"

#include <QtTest>

using namespace explorer;
using namespace explorer::cache;

/// One answer of the collection `orders`, and what becomes of it.
class TestInvalidation : public QObject
{
    Q_OBJECT

    test::FakeClock m_clock;
    metrics::Metrics m_metrics;
    std::unique_ptr<ResultCache> m_cache;
    std::unique_ptr<Invalidation> m_policy;
    std::vector<std::function<void()>> m_renewals;

    std::string ask(const std::string &key = "k")
    {
        const auto answer = m_cache->get(key, key, {"orders"}, Deadline(), [](bool) -> Result<Loaded> {
            return Loaded{"body", true, false, {kAggregateTag}};
        });
        return answer ? answer->status : answer.error().reason;
    }
    static CommittedWrite write(std::int64_t sequence, bool isCritical, bool isBulk)
    {
        return {1, "orders", isCritical, isBulk, sequence};
    }
    [[nodiscard]] std::int64_t events(const std::string &strategy, const std::string &trigger) const
    {
        for (const api::InvalidationCount &count : m_policy->counts()) {
            if (count.strategy == strategy && count.trigger == trigger)
                return count.events;
        }
        return 0;
    }

private Q_SLOTS:
    void init()
    {
        m_renewals.clear();
        m_cache = makeLocalCache({}, m_clock, [this](std::function<void()> task) {
            m_renewals.push_back(std::move(task));
            return true;
        });
        m_policy = std::make_unique<Invalidation>(*m_cache, m_metrics);
        QCOMPARE(ask(), std::string("miss"));
    }

    void aDocumentOfAnOrdinaryCollectionIsLazy()
    {
        m_policy->written(write(5, false, false));
        QCOMPARE(ask(), std::string("hit"));
        QVERIFY(m_renewals.empty());
        QCOMPARE(events("lazy", "data"), 0);
        m_policy->visible(1, 5);
        QCOMPARE(events("lazy", "data"), 1);
        QCOMPARE(ask(), std::string("hit"));
        QCOMPARE(m_renewals.size(), std::size_t{1});
        m_renewals.front()();
        QCOMPARE(m_cache->statistics().backgroundRefreshes, 1);
        QCOMPARE(ask(), std::string("hit"));
        QCOMPARE(m_renewals.size(), std::size_t{1});
        m_clock.advance(std::chrono::minutes(2));
        QCOMPARE(ask(), std::string("miss"));
        QCOMPARE(events("lazy", "ttl"), 1);
    }

    void anAnswerThatWasLoadedMeanwhileIsRenewed()
    {
        m_policy->written(write(5, false, false));
        const auto answer = m_cache->get("late", "late", {"orders"}, Deadline(), [this](bool) {
            m_policy->visible(1, 5);
            return Result<Loaded>(Loaded{"older", true, false, {}});
        });
        QVERIFY(answer);
        QCOMPARE(ask("late"), std::string("hit"));
        QCOMPARE(m_renewals.size(), std::size_t{1});
    }

    void anEmptyAnswerDoesNotHideANewDocument()
    {
        const auto none = [](bool) { return Result<Loaded>(Loaded{"none", true, true, {}}); };
        QVERIFY(m_cache->get("none", "none", {"orders"}, Deadline(), none));
        m_policy->written(write(5, false, false));
        QCOMPARE(ask("none"), std::string("hit"));
        m_policy->visible(1, 5);
        QCOMPARE(ask("none"), std::string("miss"));
    }

    void aDocumentTakesNothingFromABulk()
    {
        m_policy->written(write(5, false, true));
        m_policy->written(write(6, false, false));
        m_policy->visible(1, 6);
        QCOMPARE(ask(), std::string("miss"));
    }

    void whatWasWrittenBeforeTheStartIsSeen()
    {
        m_policy->visible(1, 5);
        QCOMPARE(ask(), std::string("miss"));
        m_policy->written(write(9, false, false));
        m_policy->visible(1, 7);
        QCOMPARE(ask(), std::string("miss"));
        m_policy->visible(1, 9);
        QCOMPARE(ask(), std::string("hit"));
    }

    void aWriteThatIsWaitedForIsSeen()
    {
        m_policy->written(write(5, false, false));
        m_policy->awaited(write(5, false, false));
        QCOMPARE(ask(), std::string("miss"));
    }

    void aCriticalCollectionLosesItsAnswersAtCommitAndAtSight()
    {
        m_policy->written(write(4, false, false));
        m_policy->written(write(5, true, false));
        QCOMPARE(ask(), std::string("miss"));
        m_policy->visible(1, 4);
        QCOMPARE(ask(), std::string("hit"));
        m_policy->visible(1, 5);
        QCOMPARE(ask(), std::string("miss"));
        QCOMPARE(events("immediate", "data"), 2);
        QCOMPARE(events("cascade", "data"), 2);
    }

    void aBulkCountsOnceWhenItsEndIsSeen()
    {
        m_policy->written(write(5, false, true));
        QCOMPARE(ask(), std::string("hit"));
        m_policy->visible(1, 5);
        QCOMPARE(ask(), std::string("miss"));
        m_policy->visible(1, 6);
        QCOMPARE(ask(), std::string("hit"));
        QCOMPARE(events("batch", "data"), 1);
    }

    void bulksThatFollowEachOtherDoNotHoldEachOtherBack()
    {
        m_policy->written(write(5, false, true));
        m_policy->written(write(9, false, true));
        m_policy->visible(1, 7);
        QCOMPARE(ask(), std::string("miss"));
        m_policy->visible(1, 9);
        QCOMPARE(ask(), std::string("miss"));
    }

    void aBulkThatIsSeenBeforeItIsToldOfCounts()
    {
        m_policy->visible(1, 5);
        m_policy->written(write(5, false, true));
        QCOMPARE(ask(), std::string("miss"));
    }

    void aSchemaChangeGoesOnToItsNewIndex()
    {
        std::vector<std::string> renewed;
        m_policy->onNewIndex([&renewed](const std::string &name) { renewed.push_back(name); });
        m_policy->schemaChanged(1, "orders");
        QCOMPARE(ask(), std::string("miss"));
        m_policy->visible(1, 3);
        QCOMPARE(ask(), std::string("miss"));
        QCOMPARE(renewed, std::vector<std::string>{"orders"});
        QCOMPARE(events("cascade", "schema"), 2);
    }

    void anOrderIsPreviewedAndThenCounted()
    {
        m_policy->setDependents([](const std::string &) { return std::vector<std::string>{"saved:1"}; });
        Invalidation::Order order{"orders", {}, Strategy::Cascade, true};
        api::InvalidationAnswer answer = m_policy->carryOut(order);
        QCOMPARE(answer.count, 1);
        QCOMPARE(answer.aggregates, 1);
        QCOMPARE(answer.savedSearches, 1);
        QCOMPARE(ask(), std::string("hit"));
        QCOMPARE(events("cascade", "manual"), 0);
        order.preview = false;
        QCOMPARE(m_policy->carryOut(order).count, 1);
        QCOMPARE(ask(), std::string("miss"));
        QCOMPARE(events("cascade", "manual"), 1);
    }

    void anOrderForABatchWaitsForTheBulkUnderWay()
    {
        m_policy->written(write(5, false, true));
        QCOMPARE(m_policy->carryOut({"orders", {}, Strategy::Batch, false}).count, 1);
        QCOMPARE(ask(), std::string("hit"));
        m_policy->visible(1, 5);
        QCOMPARE(ask(), std::string("miss"));
        QCOMPARE(m_policy->carryOut({"orders", {}, Strategy::Batch, false}).count, 1);
        QCOMPARE(ask(), std::string("miss"));
    }
};

QTEST_GUILESS_MAIN(TestInvalidation)
#include "tst_invalidation.moc"
