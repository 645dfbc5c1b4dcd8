#include "core/storage/accountstores.h"
#include "unit/storage/storagefixture.h"

using namespace explorer;
using namespace explorer::storage;

class TestAccountStores : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsUsersWhateverTheCase();
    void refusesTwoUsersThatLookTheSame();
    void changesHashAndDisables();
    void keepsRefreshTokensAndTheirUse();
    void revokesAFamilyAndAUser();
    void removesOldTokens();
    void keepsMetaValuesOfAnyBytes();
};

namespace
{

Result<void> addUser(test::StorageFixture &fixture, const std::string &id, const std::string &name)
{
    return fixture.write([&](Connection &connection) {
        return UserStore::add(connection, {id, name, "hash", api::Role::Analyst, false}, 1);
    });
}

Result<void> addToken(Connection &connection, const std::string &hash, const std::string &family,
                      UnixMillis issuedAt)
{
    return RefreshTokenStore::add(connection, {hash, family, "u1", issuedAt, 5, 0, false});
}

} // namespace

void TestAccountStores::findsUsersWhateverTheCase()
{
    test::StorageFixture fixture;
    QVERIFY(addUser(fixture, "u1", "J\xc3\xb6rg"));
    UserStore store(fixture.database());
    for (const char *name : {"J\xc3\xb6rg", "j\xc3\x96RG", "Jo\xcc\x88rg"}) {
        const auto found = store.findByName(name);
        QVERIFY2(found && *found, name);
        QCOMPARE((*found)->name, std::string("J\xc3\xb6rg"));
        QVERIFY((*found)->role == api::Role::Analyst);
    }
    QVERIFY(!*store.findByName("jorg"));
    QVERIFY(*store.find("u1"));
    QCOMPARE(store.list()->size(), std::size_t{1});
}

void TestAccountStores::refusesTwoUsersThatLookTheSame()
{
    test::StorageFixture fixture;
    QVERIFY(addUser(fixture, "u1", "admin"));
    const auto again = addUser(fixture, "u2", "Admin");
    QVERIFY(!again);
    QCOMPARE(again.error().reason, std::string("user_exists"));
}

void TestAccountStores::changesHashAndDisables()
{
    test::StorageFixture fixture;
    QVERIFY(addUser(fixture, "u1", "ann"));
    QVERIFY(fixture.write([](Connection &connection) -> Result<void> {
        if (auto set = UserStore::setPasswordHash(connection, "u1", "other"); !set)
            return set;
        return UserStore::setDisabled(connection, "u1", true);
    }));
    const auto found = UserStore(fixture.database()).find("u1");
    QCOMPARE((*found)->passwordHash, std::string("other"));
    QVERIFY((*found)->disabled);
}

void TestAccountStores::keepsRefreshTokensAndTheirUse()
{
    test::StorageFixture fixture;
    QVERIFY(addUser(fixture, "u1", "ann"));
    QVERIFY(fixture.write([](Connection &connection) -> Result<void> {
        if (auto added = addToken(connection, "h1", "f1", 100); !added)
            return added;
        return RefreshTokenStore::markUsed(connection, "h1", 150);
    }));
    const auto found = RefreshTokenStore(fixture.database()).find("h1");
    QVERIFY(found && *found);
    QCOMPARE((*found)->family, std::string("f1"));
    QCOMPARE((*found)->userId, std::string("u1"));
    QCOMPARE((*found)->issuedAt, UnixMillis{100});
    QCOMPARE((*found)->familyStartedAt, UnixMillis{5});
    QCOMPARE((*found)->usedAt, UnixMillis{150});
    QVERIFY(!(*found)->revoked);
    QVERIFY(!*RefreshTokenStore(fixture.database()).find("h2"));
}

void TestAccountStores::revokesAFamilyAndAUser()
{
    test::StorageFixture fixture;
    QVERIFY(addUser(fixture, "u1", "ann"));
    QVERIFY(fixture.write([](Connection &connection) -> Result<void> {
        for (const auto &[hash, family] :
             {std::pair("h1", "f1"), std::pair("h2", "f1"), std::pair("h3", "f2")}) {
            if (auto added = addToken(connection, hash, family, 100); !added)
                return added;
        }
        return RefreshTokenStore::revokeFamily(connection, "f1");
    }));
    RefreshTokenStore store(fixture.database());
    QVERIFY((*store.find("h1"))->revoked && (*store.find("h2"))->revoked);
    QVERIFY(!(*store.find("h3"))->revoked);
    QVERIFY(fixture.write(
        [](Connection &connection) { return RefreshTokenStore::revokeUser(connection, "u1"); }));
    QVERIFY((*store.find("h3"))->revoked);
}

void TestAccountStores::removesOldTokens()
{
    test::StorageFixture fixture;
    QVERIFY(addUser(fixture, "u1", "ann"));
    QVERIFY(fixture.write([](Connection &connection) -> Result<void> {
        for (const auto &[hash, at] : {std::pair("old", 100), std::pair("new", 200)}) {
            if (auto added = addToken(connection, hash, "f", at); !added)
                return added;
        }
        return RefreshTokenStore::removeOlderThan(connection, 200);
    }));
    RefreshTokenStore store(fixture.database());
    QVERIFY(!*store.find("old"));
    QVERIFY(*store.find("new"));
}

void TestAccountStores::keepsMetaValuesOfAnyBytes()
{
    test::StorageFixture fixture;
    const std::string bytes("\0\xff\x80key", 6);
    QVERIFY(fixture.write([&](Connection &connection) -> Result<void> {
        if (auto set = MetaStore::set(connection, "key", "first"); !set)
            return set;
        return MetaStore::set(connection, "key", bytes);
    }));
    MetaStore store(fixture.database());
    QCOMPARE(**store.find("key"), bytes);
    QVERIFY(fixture.write([](Connection &connection) { return MetaStore::remove(connection, "key"); }));
    QVERIFY(!*store.find("key"));
}

QTEST_GUILESS_MAIN(TestAccountStores)
#include "tst_accountstores.moc"
