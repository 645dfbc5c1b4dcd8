#include "server/http/mailbox_p.h"

#include <QCoreApplication>
#include <QEvent>

namespace explorer::http
{

int Mailbox::eventType() { return QEvent::User + 1; }

void Mailbox::post(Completion completion)
{
    const std::lock_guard lock(m_mutex);
    if (!m_receiver)
        return;
    wakeLocked();
    m_contents.completions.push_back(std::move(completion));
}

void Mailbox::post(std::function<void()> call)
{
    const std::lock_guard lock(m_mutex);
    if (!m_receiver)
        return;
    wakeLocked();
    m_contents.calls.push_back(std::move(call));
}

/// One event is under way while there is anything to take.
void Mailbox::wakeLocked()
{
    if (m_contents.calls.empty() && m_contents.completions.empty())
        QCoreApplication::postEvent(m_receiver, new QEvent(static_cast<QEvent::Type>(eventType())));
}

Mailbox::Contents Mailbox::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_contents, {});
}

void Mailbox::close()
{
    // What a dropped call holds is let go of outside the lock.
    Contents dropped;
    const std::lock_guard lock(m_mutex);
    m_receiver = nullptr;
    std::swap(dropped, m_contents);
}

} // namespace explorer::http
