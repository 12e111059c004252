#pragma once

#include "platform/cluster/redisbell.h"
#include "platform/config/settings.h"
#include "platform/storage/databaseoptions.h"

#include <QUrl>

namespace mdash {

/// The settings of one node as typed values, read once at the start. Plain data; parts are handed to who needs them.
struct ServerOptions
{
    bool isHttps = false;
    QString address; // empty = all
    quint16 port = 3000;
    QString domain;
    bool enforceDomain = false;
    QUrl rootUrl;           // path ends with '/'
    bool isRootUrlConfigured = false;
    QString subPath;        // path of rootUrl without the last '/', if served from it; else empty
    bool logsRequests = false;
    bool compresses = false;
    QString certFile, certKey;
    Secret certPass;
    Millis certsWatchInterval{};
    bool needsTls13 = false;
    int workerThreads = 4;
    int ioThreads = 2;
    Millis drainDelay{5'000};
    Millis requestTimeout{120'000};
    QStringList trustedProxies;
    std::vector<std::pair<QString, QString>> customHeaders;
};

struct SecurityOptions
{
    QString adminUser, adminEmail;
    Secret adminPassword;
    bool makesAdmin = true;
    Secret secretKey;
    bool isCookieSecure = false;
    QString cookieSameSite;
    bool hasHostPrefix = false;
    bool allowsEmbedding = false;
    QStringList csrfTrustedOrigins, csrfAdditionalHeaders;
    bool isCsrfStrict = false;
    bool sendsContentSecurityPolicy = true;
    QString contentSecurityPolicyTemplate;
    QString strictTransportSecurity; // value of the header; empty = none
    bool sendsNosniff = true;
    QStringList dataSourceAllowList;
};

struct AuthOptions
{
    QString cookieName;
    Millis inactiveLifetime{}, lifetime{};
    Millis rotationInterval{};
    qint64 apiKeyMaxSeconds = -1;
    bool acceptsBasic = true;
    bool acceptsAnonymous = false;
    QString anonymousOrg, anonymousRole;
};

struct UserOptions
{
    bool allowsOrgCreate = false;
    bool autoAssignsOrg = true;
    qint64 autoAssignOrgId = 1;
    QString autoAssignRole;
    QString defaultTheme, defaultLanguage, homePage;
    bool viewersCanEdit = false;
    bool editorsCanAdmin = false;
    Millis lastSeenInterval{};
    Millis inviteLifetime{86'400'000};
};

struct DashboardOptions
{
    int versionsToKeep = 20;
    Millis minRefreshInterval{};
    QString defaultHomePath;
};

struct NodeOptions
{
    bool isProduction = true;
    QString instanceName;
    QString dataPath, provisioningPath;
    ServerOptions server;
    DatabaseOptions database;
    std::chrono::seconds migrationPatience{300};
    bool servesStale = true;
    std::optional<RedisOptions> redis; // wakes the readers of events
    SecurityOptions security;
    AuthOptions auth;
    UserOptions users;
    DashboardOptions dashboards;
    Millis dataProxyTimeout{30'000};
    int dataProxyConnections = 32;
    bool servesMetrics = true;
    QString metricsUser;
    Secret metricsPassword;
    QString logLevel;
    QStringList featureToggles;
    std::shared_ptr<const Settings> settings; // all of them, with their origins; may be absent
};

/// Fails with InvalidInput for settings that contradict each other: https without a certificate, a rotation interval
/// shorter than a request may live, a short secret key, __Host- cookies without https.
[[nodiscard]] Result<NodeOptions> readNodeOptions(const Settings &settings);

} // namespace mdash
