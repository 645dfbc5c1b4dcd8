#include "server/http/networkthread_p.h"

namespace explorer::http
{

NetworkThread::NetworkThread(std::shared_ptr<ServerCore> core, int number)
    : m_core(std::move(core)), m_number(number)
{
}

NetworkThread::~NetworkThread() { end(); }

NetworkWorker &NetworkThread::begin()
{
    auto ready = m_ready.get_future();
    start();
    ready.wait();
    return *m_worker;
}

void NetworkThread::end()
{
    quit();
    wait();
}

void NetworkThread::run()
{
    nameThread("http-" + std::to_string(m_number));
    NetworkWorker worker(m_core);
    m_worker = &worker;
    m_ready.set_value();
    exec();
    m_worker = nullptr;
}

} // namespace explorer::http
