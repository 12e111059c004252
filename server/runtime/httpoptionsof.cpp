#include "runtime/httpoptionsof.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

std::vector<std::string> toUtf8(const QStringList &list)
{
    std::vector<std::string> out;
    for (const QString &text : list)
        out.push_back(text.toStdString());
    return out;
}

void takeSecurity(HttpOptions &http, const SecurityOptions &security)
{
    http.csrfTrustedOrigins = toUtf8(security.csrfTrustedOrigins);
    for (const QString &name : security.csrfAdditionalHeaders)
        http.csrfAdditionalHeaders.push_back(name.toLower().toStdString());
    http.csrfStrict = security.isCsrfStrict;
    http.allowEmbedding = security.allowsEmbedding;
    http.sendNosniff = security.sendsNosniff;
    http.strictTransportSecurity = security.strictTransportSecurity.toStdString();
    http.sendContentSecurityPolicy = security.sendsContentSecurityPolicy;
    http.contentSecurityPolicy = security.contentSecurityPolicyTemplate.toStdString();
}

} // namespace

HttpOptions httpOptionsOf(const NodeOptions &node)
{
    const ServerOptions &server = node.server;
    HttpOptions http;
    http.nodeName = node.instanceName.toStdString();
    http.address = server.address;
    http.port = server.port;
    http.ioThreads = server.ioThreads;
    http.useTls = server.isHttps;
    http.tls = {server.certFile, server.certKey, server.certPass, server.needsTls13 ? u"TLS1.3"_s : u"TLS1.2"_s};
    http.limits.request = server.requestTimeout;
    http.rootUrl = server.rootUrl.toString(QUrl::FullyEncoded).toStdString();
    http.isRootUrlConfigured = server.isRootUrlConfigured;
    http.serveFromSubPath = !server.subPath.isEmpty();
    http.domain = server.domain.toStdString();
    http.enforceDomain = server.enforceDomain;
    http.trustedProxies = toUtf8(server.trustedProxies);
    http.logRequests = server.logsRequests;
    http.compress = server.compresses;
    for (const auto &[name, value] : server.customHeaders)
        http.customHeaders.emplace_back(name.toStdString(), value.toStdString());
    takeSecurity(http, node.security);
    return http;
}

} // namespace mdash
