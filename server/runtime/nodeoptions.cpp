#include "runtime/nodeoptions.h"

#include "platform/storage/databaseurl.h"

#include <QDir>

#include <thread>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

tl::unexpected<Error> contradiction(const QString &sentence)
{
    return fail(ErrorCode::InvalidInput, sentence);
}

int threadsOr(qint64 configured, unsigned automatic)
{
    return configured > 0 ? static_cast<int>(configured) : static_cast<int>(automatic);
}

ServerOptions readServer(const Settings &settings)
{
    const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    ServerOptions server;
    server.isHttps = settings.text(u"server"_s, u"protocol"_s) == "https"_L1;
    server.address = settings.text(u"server"_s, u"http_addr"_s);
    server.port = static_cast<quint16>(settings.integer(u"server"_s, u"http_port"_s));
    server.domain = settings.text(u"server"_s, u"domain"_s);
    server.enforceDomain = settings.boolean(u"server"_s, u"enforce_domain"_s);
    server.rootUrl = QUrl(settings.text(u"server"_s, u"root_url"_s));
    if (!server.rootUrl.path().endsWith(u'/'))
        server.rootUrl.setPath(server.rootUrl.path() + u'/');
    server.isRootUrlConfigured = settings.isConfigured(u"server"_s, u"root_url"_s) || settings.isConfigured(u"server"_s, u"domain"_s);
    if (settings.boolean(u"server"_s, u"serve_from_sub_path"_s))
        server.subPath = server.rootUrl.path().chopped(1);
    server.logsRequests = settings.boolean(u"server"_s, u"router_logging"_s);
    server.compresses = settings.boolean(u"server"_s, u"enable_gzip"_s);
    server.certFile = settings.path(u"server"_s, u"cert_file"_s);
    server.certKey = settings.path(u"server"_s, u"cert_key"_s);
    server.certPass = settings.secret(u"server"_s, u"cert_pass"_s);
    server.certsWatchInterval = settings.duration(u"server"_s, u"certs_watch_interval"_s);
    server.needsTls13 = settings.text(u"server"_s, u"min_tls_version"_s) == "TLS1.3"_L1;
    server.workerThreads = threadsOr(settings.integer(u"server"_s, u"worker_threads"_s), std::max(4u, 2 * cores));
    server.ioThreads = threadsOr(settings.integer(u"server"_s, u"io_threads"_s), cores);
    server.drainDelay = settings.duration(u"server"_s, u"drain_delay"_s);
    server.requestTimeout = settings.duration(u"server"_s, u"request_timeout"_s);
    server.trustedProxies = settings.list(u"server"_s, u"trusted_proxies"_s);
    server.customHeaders = settings.freeSection(u"server.custom_response_headers"_s);
    return server;
}

QString strictTransportSecurity(const Settings &settings)
{
    if (!settings.boolean(u"security"_s, u"strict_transport_security"_s))
        return {};
    QString value = u"max-age="_s + QString::number(settings.integer(u"security"_s, u"strict_transport_security_max_age_seconds"_s));
    if (settings.boolean(u"security"_s, u"strict_transport_security_preload"_s))
        value += u"; preload"_s;
    if (settings.boolean(u"security"_s, u"strict_transport_security_subdomains"_s))
        value += u"; includeSubDomains"_s;
    return value;
}

SecurityOptions readSecurity(const Settings &settings)
{
    SecurityOptions security;
    security.adminUser = settings.text(u"security"_s, u"admin_user"_s);
    security.adminEmail = settings.text(u"security"_s, u"admin_email"_s);
    security.adminPassword = settings.secret(u"security"_s, u"admin_password"_s);
    security.makesAdmin = !settings.boolean(u"security"_s, u"disable_initial_admin_creation"_s);
    security.secretKey = settings.secret(u"security"_s, u"secret_key"_s);
    security.isCookieSecure = settings.boolean(u"security"_s, u"cookie_secure"_s);
    security.cookieSameSite = settings.text(u"security"_s, u"cookie_samesite"_s).toLower();
    security.hasHostPrefix = settings.boolean(u"security"_s, u"cookie_host_prefix"_s);
    security.allowsEmbedding = settings.boolean(u"security"_s, u"allow_embedding"_s);
    security.csrfTrustedOrigins = settings.list(u"security"_s, u"csrf_trusted_origins"_s);
    security.csrfAdditionalHeaders = settings.list(u"security"_s, u"csrf_additional_headers"_s);
    security.isCsrfStrict = settings.boolean(u"security"_s, u"csrf_strict"_s);
    security.sendsContentSecurityPolicy = settings.boolean(u"security"_s, u"content_security_policy"_s);
    security.contentSecurityPolicyTemplate = settings.text(u"security"_s, u"content_security_policy_template"_s);
    security.strictTransportSecurity = strictTransportSecurity(settings);
    security.sendsNosniff = settings.boolean(u"security"_s, u"x_content_type_options"_s);
    security.dataSourceAllowList = settings.list(u"security"_s, u"data_source_proxy_whitelist"_s);
    return security;
}

AuthOptions readAuth(const Settings &settings)
{
    AuthOptions auth;
    auth.cookieName = settings.text(u"auth"_s, u"login_cookie_name"_s);
    auth.inactiveLifetime = settings.duration(u"auth"_s, u"login_maximum_inactive_lifetime_duration"_s);
    auth.lifetime = settings.duration(u"auth"_s, u"login_maximum_lifetime_duration"_s);
    constexpr qint64 shortestMinutes = 3;
    auth.rotationInterval = std::chrono::minutes(std::max(shortestMinutes, settings.integer(u"auth"_s, u"token_rotation_interval_minutes"_s)));
    auth.apiKeyMaxSeconds = settings.integer(u"auth"_s, u"api_key_max_seconds_to_live"_s);
    auth.acceptsBasic = settings.boolean(u"auth.basic"_s, u"enabled"_s);
    auth.acceptsAnonymous = settings.boolean(u"auth.anonymous"_s, u"enabled"_s);
    auth.anonymousOrg = settings.text(u"auth.anonymous"_s, u"org_name"_s);
    auth.anonymousRole = settings.text(u"auth.anonymous"_s, u"org_role"_s);
    return auth;
}

UserOptions readUsers(const Settings &settings)
{
    UserOptions users;
    users.allowsOrgCreate = settings.boolean(u"users"_s, u"allow_org_create"_s);
    users.autoAssignsOrg = settings.boolean(u"users"_s, u"auto_assign_org"_s);
    users.autoAssignOrgId = settings.integer(u"users"_s, u"auto_assign_org_id"_s);
    users.autoAssignRole = settings.text(u"users"_s, u"auto_assign_org_role"_s);
    users.defaultTheme = settings.text(u"users"_s, u"default_theme"_s);
    users.defaultLanguage = settings.text(u"users"_s, u"default_language"_s);
    users.homePage = settings.text(u"users"_s, u"home_page"_s);
    users.viewersCanEdit = settings.boolean(u"users"_s, u"viewers_can_edit"_s);
    users.editorsCanAdmin = settings.boolean(u"users"_s, u"editors_can_admin"_s);
    users.inviteLifetime = settings.duration(u"users"_s, u"user_invite_max_lifetime_duration"_s);
    users.lastSeenInterval = settings.duration(u"users"_s, u"last_seen_update_interval"_s);
    return users;
}

Result<DatabaseOptions> readDatabase(const Settings &settings, const QString &dataPath)
{
    const Secret url = settings.secret(u"database"_s, u"url"_s);
    DatabaseOptions database;
    if (!url.isEmpty()) {
        auto parsed = parseDatabaseUrl(QString::fromUtf8(url.reveal()));
        if (!parsed)
            return fail(parsed.error().code, u"[database] "_s + (parsed.error().detail.startsWith("url"_L1) ? QString() : u"url: "_s) + parsed.error().detail);
        database = std::move(*parsed);
    } else {
        const QString type = settings.text(u"database"_s, u"type"_s).toLower();
        database.kind = type == "postgres"_L1 ? DatabaseKind::Postgres : type == "mysql"_L1 ? DatabaseKind::Mysql : DatabaseKind::Sqlite;
        database.hosts = settings.list(u"database"_s, u"host"_s);
        if (database.kind == DatabaseKind::Postgres && !settings.isConfigured(u"database"_s, u"host"_s))
            database.hosts = {u"127.0.0.1:5432"_s};
        database.name = settings.text(u"database"_s, u"name"_s);
        database.user = settings.text(u"database"_s, u"user"_s);
        database.password = settings.secret(u"database"_s, u"password"_s);
        auto tlsMode = parseTlsMode(settings.text(u"database"_s, u"ssl_mode"_s));
        if (!tlsMode)
            return tl::unexpected(tlsMode.error());
        database.tlsMode = *std::move(tlsMode);
        database.path = settings.text(u"database"_s, u"path"_s);
    }
    // What the url says itself is only added to.
    for (const auto &[path, configured] : {std::pair(&database.caCertPath, settings.path(u"database"_s, u"ca_cert_path"_s)),
                                           std::pair(&database.clientCertPath, settings.path(u"database"_s, u"client_cert_path"_s)),
                                           std::pair(&database.clientKeyPath, settings.path(u"database"_s, u"client_key_path"_s))}) {
        if (path->isEmpty())
            *path = configured;
    }
    database.statementTimeout = settings.duration(u"database"_s, u"statement_timeout"_s);
    if (database.kind == DatabaseKind::Sqlite && database.path != ":memory:"_L1)
        database.path = QDir::cleanPath(QDir(dataPath).absoluteFilePath(database.path));
    return database;
}

/// The Redis of `[live]`, else of `[remote_cache]`.
Result<std::optional<RedisOptions>> readRedis(const Settings &settings)
{
    const bool isOfLive = settings.text(u"live"_s, u"ha_engine"_s) == "redis"_L1;
    if (!isOfLive && settings.text(u"remote_cache"_s, u"type"_s) != "redis"_L1)
        return std::nullopt;
    auto redis = isOfLive ? parseRedisAddress(settings.text(u"live"_s, u"ha_engine_address"_s))
                          : parseRedisConnection(QString::fromUtf8(settings.secret(u"remote_cache"_s, u"connstr"_s).reveal()));
    if (!redis)
        return contradiction((isOfLive ? u"[live] ha_engine_address: "_s : u"[remote_cache] connstr: "_s) + redis.error().detail);
    if (const Secret password = settings.secret(u"live"_s, u"ha_engine_password"_s); isOfLive && !password.isEmpty())
        redis->password = password;
    redis->prefix = settings.text(u"live"_s, u"ha_prefix"_s);
    return *std::move(redis);
}

Result<void> check(const NodeOptions &options)
{
    if (options.server.isHttps && (options.server.certFile.isEmpty() || options.server.certKey.isEmpty()))
        return contradiction(u"[server] protocol = https: expected cert_file and cert_key to be set"_s);
    if (options.server.requestTimeout >= options.auth.rotationInterval)
        return contradiction(u"[server] request_timeout: expected less than [auth] token_rotation_interval_minutes, or a rotation could overtake a request"_s);
    const QString &home = options.users.homePage;
    if (!home.isEmpty() && (!home.startsWith(u'/') || home.startsWith("//"_L1) || home.contains(u'\\') || home == "/"_L1))
        return contradiction(u"[users] home_page = %1: expected a path of this server such as /d/start"_s.arg(home));
    constexpr qsizetype shortestKey = 16;
    const Secret &key = options.security.secretKey;
    if (!key.isEmpty() && key.reveal().size() < shortestKey)
        return contradiction(u"[security] secret_key: expected at least %1 characters"_s.arg(shortestKey));
    if (options.security.hasHostPrefix && (options.server.rootUrl.scheme() != "https"_L1 || options.server.rootUrl.path() != "/"_L1))
        return contradiction(u"[security] cookie_host_prefix = true: expected a root_url with https and without a path"_s);
    return {};
}

} // namespace

Result<NodeOptions> readNodeOptions(const Settings &settings)
{
    NodeOptions options;
    options.settings = std::make_shared<const Settings>(settings);
    options.isProduction = settings.text(u"DEFAULT"_s, u"app_mode"_s) == "production"_L1;
    options.instanceName = settings.text(u"DEFAULT"_s, u"instance_name"_s);
    options.dataPath = settings.path(u"paths"_s, u"data"_s);
    options.provisioningPath = settings.path(u"paths"_s, u"provisioning"_s);
    options.server = readServer(settings);
    auto database = readDatabase(settings, options.dataPath);
    if (!database)
        return tl::unexpected(database.error());
    options.database = std::move(*database);
    auto redis = readRedis(settings);
    if (!redis)
        return tl::unexpected(redis.error());
    options.redis = std::move(*redis);
    constexpr qint64 shortestPatience = 300;
    options.migrationPatience = std::chrono::seconds(std::max(shortestPatience, settings.integer(u"database"_s, u"locking_attempt_timeout_sec"_s)));
    options.servesStale = settings.boolean(u"database"_s, u"serve_stale"_s);
    options.security = readSecurity(settings);
    options.auth = readAuth(settings);
    options.users = readUsers(settings);
    options.dashboards.versionsToKeep = static_cast<int>(settings.integer(u"dashboards"_s, u"versions_to_keep"_s));
    options.dashboards.minRefreshInterval = settings.duration(u"dashboards"_s, u"min_refresh_interval"_s);
    options.dashboards.defaultHomePath = settings.path(u"dashboards"_s, u"default_home_dashboard_path"_s);
    options.dataProxyTimeout = settings.duration(u"dataproxy"_s, u"timeout"_s);
    options.dataProxyConnections = static_cast<int>(settings.integer(u"dataproxy"_s, u"max_conns_per_host"_s));
    options.servesMetrics = settings.boolean(u"metrics"_s, u"enabled"_s);
    options.metricsUser = settings.text(u"metrics"_s, u"basic_auth_username"_s);
    options.metricsPassword = settings.secret(u"metrics"_s, u"basic_auth_password"_s);
    options.logLevel = settings.text(u"log"_s, u"level"_s);
    for (const auto &[toggle, value] : settings.freeSection(u"feature_toggles"_s)) {
        if (toggle == "enable"_L1)
            options.featureToggles += value.split(QChar(u','), Qt::SkipEmptyParts);
        else if (value == "true"_L1)
            options.featureToggles.append(toggle);
    }
    if (auto done = check(options); !done)
        return tl::unexpected(done.error());
    return options;
}

} // namespace mdash
