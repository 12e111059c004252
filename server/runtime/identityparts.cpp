#include "runtime/identityparts.h"

#include "platform/crypto/random.h"

#include <QDir>
#include <QSaveFile>

#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

/// Of this machine, so that small ones hash within their means.
quint64 memoryOfMachine()
{
    const long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
    return pages > 0 && size > 0 ? static_cast<quint64>(pages) * static_cast<quint64>(size) : 0;
}

std::string sameSiteOf(const QString &setting)
{
    if (setting == "strict"_L1)
        return "Strict";
    if (setting == "none"_L1)
        return "None";
    return setting == "disabled"_L1 ? std::string() : "Lax";
}

CookieOptions cookieOptions(const NodeOptions &options)
{
    CookieOptions cookies;
    cookies.name = options.auth.cookieName.toStdString();
    const QString path = options.server.rootUrl.path().chopped(1);
    cookies.path = path.isEmpty() ? "/" : path.toStdString();
    cookies.isSecure = options.security.isCookieSecure || options.server.rootUrl.scheme() == "https"_L1;
    cookies.sameSite = sameSiteOf(options.security.cookieSameSite);
    cookies.hasHostPrefix = options.security.hasHostPrefix;
    cookies.maxAge = std::chrono::duration_cast<std::chrono::seconds>(options.auth.lifetime);
    return cookies;
}

AuthenticationOptions authenticationOptions(const NodeOptions &options, std::function<Millis()> ageOfMemory)
{
    AuthenticationOptions authentication;
    authentication.basicIsEnabled = options.auth.acceptsBasic;
    authentication.anonymousIsEnabled = options.auth.acceptsAnonymous;
    authentication.anonymousOrg = options.auth.anonymousOrg;
    authentication.anonymousRole = parseRole(options.auth.anonymousRole).value_or(OrgRole::Viewer);
    authentication.lastSeenInterval = options.users.lastSeenInterval;
    authentication.subUrl = options.server.rootUrl.path().chopped(1).toStdString();
    authentication.ageOfMemory = std::move(ageOfMemory);
    return authentication;
}

Result<Secret> makeKey(const QString &path)
{
    const Secret key(randomBytes(32).toHex());
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(key.reveal()) == key.reveal().size() && file.commit();
    if (!written)
        return fail(ErrorCode::Internal, u"cannot write the secret key to \"%1\": %2"_s.arg(path, file.errorString()));
    return key;
}

} // namespace

IdentityParts::IdentityParts(const NodeOptions &options, const Secret &secretKey, const Clock &clock, std::function<Millis()> ageOfMemory)
    : hasher(Argon2Cost::forMemory(memoryOfMachine())), tokens(secretKey),
      lifetimes{options.auth.lifetime, options.auth.inactiveLifetime, options.auth.rotationInterval, options.server.requestTimeout},
      cookies(cookieOptions(options)), passwords(hasher, clock), throttleKey(deriveKey(secretKey, "login-throttle")), keys(secretKey, clock),
      checkedSessions(clock, options.servesStale), authentication(authenticationOptions(options, std::move(ageOfMemory))),
      newUsers{options.users.autoAssignsOrg, OrgId{options.users.autoAssignOrgId},
               parseRole(options.users.autoAssignRole).value_or(OrgRole::Viewer)},
      subUrl(authentication.subUrl), longestTokenLife(options.auth.apiKeyMaxSeconds), usersMakeOrganisations(options.users.allowsOrgCreate),
      rootUrl(options.server.rootUrl.toString(QUrl::FullyEncoded)), inviteLifetime(options.users.inviteLifetime)
{
}

FirstStart::Options firstStartOptions(const SecurityOptions &security)
{
    return {security.makesAdmin, security.adminUser, security.adminPassword, security.adminEmail};
}

Result<Secret> secretKeyOf(const Secret &configured, const QString &dataPath)
{
    if (configured.reveal() == "SW2YcwTIb9zpOOhoPsMm") // published with the field's default settings
        return fail(ErrorCode::InvalidInput, u"[security] secret_key: everybody knows this one, expected a key of your own"_s);
    if (!configured.isEmpty())
        return configured;
    const QString path = QDir(dataPath).filePath(u"secret_key"_s);
    QFile file(path);
    if (!file.exists())
        return makeKey(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal, u"cannot read the secret key in \"%1\": %2"_s.arg(path, file.errorString()));
    const Secret key(file.read(4'096).trimmed());
    if (key.reveal().size() < 32)
        return fail(ErrorCode::Internal, u"the secret key in \"%1\" is damaged: expected at least 32 characters"_s.arg(path));
    return key;
}

} // namespace mdash
