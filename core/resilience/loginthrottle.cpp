#include "core/resilience/loginthrottle.h"

namespace explorer::resilience
{
namespace
{

std::string pairKey(const std::string &account, const std::string &address)
{
    return address + '\n' + account;
}

void takeBackNewest(std::deque<std::chrono::steady_clock::time_point> *failures)
{
    if (failures != nullptr && !failures->empty())
        failures->pop_back();
}

} // namespace

LoginThrottle::LoginThrottle(const LoginThrottleSettings &settings, const Clock &clock)
    : m_settings(settings), m_clock(clock), m_pairs(settings.keys), m_accounts(settings.keys),
      m_addresses(settings.keys)
{
}

void LoginThrottle::forgetOld(Times &failures, TimePoint now) const
{
    while (!failures.empty() && now - failures.front() >= std::chrono::seconds(m_settings.windowSeconds))
        failures.pop_front();
}

std::chrono::seconds LoginThrottle::pairLockAfter(std::size_t failures) const
{
    return std::chrono::seconds(
        static_cast<int>(failures) < m_settings.pairFailures ? 0 : m_settings.pairLockSeconds);
}

std::chrono::seconds LoginThrottle::accountDelayAfter(std::size_t failures) const
{
    const auto over = static_cast<std::int64_t>(failures) - m_settings.accountFreeFailures;
    if (over < 0)
        return std::chrono::seconds(0);
    const std::int64_t doubled = std::int64_t{m_settings.accountDelaySeconds}
                                 << std::min<std::int64_t>(over, 20);
    return std::chrono::seconds(std::min<std::int64_t>(doubled, m_settings.accountLongestDelaySeconds));
}

std::chrono::seconds LoginThrottle::admit(const std::string &account, const std::string &address)
{
    const std::lock_guard lock(m_mutex);
    const TimePoint now = m_clock.steadyNow();
    Attempts &pair = m_pairs.touch(pairKey(account, address));
    Attempts &state = m_accounts.touch(account);
    Times &fromAddress = m_addresses.touch(address);
    for (Times *failures : {&pair.failures, &state.failures, &fromAddress})
        forgetOld(*failures, now);

    TimePoint until = std::max(pair.notBefore, state.notBefore);
    // An address is free again as soon as its oldest failure leaves the window.
    if (static_cast<int>(fromAddress.size()) >= m_settings.addressFailures)
        until = std::max(until, fromAddress.front() + std::chrono::seconds(m_settings.windowSeconds));
    if (until > now)
        return std::chrono::ceil<std::chrono::seconds>(until - now);

    for (Times *failures : {&pair.failures, &state.failures, &fromAddress})
        failures->push_back(now);
    pair.notBefore = now + pairLockAfter(pair.failures.size());
    state.notBefore = now + accountDelayAfter(state.failures.size());
    return std::chrono::seconds(0);
}

void LoginThrottle::succeeded(const std::string &account, const std::string &address)
{
    const std::lock_guard lock(m_mutex);
    m_pairs.erase(pairKey(account, address));
    m_accounts.erase(account);
    // Only this attempt: whoever owns one account must not wash the address clean between guesses at others.
    takeBackNewest(m_addresses.find(address));
}

void LoginThrottle::withdraw(const std::string &account, const std::string &address)
{
    const std::lock_guard lock(m_mutex);
    takeBackNewest(m_addresses.find(address));
    Attempts *pair = m_pairs.find(pairKey(account, address));
    Attempts *state = m_accounts.find(account);
    for (Attempts *attempts : {pair, state}) {
        if (attempts == nullptr || attempts->failures.empty())
            continue;
        Times &failures = attempts->failures;
        failures.pop_back();
        const auto wait =
            attempts == pair ? pairLockAfter(failures.size()) : accountDelayAfter(failures.size());
        attempts->notBefore = failures.empty() ? TimePoint() : failures.back() + wait;
    }
}

} // namespace explorer::resilience
