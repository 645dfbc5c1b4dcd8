#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace explorer::resilience
{

/// At most so many at once of the same name. Any thread.
class ConcurrencyGate
{
public:
    explicit ConcurrencyGate(int limit) : m_state(std::make_shared<State>()) { m_state->limit = limit; }
    /// Null where the limit is reached; else counted while what is given lives, which may be longer than the
    /// gate.
    [[nodiscard]] std::shared_ptr<void> enter(const std::string &name) const;
    [[nodiscard]] int limit() const { return m_state->limit; }

private:
    struct State {
        int limit = 0;
        std::mutex mutex;
        std::map<std::string, int> inside;
    };
    std::shared_ptr<State> m_state;
};

} // namespace explorer::resilience
