#include "core/base/threadpool.h"

#include <QTest>

#include <array>
#include <atomic>
#include <future>
#include <map>
#include <set>

using explorer::ThreadPool;

namespace
{

/// The thread that ran a task, once it is known to be over.
std::thread::id threadOfOne(ThreadPool &pool)
{
    std::promise<std::thread::id> ran;
    if (!pool.tryPost([&ran] { ran.set_value(std::this_thread::get_id()); }))
        qFatal("the pool is full");
    return ran.get_future().get();
}

} // namespace

class TestThreadPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsEveryTaskOnce()
    {
        std::atomic<int> sum = 0;
        {
            ThreadPool pool("test", 4, 10'000);
            for (int i = 1; i <= 10'000; ++i)
                QVERIFY(pool.tryPost([&sum, i] { sum += i; }));
        }
        QCOMPARE(sum.load(), 50'005'000);
    }

    void runsAsManyAtOnceAsItHasThreads()
    {
        constexpr int kThreads = 6;
        std::array<std::atomic<int>, 20> presences{};
        std::set<std::thread::id> ids;
        std::mutex mutex;
        {
            ThreadPool pool("test", kThreads, 100);
            for (std::atomic<int> &present : presences) {
                for (int i = 0; i < kThreads; ++i)
                    QVERIFY(pool.tryPost([&ids, &mutex, &present] {
                        ++present;
                        // Each waits for all the others.
                        while (present < kThreads)
                            std::this_thread::yield();
                        const std::lock_guard lock(mutex);
                        ids.insert(std::this_thread::get_id());
                    }));
                while (present < kThreads)
                    std::this_thread::yield();
            }
        }
        QCOMPARE(ids.size(), std::size_t{kThreads});
    }

    void refusesWhatItHasNoRoomFor()
    {
        std::promise<void> mayEnd;
        std::promise<void> hasBegun;
        std::atomic<int> ran = 0;
        {
            ThreadPool pool("test", 1, 2);
            QVERIFY(pool.tryPost([&] {
                hasBegun.set_value();
                mayEnd.get_future().wait();
            }));
            hasBegun.get_future().wait();
            QVERIFY(pool.tryPost([&ran] { ++ran; }));
            QVERIFY(pool.tryPost([&ran] { ++ran; }));
            QCOMPARE(pool.queued(), std::size_t{2});
            QVERIFY(!pool.tryPost([&ran] { ++ran; }));
            mayEnd.set_value();
        }
        QCOMPARE(ran.load(), 2);
    }

    void wakesTheThreadThatWorkedLast()
    {
        ThreadPool pool("test", 8, 100);
        std::map<std::thread::id, int> tasks;
        int most = 0;
        for (int i = 0; i < 200; ++i) {
            most = std::max(most, ++tasks[threadOfOne(pool)]);
            // One that has just answered may not be idle again yet: then it is another's turn.
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        // Threads that took turns would have 25 each.
        QVERIFY2(most > 200 / 3, std::to_string(most).c_str());
    }
};

QTEST_GUILESS_MAIN(TestThreadPool)
#include "tst_threadpool.moc"
