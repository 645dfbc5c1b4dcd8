#include "core/resilience/concurrencygate.h"

namespace explorer::resilience
{

std::shared_ptr<void> ConcurrencyGate::enter(const std::string &name) const
{
    const std::lock_guard lock(m_state->mutex);
    int &count = m_state->inside[name];
    if (count >= m_state->limit) {
        if (count == 0)
            m_state->inside.erase(name);
        return nullptr;
    }
    ++count;
    // What it points to only says that it is not null.
    return std::shared_ptr<void>(m_state.get(), [state = m_state, name](void *) {
        const std::lock_guard leaving(state->mutex);
        const auto found = state->inside.find(name);
        if (--found->second == 0)
            state->inside.erase(found);
    });
}

} // namespace explorer::resilience
