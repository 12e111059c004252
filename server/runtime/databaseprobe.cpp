#include "runtime/databaseprobe.h"

#include "features/health/healthstore.h"

namespace mdash {

namespace {
constexpr std::chrono::seconds Interval{1};
}

DatabaseProbe::DatabaseProbe(DatabaseOptions options, std::function<void()> onAnswered)
    : m_options(std::move(options)), m_onAnswered(std::move(onAnswered)), m_thread([this] { run(); })
{
}

DatabaseProbe::~DatabaseProbe()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void DatabaseProbe::run()
{
    std::unique_ptr<Database> database;
    std::unique_lock lock(m_mutex);
    while (!m_isStopping) {
        lock.unlock();
        if (!database) {
            if (auto opened = Database::open(m_options))
                database = std::move(*opened);
        }
        if (database && HealthStore(*database).ping())
            m_onAnswered();
        lock.lock();
        m_wake.wait_for(lock, Interval, [this] { return m_isStopping; });
    }
}

} // namespace mdash
