#pragma once

#include "features/sessions/identity.h"
#include "platform/storage/database.h"

namespace mdash {

/// A user by what he typed, with what a password is checked against.
struct Credentials
{
    Identity identity;
    std::optional<QString> passwordHash;
    qint64 now = 0;
};

/// A token of a service account or an API key, with its owner.
struct StoredToken
{
    TokenId id;
    OrgId orgId;
    bool isApiKey = false; // belongs to the organisation, not to a service account
    QString name;
    OrgRole role = OrgRole::None;
    std::optional<qint64> expiresAt{}, revokedAt{}, lastUsedAt{}; // ms
    Identity owner{}; // of a service account's token
    qint64 now = 0;
};

/// The statements that say who sends a request without a session: one a request.
class AuthenticationStore
{
public:
    explicit AuthenticationStore(Database &database) : m_database(database) {}

    [[nodiscard]] Result<std::optional<Credentials>> findCredentials(const QString &loginOrEmail, OrgId wantedOrg);
    /// @p hash is the SHA-256 of the whole token in hexadecimal.
    [[nodiscard]] Result<std::optional<StoredToken>> findToken(const QString &hash);
    /// Id of the organisation; 0 if there is none of that name.
    [[nodiscard]] Result<OrgId> organisationByName(const QString &name);

    /// Notes the use, at most once a minute.
    Result<void> touchToken(TokenId id);
    /// Notes that the user was seen, unless that was noted less than @p interval ago.
    Result<void> touchUser(UserId id, std::chrono::milliseconds interval);

private:
    Database &m_database;
};

} // namespace mdash
