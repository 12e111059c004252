#pragma once

#include "features/queries/datasourcequery.h"
#include "features/queries/executor.h"

#include <atomic>
#include <functional>

namespace mdash {

/// Runs a function after a while, on any thread. The runtime gives one (a timer of the main thread); tests run at once.
using Delay = std::function<void(Millis, std::function<void()>)>;

/// The TestData source: made-up series and tables by scenario (ds-query §6). Thread-safe; computes on the caller's thread.
class TestDataBackend final : public DataSourceBackend
{
public:
    TestDataBackend(Delay delay, Executor executor, std::uint64_t seed);

    QFuture<QueryResults> query(const DataSourceSettings &source, std::vector<DataQuery> queries) override;
    QFuture<Result<std::string>> checkHealth(const DataSourceSettings &source) override;
    QFuture<Result<std::vector<std::string>>> variableValues(const DataSourceSettings &source, std::string query,
                                                             TimeRange range) override;

    /// `[{"id","name","stringInput","description"}, …]`, what `resources/scenarios` answers.
    [[nodiscard]] static std::string scenariosJson();

private:
    Delay m_delay;
    Executor m_executor;
    std::atomic<std::uint64_t> m_seed;
};

} // namespace mdash
