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
    m_completions.push_back(std::move(completion));
    if (m_completions.size() == 1)
        QCoreApplication::postEvent(m_receiver, new QEvent(static_cast<QEvent::Type>(eventType())));
}

std::vector<Completion> Mailbox::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_completions, {});
}

void Mailbox::close()
{
    const std::lock_guard lock(m_mutex);
    m_receiver = nullptr;
    m_completions.clear();
}

} // namespace explorer::http
