#include "core/resilience/concurrencygate.h"

#include <QtTest>

using explorer::resilience::ConcurrencyGate;

/// How many at once get past a gate.
class TestConcurrencyGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void letsSoManyInByName();
    void outlivesTheGate();
    void letsNobodyInAtZero();
};

void TestConcurrencyGate::letsSoManyInByName()
{
    const ConcurrencyGate gate(2);
    std::shared_ptr<void> first = gate.enter("a");
    const std::shared_ptr<void> second = gate.enter("a");
    QVERIFY(first && second);
    QVERIFY(!gate.enter("a"));
    QVERIFY(gate.enter("b"));
    const std::shared_ptr<void> copy = first;
    first.reset();
    QVERIFY(!gate.enter("a"));
    QVERIFY(copy);
}

void TestConcurrencyGate::outlivesTheGate()
{
    std::shared_ptr<void> pass;
    std::optional<ConcurrencyGate> copy;
    {
        const ConcurrencyGate gate(1);
        pass = gate.enter("a");
        copy = gate;
    }
    // A copy counts the same ones.
    QVERIFY(!copy->enter("a"));
    pass.reset();
    QVERIFY(copy->enter("a"));
}

void TestConcurrencyGate::letsNobodyInAtZero()
{
    const ConcurrencyGate gate(0);
    QVERIFY(!gate.enter("a"));
}

QTEST_GUILESS_MAIN(TestConcurrencyGate)
#include "tst_concurrencygate.moc"
