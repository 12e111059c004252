#pragma once

#include "features/queries/datasourcequery.h"
#include "features/queries/executor.h"
#include "platform/net/egress.h"

namespace mdash {

/// What backends share that ask another server by HTTP. Thread-safe; answers are read on @p executor.
class HttpBackend : public DataSourceBackend
{
public:
    HttpBackend(Egress &egress, Executor executor) : m_egress(egress), m_executor(std::move(executor)) {}

protected:
    /// Sends @p request, and gives what @p read makes of the answer.
    template<class Out, class Read>
    QFuture<Result<Out>> ask(Result<EgressRequest> request, Read read)
    {
        if (!request)
            return readyFuture(Result<Out>(tl::unexpected(request.error())));
        return thenOn(m_executor, m_egress.send(*std::move(request)), [read = std::move(read)](Result<EgressResponse> response) -> Result<Out> {
            if (!response)
                return tl::unexpected(response.error());
            return read(*std::move(response));
        });
    }

    /// For health, which somebody waits for: at most 10 s.
    [[nodiscard]] static Result<EgressRequest> hurried(Result<EgressRequest> request)
    {
        constexpr std::chrono::milliseconds Patience{10'000};
        if (request)
            request->timeout = std::min(request->timeout.value_or(Patience), Patience);
        return request;
    }

    Egress &m_egress;
    const Executor m_executor;
};

} // namespace mdash
