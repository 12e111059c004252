#include "runtime/queryparts.h"

#include "features/queries/builtinsources.h"
#include "features/queries/countedbackend.h"
#include "features/queries/influx/influxbackend.h"
#include "features/queries/loki/lokibackend.h"
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
    egress.timeout = options.dataProxyTimeout;
    egress.ownPorts = {options.server.port};
    return egress;
}

} // namespace

QueryParts::QueryParts(const NodeOptions &options, QueryCounters &counters)
    : m_executor([workers = m_workers](std::function<void()> job) {
          const auto shared = std::make_shared<std::function<void()>>(std::move(job));
          {
              const std::lock_guard lock(workers->mutex);
              if (!workers->pool || workers->pool->post([shared](Worker &) { (*shared)(); }))
                  return;
          }
          (*shared)(); // the queue is full: rather here than never, somebody waits for it
      }),
      m_egress(egressOptions(options))
{
    const auto delay = [this](Millis wait, std::function<void()> job) {
        QMetaObject::invokeMethod(&m_timers, [this, wait, job = std::move(job)] { QTimer::singleShot(wait, &m_timers, job); });
    };
    const auto seed = QRandomGenerator::global()->generate64();
    const auto testData = std::make_shared<TestDataBackend>(delay, m_executor, seed);
    const auto add = [&](std::initializer_list<std::string_view> types, std::shared_ptr<DataSourceBackend> backend) {
        m_backends.add(types, std::make_shared<CountedBackend>(std::move(backend), counters));
    };
    add({"prometheus", "victoriametrics-metrics-datasource"}, std::make_shared<PrometheusBackend>(m_egress, m_executor));
    add({"loki"}, std::make_shared<LokiBackend>(m_egress, m_executor));
    add({"influxdb"}, std::make_shared<InfluxBackend>(m_egress, m_executor));
    add({"testdata", "grafana-testdata-datasource"}, testData);
    add({"datasource", "grafana"}, std::make_shared<BuiltInBackend>(testData));
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
