#include "runtime/queryparts.h"

#include "features/queries/prometheus/prometheusbackend.h"
#include "features/queries/testdata/testdatabackend.h"
#include "platform/http/workers.h"

#include <QRandomGenerator>
#include <QTimer>

namespace mdash {
namespace {

EgressOptions egressOptions(const NodeOptions &options)
{
    EgressOptions egress;
    for (const QString &place : options.security.dataSourceAllowList)
        egress.allowList.push_back(place.toStdString());
    egress.maxConnectionsPerHost = options.dataProxyConnections;
    return egress;
}

} // namespace

QueryParts::QueryParts(const NodeOptions &options)
    : m_executor([workers = m_workers](std::function<void()> job) {
          const std::lock_guard lock(workers->mutex);
          if (workers->pool)
              static_cast<void>(workers->pool->post([job = std::move(job)](Worker &) { job(); }));
      }),
      m_egress(egressOptions(options))
{
    const auto delay = [this](Millis wait, std::function<void()> job) {
        QMetaObject::invokeMethod(&m_timers, [this, wait, job = std::move(job)] { QTimer::singleShot(wait, &m_timers, job); });
    };
    const auto seed = QRandomGenerator::global()->generate64();
    m_backends.add({"prometheus", "victoriametrics-metrics-datasource"}, std::make_shared<PrometheusBackend>(m_egress, m_executor));
    m_backends.add({"testdata", "grafana-testdata-datasource"}, std::make_shared<TestDataBackend>(delay, m_executor, seed));
}

QueryParts::~QueryParts() = default;

void QueryParts::attach(WorkerPool &workers)
{
    const std::lock_guard lock(m_workers->mutex);
    m_workers->pool = &workers;
}

void QueryParts::detach()
{
    const std::lock_guard lock(m_workers->mutex);
    m_workers->pool = nullptr;
}

} // namespace mdash
