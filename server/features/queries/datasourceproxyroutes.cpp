#include "features/queries/datasourceproxyroutes.h"

#include "features/queries/datasourcehttp.h"
#include "features/queries/proxyrules.h"
#include "features/queries/queriesroutes.h"
#include "features/queries/testdata/testdatabackend.h"
#include "platform/http/bodystream.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

std::string_view methodName(Method method)
{
    switch (method) {
    case Method::Head: return "HEAD";
    case Method::Post: return "POST";
    case Method::Put: return "PUT";
    case Method::Patch: return "PATCH";
    case Method::Delete: return "DELETE";
    default: return "GET";
    }
}

/// What follows @p marker and @p segments further path segments in the path as it was sent, still encoded.
std::string_view encodedRest(std::string_view rawPath, std::string_view marker, int segments)
{
    const auto at = rawPath.find(marker);
    if (at == std::string_view::npos)
        return {};
    std::string_view rest = rawPath.substr(at + marker.size());
    for (; segments > 0; --segments) {
        const auto slash = rest.find('/');
        if (slash == std::string_view::npos)
            return {};
        rest.remove_prefix(slash + 1);
    }
    return rest;
}

/// Hands on the source's bytes at the client's pace.
class ClientSink final : public EgressSink
{
public:
    explicit ClientSink(std::shared_ptr<BodyStream> stream) : m_stream(std::move(stream)) {}
    void write(std::string_view bytes) override { m_stream->write(std::string(bytes)); }
    [[nodiscard]] bool isFull() const override { return m_stream->isFull(); }
    [[nodiscard]] bool isUnwanted() const override { return m_stream->isCancelled(); }
    void finish(bool isWhole) override { isWhole ? m_stream->finish() : m_stream->breakOff(); }

private:
    const std::shared_ptr<BodyStream> m_stream;
};

/// The head of the source's answer as ours, whose body comes through @p stream.
Result<Response> toAnswer(const Result<EgressResponse> &answer, const std::shared_ptr<BodyStream> &stream)
{
    if (!answer)
        return tl::unexpected(answer.error());
    const auto type = std::ranges::find(answer->headers, "content-type", &std::pair<std::string, std::string>::first);
    Response response = Response::stream(stream, type == answer->headers.end() ? "application/octet-stream" : type->second);
    response.status = answer->status == 401 ? 400 : answer->status; // a 401 would sign the browser out of us
    if (response.status == 204 || response.status == 304)
        response.body = std::string();
    response.headers = returnedHeaders(answer->headers);
    return response;
}

} // namespace

DataSourceProxyRoutes::DataSourceProxyRoutes(QueryService &queries, Egress &egress, Executor executor)
    : m_queries(queries), m_egress(egress), m_executor(std::move(executor))
{
}

void DataSourceProxyRoutes::declare(Router &router)
{
    const Access asks = Access::to("datasources:query");
    const Handler proxies = [this](const Request &r, const Principal &c) { return proxy(r, c); };
    const Handler resources = [this](const Request &r, const Principal &c) { return resource(r, c); };
    constexpr std::array methods{Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete};
    for (const Method method : methods) {
        for (const char *prefix : {"/api/datasources/proxy/uid/:uid", "/api/datasources/proxy/:id"}) {
            router.add({method, prefix, asks, 4_MiB, proxies});
            router.add({method, std::string(prefix) + "/*rest", asks, 4_MiB, proxies});
        }
        for (const char *prefix : {"/api/datasources/uid/:uid/resources", "/api/datasources/:id/resources"}) {
            router.add({method, prefix, asks, 4_MiB, resources});
            router.add({method, std::string(prefix) + "/*rest", asks, 4_MiB, resources});
        }
    }
}

Reply DataSourceProxyRoutes::proxy(const Request &request, const Principal &caller)
{
    const auto ref = dataSourceRefOf(request);
    if (!ref)
        return Result<Response>(tl::unexpected(ref.error()));
    const auto source = m_queries.source(caller.orgId, *ref);
    if (!source) {
        Error error = source.error();
        if (error.code == ErrorCode::NotFound)
            error.detail = u"Unable to find datasource"_s;
        return Result<Response>(tl::unexpected(error));
    }
    const bool isByUid = !ref->id.isSet();
    return forward(request, **source, encodedRest(request.rawPath, isByUid ? "/datasources/proxy/uid/" : "/datasources/proxy/", 1));
}

Reply DataSourceProxyRoutes::resource(const Request &request, const Principal &caller)
{
    const auto ref = dataSourceRefOf(request);
    if (!ref)
        return Result<Response>(tl::unexpected(ref.error()));
    const auto source = m_queries.source(caller.orgId, *ref);
    if (!source)
        return Result<Response>(tl::unexpected(source.error()));
    const std::string_view rest = encodedRest(request.rawPath, "/resources/", 0);
    const std::string &type = (*source)->type;
    const bool isTestData = type == "testdata" || type == "grafana-testdata-datasource";
    if (isTestData && rest == "scenarios")
        return Result<Response>(Response::json(TestDataBackend::scenariosJson()));
    if (!forwardsResources(type))
        return Result<Response>(fail(ErrorCode::NotFound, u"Not found"_s));
    return forward(request, **source, resourcePath(type, rest));
}

Reply DataSourceProxyRoutes::forward(const Request &request, const DataSourceSettings &source, std::string_view path)
{
    const std::string_view method = methodName(request.method);
    if (const auto allowed = checkProxyCall(source.type, method, path); !allowed)
        return Result<Response>(tl::unexpected(allowed.error()));
    FormText query;
    query.addEncoded(request.rawQuery).addEncoded(addedParameters(source));
    auto outgoing = requestTo(source, path, query.text());
    if (!outgoing)
        return Result<Response>(tl::unexpected(outgoing.error()));
    outgoing->method = method;
    outgoing->body = request.body;
    Headers headers = forwardedHeaders(request.headers);
    headers.insert(headers.end(), outgoing->headers.begin(), outgoing->headers.end()); // the stored ones come last
    outgoing->headers = std::move(headers);
    const auto stream = std::make_shared<BodyStream>();
    stream->onDrained([&egress = m_egress] { egress.resume(); });
    outgoing->sink = std::make_shared<ClientSink>(stream);
    return thenOn(m_executor, m_egress.send(std::move(*outgoing)),
                  [stream](const Result<EgressResponse> &answer) { return toAnswer(answer, stream); });
}

} // namespace mdash
